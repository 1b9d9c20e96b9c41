import { type RefObject, useEffect, useRef, useState } from 'react'
import { readColours, watchTheme } from '#app/map/map-colours.ts'
import { boundsOf, type MapEngine } from '#app/map/map-engine.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import type { PlacedBuilding } from './given-turf.server.ts'
import { placesInside } from './inside.ts'
import { useLasso } from './use-lasso.ts'

type Props = {
  buildings: PlacedBuilding[]
  basemapVersion: string | null
  chosen: ReadonlySet<string>
  onChoose: (buildingIds: string[]) => void
}

/** A ring around buildings chooses them. The list beside it does the same, for whoever does not see the map. */
export function LassoMap({ buildings, basemapVersion, chosen, onChoose }: Props) {
  const i18n = useI18n()
  const box = useRef<HTMLDivElement>(null)
  const [isDrawing, setIsDrawing] = useState(true)
  const { engine, state } = useEngine(box, { buildings, basemapVersion, label: i18n._('plan.map') })
  const [said, setSaid] = useState<number | null>(null)
  const { ring, cross, handlers } = useLasso((points) => {
    if (!engine) return
    const found = placesInside(
      points.map(({ x, y }) => engine.placeAt(x, y)),
      buildings,
    )
    setSaid(found.length)
    onChoose(found.map(({ buildingId }) => buildingId))
  })

  useEffect(() => {
    engine?.setSquares(
      buildings.map(({ buildingId, lon, lat }) => ({
        id: buildingId,
        lon,
        lat,
        square: chosen.has(buildingId) ? 4 : 0,
      })),
    )
  }, [engine, buildings, chosen])

  return (
    <div>
      <div className="relative h-96 border border-edge bg-wall">
        <div className="absolute inset-0">
          <div ref={box} className="h-full" />
        </div>
        {state === 'ready' && isDrawing && (
          <button
            type="button"
            aria-label={i18n._('plan.draw')}
            aria-describedby="lasso-keys"
            className="absolute inset-0 cursor-crosshair touch-none"
            {...handlers}
          >
            <svg className="h-full w-full" aria-hidden="true">
              <polygon
                points={ring.map(({ x, y }) => `${x},${y}`).join(' ')}
                className="fill-enamel/20 stroke-enamel"
                strokeWidth="2"
              />
              {cross && (
                <path
                  d={`M${cross.x - 10} ${cross.y}h20M${cross.x} ${cross.y - 10}v20`}
                  className="stroke-ink"
                  strokeWidth="2"
                />
              )}
            </svg>
          </button>
        )}
        {state !== 'ready' && (
          <p role="status" className="absolute inset-0 grid place-items-center p-6 text-center text-ink-2">
            {state === 'failed' ? i18n._('map.cannotDraw') : i18n._('map.loading')}
          </p>
        )}
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button onClick={() => setIsDrawing(!isDrawing)} disabled={state !== 'ready'}>
          {isDrawing ? i18n._('plan.moveMap') : i18n._('plan.draw')}
        </Button>
        <p role="status" className="text-label">
          {said !== null && i18n._('plan.inRing', { count: said })}
        </p>
      </div>
      <p id="lasso-keys" className="text-hint text-ink-3">
        {i18n._('plan.drawHint')}
      </p>
    </div>
  )
}

type EngineOptions = { buildings: PlacedBuilding[]; basemapVersion: string | null; label: string }

/** The map library comes only here, when somebody asked for the map. */
function useEngine(box: RefObject<HTMLDivElement | null>, options: EngineOptions) {
  const [engine, setEngine] = useState<MapEngine | null>(null)
  const [failed, setFailed] = useState(false)
  const first = useRef(options)
  useEffect(() => {
    const container = box.current
    const { buildings, basemapVersion, label } = first.current
    const bounds = boundsOf(buildings)
    if (!container || !bounds) return
    let made: MapEngine | undefined
    let isGone = false
    const nothing = () => {}
    import('#app/map/maplibre-engine.ts')
      .then(({ createMapLibreEngine }) =>
        createMapLibreEngine({
          container,
          label,
          colours: readColours(container),
          bounds,
          basemapVersion,
          interactive: true,
          onHover: nothing,
          onOpen: nothing,
        }),
      )
      .then(
        (created) => {
          if (isGone) return created.destroy()
          made = created
          setEngine(created)
        },
        () => isGone || setFailed(true),
      )
    const unwatch = watchTheme(() => made?.setColours(readColours(container)))
    return () => {
      isGone = true
      unwatch()
      made?.destroy()
      setEngine(null)
    }
  }, [box])
  return { engine, state: failed ? 'failed' : engine ? 'ready' : 'loading' } as const
}
