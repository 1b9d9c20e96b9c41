import { type Category, severityOf } from '#app/grievances/categories.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { sinceWhen } from '../lists.ts'
import { categoryKey } from './door-words.ts'
import type { Hint } from './hint.ts'
import { Sheet, sheetRow } from './sheet.tsx'
import type { RepairHeard } from './talk-draft.ts'
import { sinceKey } from './talk-words.ts'

type SameSheetProps = {
  category: Category
  first: Hint['first']
  onHeard: (repair: RepairHeard) => void
  onClose: () => void
}

/** What a neighbor has is here too: since when, and it is linked with theirs. */
export function SameSheet({ category, first, onHeard, onClose }: SameSheetProps) {
  const i18n = useI18n()
  return (
    <Sheet title={`${i18n._(categoryKey(category))} · ${i18n._('door.sinceWhen')}`} onClose={onClose}>
      {sinceWhen.map((since) => (
        <button
          key={since}
          type="button"
          className={sheetRow}
          onClick={() =>
            onHeard({
              id: crypto.randomUUID(),
              category,
              severity: severityOf[category],
              since,
              ...(first && { sameAs: first }),
            })
          }
        >
          {i18n._(sinceKey(since))}
        </button>
      ))}
    </Sheet>
  )
}
