import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import type { NoWayIn } from './plan-doors.ts'

/** Told before anybody stands at the gate again. */
export function NoWayInLine({ noWayIn }: { noWayIn: NoWayIn | null }) {
  const i18n = useI18n()
  const format = useFormat()
  if (!noWayIn) return null
  return (
    <p className="text-label">
      △ {i18n._('turf.noWayIn', { doors: noWayIn.doors, day: format.day(noWayIn.day) })}
    </p>
  )
}
