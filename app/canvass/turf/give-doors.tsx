import { Form, Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/field.tsx'
import type { TurfPlace } from './given-turf.server.ts'
import { LeftOutReasons } from './left-out.tsx'
import { NoWayInLine } from './no-way-in-line.tsx'
import type { Colleague } from './shifts.server.ts'

type ChooseProps = { places: { buildingId: string; address: string; doors: number }[]; search: string }

export function ChooseDoors({ places, search }: ChooseProps) {
  const i18n = useI18n()
  return (
    <div className="max-w-reading">
      <Form className="flex flex-wrap items-end gap-3" role="search" preventScrollReset>
        <div className="min-w-0 flex-1">
          <TextField name="q" label={i18n._('turf.whichBuilding')} defaultValue={search} />
        </div>
        <Button type="submit">{i18n._('turf.find')}</Button>
      </Form>
      {places.length === 0 && <p className="mt-4 text-ink-2">{i18n._('ui.search.none')}</p>}
      <ul className="mt-3">
        {places.map(({ buildingId, address, doors }) => (
          <li key={buildingId} className="border-b border-hair">
            <Link
              to={`?building=${buildingId}#give`}
              className="flex min-h-12 items-center justify-between gap-4 py-1 text-enamel underline-offset-4 hover:underline"
            >
              {address}
              <span className="text-label text-ink-2">{i18n._('turf.countDoors', { doors })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

type GiveProps = {
  shiftId: string
  place: TurfPlace
  colleagues: Colleague[]
  result: { errors: Record<string, { message: string }>; values: Record<string, unknown> } | undefined
}

/** Plain boxes, no script needed: floors of one building, and who gets them. */
export function GiveDoors({ shiftId, place, colleagues, result }: GiveProps) {
  const i18n = useI18n()
  const format = useFormat()
  const sent = (name: string) => [result?.values[name] ?? []].flat().map(String)
  const noOne = result?.errors.accountIds?.message
  const noDoor = result?.errors.floors?.message
  const wrong = [
    ...(noDoor ? [{ name: place.floors.length > 1 ? 'floors' : 'root', message: noDoor }] : []),
    ...(noOne ? [{ name: 'accountIds', label: i18n._('turf.toWhom'), message: noOne }] : []),
  ]
  return (
    <Form method="post" className="flex max-w-lg flex-col gap-5">
      {wrong.length > 0 && <ErrorSummary items={wrong} attempt={result} />}
      <input type="hidden" name="intent" value="give" />
      <input type="hidden" name="buildingId" value={place.buildingId} />
      <p className="font-semibold">
        {place.address} · {i18n._('turf.countDoors', { doors: place.doors })}
      </p>
      {place.leftOut.length > 0 && (
        <div className="text-label">
          <p>{i18n._('turf.leavesOut')}</p>
          <LeftOutReasons leftOut={place.leftOut} />
        </div>
      )}
      <NoWayInLine noWayIn={place.noWayIn} />
      {place.together.length > 0 && (
        <p className="text-label">△ {i18n._('turf.together', { doors: place.together.join(' · ') })}</p>
      )}
      {place.floors.length > 1 && (
        <CheckGroup
          name="floors"
          label={i18n._('turf.floors')}
          hint={i18n._('turf.floorsHint')}
          error={noDoor}
          defaultValue={sent('floors')}
          options={place.floors.map(({ floor, doors, given }) => ({
            value: floor,
            label: i18n._('turf.floor', { floor, doors }),
            hint: given.length > 0 ? i18n._('turf.alreadyWith', { who: format.list(given) }) : undefined,
          }))}
        />
      )}
      <CheckGroup
        name="accountIds"
        label={i18n._('turf.toWhom')}
        hint={i18n._('turf.toWhomHint')}
        error={noOne}
        defaultValue={sent('accountIds')}
        options={colleagues.map(({ id, name }) => ({ value: id, label: <bdi>{name}</bdi> }))}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="main">
          {i18n._('turf.giveThem')}
        </Button>
        <LinkButton to={`/turf/${shiftId}`} variant="quiet" preventScrollReset>
          {i18n._('turf.otherBuilding')}
        </LinkButton>
      </div>
    </Form>
  )
}
