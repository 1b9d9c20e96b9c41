import type { ChartDoor, Counts } from './chart.ts'

export type Told = { doors: number | null; talked: number; tried: number; notYet: number | null }

/** "14 of 24 doors talked with · 6 tried · 4 not yet": from the doors in sight. */
export function tellDoors(doors: readonly ChartDoor[], total: number | null): Told {
  const live = doors.filter((door) => !door.struck)
  const talked = live.filter(({ reach }) => reach === 'talked').length
  const tried = live.filter(({ reach }) => reach === 'tried').length
  return told(talked, tried, total)
}

/** The same from counts alone, for who may not see a door. */
export function tellCounts({ doors, knocked, reached }: Counts): Told | null {
  if (knocked === null || reached === null) return null
  return told(reached, Math.max(0, knocked - reached), doors)
}

function told(talked: number, tried: number, doors: number | null): Told {
  return { doors, talked, tried, notYet: doors === null ? null : Math.max(0, doors - talked - tried) }
}
