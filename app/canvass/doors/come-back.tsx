import { useI18n } from '#app/messages/i18n.tsx'
import { sheetRow } from './sheet.tsx'
import type { Said } from './use-knocks.ts'

/** When, in one more tap; it becomes a promise of the pair. */
export function ComeBack({ onPick }: { onPick: (said?: Said) => void }) {
  const i18n = useI18n()
  const inWords = new Intl.DateTimeFormat(i18n.locale, { weekday: 'short', day: 'numeric' })
  const days = comingDays(new Date())
  const saturday = days.find((day) => day.getDay() === 6)
  const promise = (what: string, due?: Date) =>
    onPick({ followUp: { id: crypto.randomUUID(), what, ...(due && { due: written(due) }) } })
  return (
    <>
      <button type="button" className={sheetRow} onClick={() => onPick()}>
        {i18n._('door.back.any')}
      </button>
      <button type="button" className={sheetRow} onClick={() => promise(i18n._('door.back.evening'))}>
        {i18n._('door.back.evening')}
      </button>
      <button
        type="button"
        className={sheetRow}
        onClick={() => promise(i18n._('door.back.weekend'), saturday)}
      >
        {i18n._('door.back.weekend')}
      </button>
      <div className="grid grid-cols-4 gap-2 border-t border-hair pt-2">
        {days.map((day) => (
          <button
            key={day.getDate()}
            type="button"
            onClick={() => promise(i18n._('door.back.day'), day)}
            className="min-h-12 rounded-control border border-edge bg-sheet"
          >
            {inWords.format(day)}
          </button>
        ))}
      </div>
    </>
  )
}

/** From tomorrow on, so that each weekday is there once. */
function comingDays(now: Date) {
  return Array.from(
    { length: 7 },
    (_, i) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + i + 1),
  )
}

function written(day: Date) {
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}
