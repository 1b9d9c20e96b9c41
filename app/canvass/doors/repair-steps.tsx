import { useState } from 'react'
import {
  type Category,
  firstCategories,
  repairCategoryCodes,
  severityOf,
} from '#app/grievances/categories.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { sinceWhen } from '../lists.ts'
import { categoryKey } from './door-words.ts'
import { repairIcons } from './repair-icons.ts'
import type { RepairHeard } from './talk-draft.ts'
import { sinceKey } from './talk-words.ts'

const box =
  'flex min-h-16 items-center rounded-control border-2 border-edge bg-sheet py-2 text-left font-semibold'
const choice = `${box} px-3 text-section leading-6`
/** Two beside each other, with the longest word of both languages whole at 360 px. */
const tile = `${box} gap-2 px-2 text-body leading-5`

/** What, then since when: two taps and it is in the act. */
export function RepairSteps({
  onBack,
  onHeard,
}: {
  onBack: () => void
  onHeard: (repair: RepairHeard) => void
}) {
  const i18n = useI18n()
  const [category, setCategory] = useState<Category | null>(null)
  const [all, setAll] = useState(false)

  if (category)
    return (
      <section className="flex flex-col gap-2">
        <h2 className="py-3">
          {i18n._(categoryKey(category))} · {i18n._('door.sinceWhen')}
        </h2>
        {sinceWhen.map((since) => (
          <button
            key={since}
            type="button"
            onClick={() =>
              onHeard({ id: crypto.randomUUID(), category, severity: severityOf[category], since })
            }
            className={choice}
          >
            {i18n._(sinceKey(since))}
          </button>
        ))}
        <Back onBack={() => setCategory(null)} />
      </section>
    )

  return (
    <section className="flex flex-col gap-2">
      <h2 className="py-3">{i18n._('door.whatToFix')}</h2>
      <div className="grid grid-cols-2 gap-2">
        {firstCategories.map((code) => (
          <button key={code} type="button" onClick={() => setCategory(code)} className={tile}>
            <svg
              aria-hidden="true"
              viewBox="0 0 24 24"
              className="size-5 shrink-0 fill-none stroke-current stroke-2"
              strokeLinecap="round"
              strokeLinejoin="round"
            >
              <path d={repairIcons[code]} />
            </svg>
            <span className="min-w-0 hyphens-auto">{i18n._(categoryKey(code))}</span>
          </button>
        ))}
      </div>
      {all ? (
        repairCategoryCodes
          .filter((code) => !(code in repairIcons))
          .map((code) => (
            <button key={code} type="button" onClick={() => setCategory(code)} className={choice}>
              {i18n._(categoryKey(code))}
            </button>
          ))
      ) : (
        <button type="button" onClick={() => setAll(true)} className={choice}>
          {i18n._('door.more')}
        </button>
      )}
      <Back onBack={onBack} />
    </section>
  )
}

export function Back({ onBack }: { onBack: () => void }) {
  const i18n = useI18n()
  return (
    <button type="button" onClick={onBack} className="min-h-14 px-3 text-left font-semibold text-enamel">
      <span aria-hidden="true">← </span>
      {i18n._('door.back')}
    </button>
  )
}
