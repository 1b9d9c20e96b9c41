import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import type { Turf } from '../lease/turf.schema.ts'
import { doorsNow } from './own-knocks.ts'
import type { PhoneView } from './use-phone.ts'

/** Doors that may be read no more: first those where a talk waits to be finished, the others for whoever asks for them. */
export function PastDoors({ view }: { view: PhoneView }) {
  const i18n = useI18n()
  const told = new Set(view.turfs.flatMap((turf) => doorsIn(turf, view).map(({ unitId }) => unitId)))
  // A door may be in several: its talk is told once, where it was given last.
  const all = view.past.map((turf) => ({
    turf,
    begun: doorsIn(turf, view).filter(
      ({ unitId }) => view.drafts.has(unitId) && !told.has(unitId) && told.add(unitId),
    ),
  }))
  const others = all.filter(({ begun }) => begun.length === 0)
  return (
    <>
      {all.map(
        ({ turf, begun }) =>
          begun.length > 0 && (
            <Row key={turf.turfId} turf={turf} view={view} unitId={begun[0]?.unitId}>
              <p className="font-semibold">✎ {i18n._('doors.unfinished', { count: begun.length })}</p>
            </Row>
          ),
      )}
      {others.length > 0 && (
        <details className="border-t border-hair">
          <summary className="min-h-12 py-3 font-semibold">
            {i18n._('doors.past', { count: others.length })}
          </summary>
          <div className="flex flex-col gap-3 pt-1">
            {others.map(({ turf }) => (
              <Row key={turf.turfId} turf={turf} view={view} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}

const doorsIn = ({ doors, turfId }: Turf, { acts }: PhoneView) => doorsNow(doors, acts, turfId)

type RowProps = { turf: Turf; view: PhoneView; unitId?: string | undefined; children?: ReactNode }

function Row({ turf, view, unitId, children }: RowProps) {
  const i18n = useI18n()
  const { instant } = useFormat()
  // Where the rest of the turf is still ours, the door says that it is about what left it.
  const isPart = view.turfs.some(({ turfId }) => turfId === turf.turfId)
  const at = unitId ?? (isPart && turf.doors[0]?.unitId)
  const isOver = new Date(turf.expiresAt) <= view.phone.clock()
  return (
    <section className="relative rounded-control border-2 border-edge bg-sheet p-3 active:bg-sunk">
      <h2>
        <Link
          to={`/doors/turf/${turf.turfId}${at ? `?unit=${at}` : ''}`}
          className="stretched flex min-h-8 justify-between gap-2"
        >
          {turf.address}
          <span aria-hidden="true">›</span>
        </Link>
      </h2>
      {children}
      <p className="text-label text-ink-2">
        {i18n._('doors.past.shift', { time: instant(turf.shift.startsAt) })}{' '}
        {i18n._(isOver ? 'door.over' : 'door.gone')}
      </p>
    </section>
  )
}
