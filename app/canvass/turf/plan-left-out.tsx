import { Form, Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { NoWayInLine } from './no-way-in-line.tsx'
import type { PlaceToGo } from './plan-pair.tsx'
import type { LeftOutView, PlanView } from './plan-view.ts'
import { leftOutKey } from './plan-words.ts'

type Building = PlanView['buildings'][number]

/** Doors no pair has, each with its reason; a tap on a door puts it back. */
export function PlanLeftOut({
  building,
  pairs,
  shiftId,
}: {
  building: Building
  pairs: PlaceToGo[]
  shiftId: string
}) {
  const i18n = useI18n()
  const format = useFormat()
  const { buildingId, address, rate, doors, noWayIn, leftOut } = building
  return (
    <div className="border-b border-hair py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h3 className="font-semibold">
          {address} · {i18n._('turf.countDoors', { doors })}
        </h3>
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="dropBuilding" />
          <Button
            type="submit"
            variant="quiet"
            name="buildingId"
            value={buildingId}
            aria-label={i18n._('plan.dropOf', { address })}
          >
            {i18n._('plan.drop')}
          </Button>
        </Form>
      </div>
      <p className="text-label text-ink-2">
        {rate === null ? i18n._('plan.usualRate') : i18n._('plan.ownRate', { share: format.percent(rate) })}
      </p>
      <NoWayInLine noWayIn={noWayIn} />
      {leftOut.length === 0 ? (
        <p className="text-label">{i18n._('plan.allIn')}</p>
      ) : (
        leftOut.map((group) => (
          <div key={group.reason}>
            <Group group={group} pairs={pairs} />
            {group.reason === 'given' && (
              <p className="max-w-reading text-label text-ink-2">
                {i18n._('plan.givenWayOn')}{' '}
                <Link
                  to={`/turf/${shiftId}#given`}
                  className="inline-flex min-h-12 items-center text-enamel underline-offset-4 hover:underline desk:min-h-10"
                >
                  {i18n._('turf.whoHasWhat')}
                </Link>
              </p>
            )}
          </div>
        ))
      )}
    </div>
  )
}

function Group({ group: { reason, doors }, pairs }: { group: LeftOutView; pairs: PlaceToGo[] }) {
  const i18n = useI18n()
  const back = doors.some(({ canGoBack }) => canGoBack) && pairs.length > 0
  const why = i18n._(leftOutKey(reason), { doors: doors.length })
  if (!back)
    return (
      <p className="mt-2 text-label">
        <strong>{why}</strong> · {doors.map(({ label }) => label).join(' · ')}
      </p>
    )
  return (
    <Form method="post" preventScrollReset className="mt-2 text-label">
      <input type="hidden" name="intent" value="putBack" />
      <p>
        <strong>{why}</strong>
      </p>
      <label className="flex flex-wrap items-center gap-2">
        {i18n._('plan.putBackTo')}
        <select
          name="to"
          className="min-h-12 rounded-control border-2 border-edge bg-sheet px-2 desk:min-h-10"
        >
          {pairs.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <div className="mt-1 flex flex-wrap gap-2">
        {doors.map(({ unitId, label, canGoBack }) =>
          canGoBack ? (
            <Button
              key={unitId}
              type="submit"
              name="unitId"
              value={unitId}
              aria-label={i18n._('plan.putBack', { label })}
            >
              {label}
            </Button>
          ) : (
            <span key={unitId} className="inline-flex min-h-12 items-center px-4 desk:min-h-10">
              {label}
            </span>
          ),
        )}
      </div>
    </Form>
  )
}
