import { categoryKey } from '#app/grievances/repair-words.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { dispositionCodes } from '../lists.ts'
import { Op } from '../sync/ops.schema.ts'

const dispositionKey = keysFor('disposition', dispositionCodes)

/** What the phone wanted to write, to be written down by hand; and the whole of it as it came. */
export function RefusedWords({ payload }: { payload: Record<string, unknown> }) {
  const i18n = useI18n()
  const lines = useLines(payload)
  return (
    <>
      {lines.length > 0 && (
        <ul className="mt-1">
          {lines.map((line) => (
            <li key={line} dir="auto">
              {line}
            </li>
          ))}
        </ul>
      )}
      <details className="mt-1">
        <summary className="inline-flex min-h-12 items-center text-label text-enamel desk:min-h-10">
          {i18n._('look.asItCame')}
        </summary>
        <pre dir="ltr" className="max-h-80 overflow-auto bg-sunk p-3 text-hint whitespace-pre-wrap">
          {JSON.stringify(payload, null, 2)}
        </pre>
      </details>
    </>
  )
}

function useLines(payload: Record<string, unknown>): string[] {
  const i18n = useI18n()
  const read = Op.safeParse(payload)
  if (!read.success) return []
  const op = read.data
  if (op.kind === 'retract') return [i18n._('look.retract')]
  if (op.kind === 'unit') return [i18n._('look.unit', { label: op.label, floor: op.floor })]
  return [
    i18n._(dispositionKey(op.disposition)),
    op.person?.name,
    ...(op.repairs ?? []).map(
      ({ category, words }) => i18n._(categoryKey(category)) + (words ? `: “${words}”` : ''),
    ),
    op.listensTo && `${i18n._('look.part.listensTo')}: ${op.listensTo.join(', ')}`,
    op.followUp && i18n._('look.followUp', { what: op.followUp.what }),
    op.note && `“${op.note}”`,
  ].filter((line) => typeof line === 'string')
}
