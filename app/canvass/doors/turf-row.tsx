import { Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { BeamBar } from '#app/ui/beam.tsx'
import type { Turf } from '../lease/turf.schema.ts'
import { doorFace } from './door-face.ts'
import { useShiftLine } from './my-shifts.tsx'
import { doorsNow, ownKnocks } from './own-knocks.ts'
import { useStartWhy } from './start-words.ts'
import type { PhoneView } from './use-phone.ts'
import type { Start } from './where-to-start.ts'

type TurfRowProps = { turf: Turf; view: PhoneView; start: Start<string> | undefined }

/** One turf: its address, its beam and what is left of it; of several, why to begin with this one. */
export function TurfRow({ turf, view, start }: TurfRowProps) {
  const i18n = useI18n()
  const { instant } = useFormat()
  const startWhy = useStartWhy()
  const lineOf = useShiftLine()
  const doors = doorsNow(turf.doors, view.acts, turf.turfId).filter(({ struck }) => !struck)
  const own = Map.groupBy(ownKnocks(view.acts), ({ unitId }) => unitId)
  const faces = doors.map((door) =>
    doorFace(door, own.get(door.unitId) ?? [], view.drafts.has(door.unitId), turf.turfId, view.hidden),
  )
  const talked = faces.filter(({ beam }) => beam === 'talked').length
  const tried = faces.filter(({ beam }) => beam === 'tried').length
  const tonight = faces.filter((face) => face.tonight)
  const talkedTonight = tonight.filter((face) => face.tonight === 'talked').length
  const unfinished = faces.filter(({ toFinish }) => toFinish).length
  const over = new Date(turf.shift.endsAt) < view.phone.clock()
  return (
    <article className="relative rounded-control border-2 border-green bg-sheet p-3 active:bg-sunk">
      <BeamBar
        size={12}
        total={view.hidden && tonight.length === 0 ? null : doors.length}
        parts={[
          { fill: 'solid', count: talked },
          { fill: 'striped', count: tried },
        ]}
      />
      <h2 className="pt-2">
        <Link to={`/doors/turf/${turf.turfId}`} className="stretched flex justify-between gap-2">
          {turf.address}
          <span aria-hidden="true">›</span>
        </Link>
      </h2>
      <p className="text-label text-balance text-ink-2">
        {i18n._(view.hidden ? 'doors.tonight' : 'doors.progress', {
          doors: doors.length,
          talked,
          tried,
          left: doors.length - talked - tried,
        })}
      </p>
      {!view.hidden && tonight.length > 0 && (
        <p className="text-label">
          {i18n._('doors.doneTonight', { talked: talkedTonight, tried: tonight.length - talkedTonight })}
        </p>
      )}
      <p className="text-label text-ink-2">
        {over ? i18n._('door.shiftOver', { time: instant(turf.expiresAt) }) : lineOf(turf.shift)}
      </p>
      {start?.place === turf.turfId && tonight.length === 0 && (
        <p className="text-label font-semibold">{i18n._('doors.startHere', { why: startWhy(start) })}</p>
      )}
      {unfinished > 0 && <p className="text-label">✎ {i18n._('doors.unfinished', { count: unfinished })}</p>}
    </article>
  )
}
