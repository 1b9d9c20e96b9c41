import { useI18n } from '#app/messages/i18n.tsx'
import type { BuildingChart } from './chart.server.ts'
import { tellCounts, tellDoors } from './chart-sentence.ts'

/** The beam over a building's title and its sentence; null when nothing may be told. */
export function useBeam({ chart, counts, doors }: BuildingChart) {
  const i18n = useI18n()
  const told = chart
    ? tellDoors(chart.doors, doors)
    : counts && counts !== 'tooSmall'
      ? tellCounts(counts)
      : null
  if (!told) return null
  const { talked, tried } = told
  return {
    parts: [
      { fill: 'solid', count: talked },
      { fill: 'striped', count: tried },
    ] as const,
    total: told.doors,
    text:
      told.doors === null || told.notYet === null
        ? i18n._('chart.sentence.unknown', { talked, tried })
        : i18n._('chart.sentence', { talked, tried, doors: told.doors, notYet: told.notYet }),
  }
}
