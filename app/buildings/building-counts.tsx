import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import type { BuildingChart } from './chart.server.ts'

/** Public view, and what another body shares: figures with their denominator, no door. */
export function BuildingCounts({ page: { counts, listed, doors } }: { page: BuildingChart }) {
  const i18n = useI18n()
  const { number, day } = useFormat()
  if (counts === null || counts === 'tooSmall')
    return (
      <p className="text-ink-2">
        {doors === null ? i18n._('chart.notCounted') : i18n._('chart.doors', { count: listed })}
      </p>
    )
  const figures = [
    [i18n._('counts.doors'), counts.doors],
    [i18n._('counts.talked'), counts.reached],
    [i18n._('counts.members'), counts.members],
    [i18n._('counts.supporting'), counts.supporting],
    [i18n._('counts.repairs'), counts.openRepairs],
  ] as const
  return (
    <>
      <dl className="mt-4 grid max-w-reading grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {figures
          .filter(([, figure]) => figure !== null)
          .map(([word, figure]) => (
            <div key={word} className="contents">
              <dt>{word}</dt>
              <dd className="font-sign text-section font-bold">{number(figure ?? 0)}</dd>
            </div>
          ))}
      </dl>
      <p className="mt-4 text-hint text-ink-3">{i18n._('counts.asOf', { day: day(counts.asOf, 'plain') })}</p>
    </>
  )
}
