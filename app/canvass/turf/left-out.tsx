import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import type { LeftOutPlace } from './left-out.server.ts'
import type { LeftOut } from './plan-doors.ts'
import { leftOutKey } from './plan-words.ts'

/** Under each reason its doors, by their numbers alone. */
export function LeftOutReasons({ leftOut }: { leftOut: LeftOut[] }) {
  const i18n = useI18n()
  return (
    <ul>
      {leftOut.map(({ reason, labels }) => (
        <li key={reason}>
          <strong>{i18n._(leftOutKey(reason), { doors: labels.length })}</strong> · {labels.join(' · ')}
        </li>
      ))}
    </ul>
  )
}

type ShiftLeftOutProps = { shiftId: string; waiting: number; mayGoBack: boolean; leftOut: LeftOutPlace[] }

/** What nobody of this shift has: doors that wait in its plan, and those that are left alone, with the reason. */
export function ShiftLeftOut({ shiftId, waiting, mayGoBack, leftOut }: ShiftLeftOutProps) {
  const i18n = useI18n()
  if (waiting === 0 && leftOut.length === 0) return null
  return (
    <div className="mt-6 flex max-w-reading flex-col gap-3">
      {waiting > 0 && <p>{i18n._('turf.waitInPlan', { doors: waiting })}</p>}
      {leftOut.length > 0 && (
        <details open>
          <summary className="inline-flex min-h-12 items-center font-semibold desk:min-h-10">
            {i18n._('turf.leftOut')}
          </summary>
          <div className="flex flex-col gap-3 text-label">
            {leftOut.map((place) => (
              <div key={place.buildingId}>
                <p>{place.address}</p>
                <LeftOutReasons leftOut={place.leftOut} />
              </div>
            ))}
          </div>
        </details>
      )}
      {mayGoBack && <p className="text-label text-ink-2">{i18n._('turf.leftOutBack')}</p>}
      <Link
        to={`/turf/${shiftId}/plan`}
        className="inline-flex min-h-12 items-center self-start text-enamel underline-offset-4 hover:underline desk:min-h-10"
      >
        {i18n._('turf.toPlan')}
      </Link>
    </div>
  )
}
