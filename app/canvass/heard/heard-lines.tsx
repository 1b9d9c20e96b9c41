import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Empty } from '#app/ui/empty.tsx'
import type { HeardFolded } from './fold-heard.ts'
import { heardKey } from './heard-words.ts'

/** What is on people's minds, by doors. */
export function HeardLines({ heard: { lines, more } }: { heard: HeardFolded }) {
  const i18n = useI18n()
  const { number } = useFormat()
  if (lines.length === 0) return <Empty>{i18n._(more ? 'heardPage.onlyFew' : 'heardPage.none')}</Empty>
  return (
    <>
      <table className="w-full max-w-lg border-collapse">
        <caption className="sr-only">{i18n._('heardPage.title')}</caption>
        <thead>
          <tr className="border-b border-edge text-left text-label text-ink-2">
            <th scope="col" className="py-2">
              {i18n._('heardPage.what')}
            </th>
            <th scope="col" className="py-2 text-right">
              {i18n._('heardPage.doors')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ code, doors }) => (
            <tr key={code} className="border-b border-hair">
              <th scope="row" className="py-2 text-left font-semibold">
                {i18n._(heardKey(code))}
              </th>
              <td className="py-2 text-right font-sign">{number(doors)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p className="mt-2 text-label text-ink-2">{i18n._('heardPage.more')}</p>}
    </>
  )
}
