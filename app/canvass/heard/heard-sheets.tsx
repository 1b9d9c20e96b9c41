import { useI18n } from '#app/messages/i18n.tsx'
import { Section } from '#app/ui/page.tsx'
import type { HeardSheet } from './heard.server.ts'
import { PrintButton } from './print-button.tsx'

type SheetsProps = { sheets: HeardSheet[]; foot: string }

/** For those who answered: on paper it is all there is of the page, large enough for a hallway. */
export function HeardSheets({ sheets, foot }: SheetsProps) {
  const i18n = useI18n()
  if (sheets.every(({ lines }) => lines.length === 0)) return null
  return (
    <>
      <div className="print:hidden">
        <Section title={i18n._('heardPage.sheet')} actions={<PrintButton />}>
          <p className="max-w-reading text-ink-2">{i18n._('heardPage.sheetText')}</p>
        </Section>
      </div>
      <div className="mt-4 flex flex-col gap-6 rounded-control border border-edge p-4 print:mt-0 print:border-0 print:p-0 print:text-[14pt] print:leading-normal">
        {sheets.map(({ locale, title, lead, lines, more }) => (
          <section key={locale} lang={locale} className="break-inside-avoid">
            <h2>{title}</h2>
            <p className="mt-1">{lead}</p>
            <ul className="mt-2 list-disc pl-6">
              {lines.map((line) => (
                <li key={line} className="py-0.5">
                  {line}
                </li>
              ))}
              {more && <li className="py-0.5">{more}</li>}
            </ul>
          </section>
        ))}
        <p className="hidden border-t border-hair pt-2 text-hint print:block">{foot}</p>
      </div>
    </>
  )
}
