import { classNames } from './class-names.ts'

export type BeamPart = { fill: 'solid' | 'striped' | 'empty'; count: number }

/** The stripes of every beam on the page, drawn once (Layout places it). */
export function BeamPatterns() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true">
      <defs>
        <pattern id="beam-stripes" width="8" height="12" patternUnits="userSpaceOnUse">
          <rect width="8" height="12" className="fill-sheet" />
          <path d="M2 0v12" strokeWidth="4" className="beam-stripe stroke-ink-2" />
        </pattern>
        <pattern
          id="beam-hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" className="fill-sheet" />
          <path d="M1 0v6" strokeWidth="1.5" className="beam-hatch stroke-ink-3" />
        </pattern>
      </defs>
    </svg>
  )
}

type BeamProps = {
  /** In order from the left; what is missing to `total` stays empty. */
  parts: readonly BeamPart[]
  /** Null when nobody knows how many there are. */
  total: number | null
  size?: 6 | 12
  /** The twin in words. Shown beside it, or only read out when `textHidden`. */
  text: string
  textHidden?: boolean
  className?: string
}

export function Beam({ parts, total, size = 12, text, textHidden = false, className }: BeamProps) {
  return (
    <div className={className}>
      <BeamBar parts={parts} total={total} size={size} />
      <p className={textHidden ? 'sr-only' : 'mt-1 text-label text-ink-2'}>{text}</p>
    </div>
  )
}

/** The bar alone, for a tile whose own name already says it. */
export function BeamBar({
  parts,
  total,
  size = 6,
  className,
}: Pick<BeamProps, 'parts' | 'total' | 'size' | 'className'>) {
  return (
    <svg height={size} aria-hidden="true" className={classNames('block w-full', className)}>
      <rect width="100%" height={size} className="fill-sheet" />
      {total !== null &&
        total > 0 &&
        filled(parts, total).map((part) => (
          <rect
            key={part.fill}
            x={percent(part.from)}
            width={percent(part.share)}
            height={size}
            fill={part.fill === 'striped' ? 'url(#beam-stripes)' : undefined}
            className={classNames('beam-part', part.fill === 'solid' && 'beam-solid fill-green')}
          />
        ))}
      <rect
        width="100%"
        height={size}
        fill="none"
        strokeWidth="2"
        strokeDasharray={total === null ? '6 4' : undefined}
        className="beam-edge stroke-edge"
      />
    </svg>
  )
}

function filled(parts: readonly BeamPart[], total: number) {
  let from = 0
  return parts
    .filter(({ fill, count }) => fill !== 'empty' && count > 0)
    .map(({ fill, count }) => {
      const share = Math.min(count / total, 1 - from)
      const part = { fill, from, share }
      from += share
      return part
    })
}

function percent(share: number) {
  return `${Math.round(share * 10_000) / 100}%`
}
