import { Maximize, Minus, Plus } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'
import type { CoverageRow, Metric } from './coverage.schema.ts'
import { describeBuilding, metricKey } from './map-words.ts'
import { useMap } from './use-map.ts'

type PanelProps = {
  version: string
  basemapVersion: string | null
  metric: Metric
  landlord: string | null
  /** A projected map: nothing to point at, no names. */
  still?: boolean
  highlighted?: string | null
  onHover?: (id: string | null) => void
  className?: string
}

/** The map in its frame; where it cannot be drawn it says so, and the table beside it says the rest. */
export function MapPanel({
  version,
  basemapVersion,
  metric,
  landlord,
  still = false,
  highlighted = null,
  onHover,
  className,
}: PanelProps) {
  const i18n = useI18n()
  const navigate = useNavigate()
  const box = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<CoverageRow | null>(null)
  const hover = useCallback(
    (row: CoverageRow | null) => {
      setPointed(row)
      onHover?.(row?.id ?? null)
    },
    [onHover],
  )
  const { state, fit, zoom } = useMap(box, {
    label: i18n._('map.label', { metric: i18n._(metricKey(metric)) }),
    version,
    basemapVersion,
    metric,
    landlord,
    interactive: !still,
    highlighted,
    onHover: hover,
    onOpen: (id) => navigate(`/buildings/${id}`),
  })

  return (
    <div className={classNames('flex flex-col border border-edge bg-wall print:hidden', className)}>
      <div className="relative min-h-0 flex-1">
        <div className="absolute inset-0">
          <div ref={box} className="h-full" />
        </div>
        {state !== 'ready' && <Notice state={state} />}
        {state === 'ready' && !still && (
          <div className="absolute top-2 right-2 flex flex-col gap-1">
            <Tool label={i18n._('map.closer')} onClick={() => zoom(1)} icon={Plus} />
            <Tool label={i18n._('map.further')} onClick={() => zoom(-1)} icon={Minus} />
            <Tool label={i18n._('map.all')} onClick={fit} icon={Maximize} />
          </div>
        )}
      </div>
      {!still && (
        <p className="min-h-10 border-t border-hair px-3 py-2 text-label">
          {pointed ? (
            <>
              <strong>{pointed.address}</strong> · {describeBuilding(i18n, pointed, metric)}
            </>
          ) : (
            <span className="text-ink-3">{i18n._('map.point')}</span>
          )}
        </p>
      )}
    </div>
  )
}

function Notice({ state }: { state: 'loading' | 'failed' | 'empty' }) {
  const i18n = useI18n()
  const words = {
    loading: i18n._('map.loading'),
    failed: i18n._('map.cannotDraw'),
    empty: i18n._('map.noPoints'),
  }
  return (
    <p
      role="status"
      className={classNames(
        'absolute inset-0 grid place-items-center p-6 text-center text-ink-2',
        state === 'loading' && 'progress-line',
      )}
    >
      {words[state]}
    </p>
  )
}

function Tool({ label, onClick, icon: Icon }: { label: string; onClick: () => void; icon: typeof Plus }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-12 place-items-center rounded-control border-2 border-edge bg-sheet hover:border-ink desk:size-10"
    >
      <Icon size={20} aria-hidden="true" />
    </button>
  )
}
