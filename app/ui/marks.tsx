import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

const tones = {
  plain: 'border-edge text-ink-2',
  ok: 'border-transparent bg-ok-tint text-green',
  info: 'border-transparent bg-info-tint text-enamel',
  look: 'border-transparent bg-amber-tint text-amber',
  late: 'border-transparent bg-red-tint text-red',
} as const

/** A state in a word. Red (late) is for late, emergency and not saved alone. */
export function StatusChip({ tone = 'plain', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center rounded-tile border px-2 text-hint font-semibold',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}

const severities = {
  e: { shape: '▲', look: 'bg-sev-e text-on-sev-e' },
  d: { shape: '◆', look: 'bg-sev-d text-on-sev-d' },
  s: { shape: '●', look: 'bg-sev-s text-on-sev-s' },
  o: { shape: '○', look: 'bg-sev-o text-on-sev-o' },
} as const

export type Severity = keyof typeof severities

/** Shape and word, the colour only follows. */
export function SeverityMark({ severity, children }: { severity: Severity; children: ReactNode }) {
  const { shape, look } = severities[severity]
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-tile px-2 py-0.5 text-label font-semibold',
        look,
      )}
    >
      <span aria-hidden="true">{shape}</span>
      {children}
    </span>
  )
}

const levels = {
  1: 'bg-level-1 text-on-level-1',
  2: 'bg-level-2 text-on-level-2',
  3: 'bg-level-3 text-on-level-3',
  4: 'bg-level-4 text-on-level-4',
  5: 'bg-level-5 text-on-level-5',
} as const

export type Level = keyof typeof levels

/** Tailwind classes of a tile coloured by level; null is a dashed, empty tile. */
export function levelLook(level: Level | null) {
  return level === null ? 'border-dashed bg-sheet text-ink' : levels[level]
}
