import { daysBetween } from '#app/core/days.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { statusKey } from './repair-words.ts'
import type { Repair } from './repairs.server.ts'

type Told = Pick<Repair, 'clock' | 'tab' | 'status' | 'statusDay' | 'landlordDay' | 'reportedDay'>

/** The clock in words. Red only for a day somebody stands for; a rule nobody checked is grey and dashed. */
export function ClockWords({ repair, today }: { repair: Told; today: string }) {
  const { clock, tab } = repair
  const words = useClockWords(repair, today)
  const late = tab === 'late' && clock?.checked
  const unchecked = (tab === 'late' || tab === 'due') && clock && !clock.checked
  return (
    <span
      className={classNames(
        'inline-block text-label',
        late && 'rounded-tile bg-red-tint px-2 font-semibold text-red',
        unchecked && 'rounded-tile border border-dashed border-edge px-2 text-ink-2',
        !late && !unchecked && 'text-ink-2',
      )}
    >
      {words}
    </span>
  )
}

function useClockWords({ clock, tab, status, statusDay, landlordDay, reportedDay }: Told, today: string) {
  const i18n = useI18n()
  const format = useFormat()
  const since = (day: string | null) => daysBetween(day ?? reportedDay, today)

  if (tab === 'over') return i18n._(statusKey(status))
  if (tab === 'tenant') return i18n._('repair.clock.tenant', { days: since(statusDay) })
  if (tab === 'landlord') return i18n._('repair.clock.landlord', { days: since(landlordDay ?? statusDay) })
  if (!clock) return i18n._('repair.clock.new', { days: since(reportedDay) })
  if (tab === 'late') {
    if (clock.from === 'promise') return i18n._('repair.clock.promiseLate', { days: -clock.days })
    return clock.checked
      ? i18n._('repair.clock.late', { days: -clock.days })
      : i18n._('repair.clock.lateUnchecked', { days: -clock.days })
  }
  if (tab === 'new') return i18n._('repair.clock.new', { days: since(reportedDay) })
  if (clock.days === 0) return i18n._('repair.clock.dueToday')
  const day = format.day(clock.due)
  return clock.checked ? i18n._('repair.clock.due', { day }) : i18n._('repair.clock.dueUnchecked', { day })
}
