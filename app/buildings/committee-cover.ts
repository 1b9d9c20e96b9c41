import { byStaircase, placeOn } from './staircases.ts'

/** One door as the committee's coverage sees it. */
export type CoverDoor = {
  floor: string
  floorRank: number
  line: string
  lineRank: number
  entrance: string | null
  talked: boolean
  supporting: boolean
  /** With us, and two or more neighbors follow them. */
  leaders: string[]
  /** People with a part in the committee who live there. */
  committee: number
  member: boolean
}

export type CoverRow = {
  place: string
  doors: number
  talked: number
  supporting: number
  members: number
  leaders: string[]
  committee: number
}

export const gapKinds = [
  'staircaseNotTalked',
  'staircaseNoLeader',
  'noLeader',
  'floorNotTalked',
  'lineNotTalked',
  'floorNobody',
  'lineNobody',
  'noCommittee',
] as const
export type GapKind = (typeof gapKinds)[number]
export type Gap = { kind: GapKind; places: string[] }

/** Staircases only where there is more than one; then each has its own floors and lines. */
export type Cover = { staircases: CoverRow[]; floors: CoverRow[]; lines: CoverRow[]; gaps: Gap[] }

/** Floors from the top as on the chart, lines from the left; a door without either is counted in neither. */
export function coverOf(doors: readonly CoverDoor[]): Cover {
  const stairs = byStaircase(doors)
  const floors = stairs.flatMap(({ entrance, doors: its }) =>
    rowsBy(
      its.toSorted((a, b) => b.floorRank - a.floorRank),
      ({ floor }) => placeOn(entrance, floor),
    ),
  )
  const lines = stairs.flatMap(({ entrance, doors: its }) =>
    rowsBy(
      its.toSorted((a, b) => a.lineRank - b.lineRank),
      ({ line }) => placeOn(entrance, line),
    ),
  )
  const staircases = stairs.flatMap(({ entrance, doors: its }) => rowsBy(its, () => entrance))
  return { staircases, floors, lines, gaps: gapsOf(staircases, floors, lines) }
}

function rowsBy(doors: CoverDoor[], placeOf: (door: CoverDoor) => string): CoverRow[] {
  const groups = Map.groupBy(doors, placeOf)
  groups.delete('')
  return [...groups].map(([place, all]) => ({
    place,
    doors: all.length,
    talked: all.filter(({ talked }) => talked).length,
    supporting: all.filter(({ supporting }) => supporting).length,
    members: all.filter(({ member }) => member).length,
    leaders: all.flatMap(({ leaders }) => leaders),
    committee: all.reduce((sum, { committee }) => sum + committee, 0),
  }))
}

/** What is missing, the worst first. Nobody to support where nobody was talked with is one gap, not two. */
function gapsOf(staircases: CoverRow[], floors: CoverRow[], lines: CoverRow[]): Gap[] {
  const where = (rows: CoverRow[], is: (row: CoverRow) => boolean) =>
    rows.filter(is).map(({ place }) => place)
  const untalked = ({ talked }: CoverRow) => talked === 0
  const nobody = ({ talked, supporting }: CoverRow) => talked > 0 && supporting === 0
  const found: Record<GapKind, string[]> = {
    staircaseNotTalked: where(staircases, untalked),
    staircaseNoLeader: where(staircases, ({ leaders }) => leaders.length === 0),
    noLeader: where(floors, ({ leaders }) => leaders.length === 0),
    floorNotTalked: where(floors, untalked),
    lineNotTalked: where(lines, untalked),
    floorNobody: where(floors, nobody),
    lineNobody: where(lines, nobody),
    noCommittee: where(floors, ({ committee }) => committee === 0),
  }
  return gapKinds.map((kind) => ({ kind, places: found[kind] })).filter(({ places }) => places.length > 0)
}
