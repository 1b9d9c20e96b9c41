import { useI18n } from '#app/messages/i18n.tsx'
import type { ShareStep } from './share-step.ts'

const fills = {
  0: 'fill-sheet',
  1: 'fill-share-1',
  2: 'fill-share-2',
  3: 'fill-share-3',
  4: 'fill-share-4',
  5: 'fill-share-5',
  hidden: 'fill-sunk',
} as const

/** A square, as buildings are on the map: a step of the scale, hatched when unknown, ⌀ when not shared. */
export function ShareSwatch({ step }: { step: ShareStep | 'unknown' | 'hidden' }) {
  return (
    <svg width="20" height="20" aria-hidden="true" className="shrink-0">
      <rect
        x="1"
        y="1"
        width="18"
        height="18"
        strokeWidth="1"
        fill={step === 'unknown' ? 'url(#beam-hatch)' : undefined}
        className={step === 'unknown' ? 'stroke-edge' : `stroke-edge ${fills[step]}`}
      />
      {step === 'hidden' && (
        <text x="10" y="15" textAnchor="middle" fontSize="14" className="fill-ink">
          ⌀
        </text>
      )}
    </svg>
  )
}

type LegendProps = {
  title: string
  /** How many are drawn hatched, or as hidden; a row of 0 is left out. */
  unknown?: number
  hidden?: number
  small?: number
}

export function ShareLegend({ title, unknown = 0, hidden = 0, small = 0 }: LegendProps) {
  const i18n = useI18n()
  const ranges = [1, 2, 3, 4, 5] as const
  return (
    <figure>
      <figcaption className="text-label font-semibold">{title}</figcaption>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-hint">
        <Swatch step={0}>{i18n._('ui.share.none')}</Swatch>
        {ranges.map((step) => (
          <Swatch key={step} step={step}>
            {i18n._('ui.share.range', { from: step * 20 - 19, to: step * 20 })}
          </Swatch>
        ))}
        {unknown > 0 && <Swatch step="unknown">{i18n._('ui.share.unknown', { count: unknown })}</Swatch>}
        {hidden > 0 && <Swatch step="hidden">{i18n._('ui.share.hidden', { count: hidden })}</Swatch>}
        {small > 0 && <Swatch step="hidden">{i18n._('ui.share.small', { count: small })}</Swatch>}
      </ul>
    </figure>
  )
}

function Swatch({ step, children }: { step: ShareStep | 'unknown' | 'hidden'; children: string }) {
  return (
    <li className="inline-flex items-center gap-2">
      <ShareSwatch step={step} />
      {children}
    </li>
  )
}
