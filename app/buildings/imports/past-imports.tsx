import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { listCounts } from './import-words.ts'
import type { PastImport } from './imports.server.ts'

export function PastImports({ past }: { past: PastImport[] }) {
  const i18n = useI18n()
  const format = useFormat()
  return (
    <ul>
      {past.map(({ id, fileName, counts, madeBy, madeAt, undoneAt }) => (
        <li key={id} className="border-b border-hair py-3">
          <p className="font-semibold">{fileName}</p>
          <p className="text-ink-2">
            {i18n._('import.madeBy', { when: format.instant(madeAt), name: madeBy ?? '–' })}
          </p>
          <p className="text-hint text-ink-2">{listCounts(i18n, counts).join(' · ')}</p>
          {undoneAt ? (
            <p className="text-ink-2">{i18n._('import.wasUndone', { when: format.instant(undoneAt) })}</p>
          ) : (
            <details>
              <summary className="inline-flex min-h-12 items-center font-semibold text-enamel underline-offset-4 hover:underline desk:min-h-10">
                {i18n._('import.undo')}
              </summary>
              <Form method="post" className="flex flex-wrap items-center gap-3 pb-2">
                <input type="hidden" name="importId" value={id} />
                <p className="max-w-reading">{i18n._('import.undoWhat')}</p>
                <Button type="submit" name="intent" value="undo" variant="danger">
                  {i18n._('import.undoNow')}
                </Button>
              </Form>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
