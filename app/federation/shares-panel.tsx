import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { type ShareField, shareFields } from './federation.schema.ts'
import type { ShareSample } from './shares.server.ts'

type SharesPanelProps = {
  receiver: { id: string; name: string }
  fields: ShareField[]
  /** This body's own numbers: what would be seen, not what such things look like. */
  sample: ShareSample
  maySet: boolean
}

export function SharesPanel({ receiver, fields, sample, maySet }: SharesPanelProps) {
  const i18n = useI18n()
  return (
    <section className="mt-8 border-t-2 border-ink pt-4" aria-labelledby={`share-${receiver.id}`}>
      <h2 id={`share-${receiver.id}`}>{receiver.name}</h2>
      <div className="mt-3 grid gap-x-8 gap-y-6 desk:grid-cols-2">
        <div>
          <h3 className="text-label">{i18n._('share.theySee')}</h3>
          <p className="text-hint text-ink-3">{i18n._('share.theySee.text')}</p>
          <ul className="mt-2">
            {shareFields.map((field) => (
              <li key={field} className="border-b border-hair py-2">
                <SwitchRow
                  receiver={receiver}
                  field={field}
                  on={fields.includes(field)}
                  sample={sample}
                  maySet={maySet}
                />
              </li>
            ))}
          </ul>
          <p className="mt-2 text-hint text-ink-3">{i18n._('share.ends')}</p>
        </div>
        <NeverSeen sample={sample} />
      </div>
    </section>
  )
}

type SwitchRowProps = Pick<SharesPanelProps, 'receiver' | 'sample' | 'maySet'> & {
  field: ShareField
  on: boolean
}

function SwitchRow({ receiver, field, on, sample, maySet }: SwitchRowProps) {
  const i18n = useI18n()
  const words = useWords(sample)[field]
  return (
    <Form method="post" preventScrollReset className="flex items-center justify-between gap-4">
      <span className="min-w-0">
        <strong className="block first-letter:uppercase">{words.name}</strong>
        <span className="text-label text-ink-2">{words.example}</span>
      </span>
      <input type="hidden" name="toBodyId" value={receiver.id} />
      <input type="hidden" name="field" value={field} />
      <input type="hidden" name="on" value={String(!on)} />
      <button
        type="submit"
        role="switch"
        aria-checked={on}
        aria-label={`${words.name}, ${receiver.name}`}
        disabled={!maySet}
        className={classNames(
          'min-h-12 min-w-24 shrink-0 rounded-control border-2 px-3 font-semibold disabled:opacity-100',
          on ? 'border-green bg-green text-on-green' : 'border-edge bg-sheet text-ink',
        )}
      >
        {on ? i18n._('share.on') : i18n._('share.off')}
      </button>
    </Form>
  )
}

function useWords(sample: ShareSample): Record<ShareField, { name: string; example: string }> {
  const i18n = useI18n()
  return {
    doors: {
      name: i18n._('share.doors'),
      example: i18n._('share.doors.example', { reached: sample.reached, doors: sample.doors }),
    },
    support: {
      name: i18n._('share.support'),
      example: i18n._('share.support.example', { supporting: sample.supporting, assessed: sample.assessed }),
    },
    members: {
      name: i18n._('share.members'),
      example: i18n._('share.members.example', { members: sample.members }),
    },
    repairs: {
      name: i18n._('share.repairs'),
      example: i18n._('share.repairs.example', {
        count: sample.openRepairs,
        emergencies: sample.openEmergencies,
      }),
    },
  }
}

function NeverSeen({ sample }: { sample: ShareSample }) {
  const i18n = useI18n()
  const format = useFormat()
  const rows = [
    sample.person ? i18n._('share.never.name', { name: sample.person }) : i18n._('share.never.names'),
    sample.door ? i18n._('share.never.door', { door: sample.door }) : i18n._('share.never.doors'),
    i18n._('share.never.notes', { count: format.number(sample.notes) }),
    i18n._('share.never.phones', { count: format.number(sample.phones) }),
    i18n._('share.never.small'),
  ]
  return (
    <div>
      <h3 className="text-label">{i18n._('share.never')}</h3>
      <p className="text-hint text-ink-3">{i18n._('share.never.text')}</p>
      <ul className="mt-2">
        {rows.map((row) => (
          <li key={row} className="flex min-h-12 items-center gap-3 border-b border-hair py-2">
            <span aria-hidden="true" className="text-ink-3">
              ⌀
            </span>
            <span dir="auto">{row}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
