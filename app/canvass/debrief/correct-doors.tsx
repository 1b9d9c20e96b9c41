import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Empty } from '#app/ui/empty.tsx'
import { dispositionCodes } from '../lists.ts'
import type { DoorToCorrect } from './debrief.server.ts'

const foundKey = keysFor('disposition', dispositionCodes)

type CorrectProps = {
  doors: DoorToCorrect[]
  /** A lead who keeps no file tells somebody who does. */
  linked: boolean
}

/** Each leads to the list of doors of its building, where it is put right. */
export function CorrectDoors({ doors, linked }: CorrectProps) {
  const i18n = useI18n()
  if (doors.length === 0) return <Empty>{i18n._('debrief.doors.none')}</Empty>
  return (
    <ul>
      {doors.map(({ unitId, buildingId, address, door, why }) => (
        <li key={unitId + why} className="flex flex-wrap items-center gap-x-3 border-b border-hair py-1">
          {linked ? (
            <Link
              to={`/buildings/${buildingId}/doors`}
              className="inline-flex min-h-12 items-center font-semibold text-enamel underline-offset-4 hover:underline desk:min-h-10"
            >
              <bdi>
                {door} · {address}
              </bdi>
            </Link>
          ) : (
            <bdi className="py-2 font-semibold">
              {door} · {address}
            </bdi>
          )}
          <span>{i18n._(why === 'new' ? 'debrief.doors.new' : foundKey(why))}</span>
        </li>
      ))}
    </ul>
  )
}
