import { useState } from 'react'
import { Form, Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { TextField, useErrorText } from '#app/ui/field.tsx'
import type { PlacedBuilding } from './given-turf.server.ts'
import { LassoMap } from './lasso-map.tsx'

type Choice = { buildingId: string; address: string; doors: number }
type Props = {
  places: Choice[]
  search: string
  error: string | undefined
  map: { basemapVersion: string | null; buildings: PlacedBuilding[] } | null
}

/** Buildings by a part of their address, or by a ring on the map; both tick the same boxes. */
export function ChooseBuildings({ places, search, error, map }: Props) {
  const i18n = useI18n()
  const errorText = useErrorText()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const shown = [
    ...places,
    ...(map?.buildings ?? []).filter(
      (one) => chosen.has(one.buildingId) && !places.some(({ buildingId }) => buildingId === one.buildingId),
    ),
  ]
  const tick = (buildingId: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(buildingId)
    else next.delete(buildingId)
    setChosen(next)
  }
  return (
    <div className="flex flex-col gap-4">
      <Form className="flex max-w-reading flex-wrap items-end gap-3" role="search" preventScrollReset>
        {map && <input type="hidden" name="map" value="" />}
        <div className="min-w-0 flex-1">
          <TextField name="q" label={i18n._('turf.whichBuilding')} defaultValue={search} />
        </div>
        <Button type="submit">{i18n._('turf.find')}</Button>
      </Form>
      {map ? (
        map.buildings.length > 0 ? (
          <LassoMap
            {...map}
            chosen={chosen}
            onChoose={(found) => setChosen(new Set([...chosen, ...found]))}
          />
        ) : (
          <p className="text-ink-2">{i18n._('map.noPoints')}</p>
        )
      ) : (
        <p>
          <Link to="?map" preventScrollReset className="text-enamel underline-offset-4 hover:underline">
            {i18n._('plan.onMap')}
          </Link>
        </p>
      )}
      <Form method="post" preventScrollReset className="max-w-reading">
        <input type="hidden" name="intent" value="addBuildings" />
        {error && <p className="text-label font-semibold text-amber">{errorText(error)}</p>}
        {shown.length === 0 && search && <p className="text-ink-2">{i18n._('ui.search.none')}</p>}
        <ul>
          {shown.map(({ buildingId, address, doors }) => (
            <li key={buildingId} className="border-b border-hair">
              <label className="flex min-h-12 items-center gap-3 py-1 desk:min-h-10">
                <input
                  type="checkbox"
                  name="buildingIds"
                  value={buildingId}
                  checked={chosen.has(buildingId)}
                  onChange={(event) => tick(buildingId, event.target.checked)}
                  className="size-6 shrink-0"
                />
                <span className="flex-1">{address}</span>
                <span className="text-label text-ink-2">{i18n._('turf.countDoors', { doors })}</span>
              </label>
            </li>
          ))}
        </ul>
        {shown.length > 0 && (
          <Button type="submit" className="mt-3">
            {i18n._('plan.add')}
          </Button>
        )}
      </Form>
    </div>
  )
}
