import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import type { Turf } from '../lease/turf.schema.ts'

export function ShiftOver({ turf, now }: { turf: Turf; now: Date }) {
  const i18n = useI18n()
  const { instant } = useFormat()
  if (new Date(turf.shift.endsAt) > now) return null
  return (
    <p className="bg-info-tint px-3 py-1 text-hint">
      {i18n._('door.shiftOver', { time: instant(turf.expiresAt) })}
    </p>
  )
}
