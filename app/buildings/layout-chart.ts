type Placed = { key: string; floor: string; floorRank: number; line: string; lineRank: number }

export type ChartRow<Door> = { floor: string; doors: (Door | null)[] }

export type ChartLayout<Door> = {
  /** Aligned: one column a line. Wrapped: the doors of a floor stand one after the other. */
  aligned: boolean
  lines: string[]
  rows: ChartRow<Door>[]
  /** Tiles are small and carry only a number. */
  dense: boolean
}

const mostColumns = 14
const mostDoorsAtFullSize = 84

/** Top floor on top; a door without a line takes the first free place of its floor. */
export function layoutChart<Door extends Placed>(doors: readonly Door[]): ChartLayout<Door> {
  const ranks = new Map(doors.filter(({ line }) => line !== '').map(({ line, lineRank }) => [line, lineRank]))
  const lines = [...ranks]
    .sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
    .map(([line]) => line)
  const floors = [...new Map(doors.map((door) => [door.floor, door.floorRank]))]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([floor]) => floor)
  const aligned = floors.length > 1 && lines.length <= mostColumns
  const rows = floors.map((floor) => {
    const onFloor = doors
      .filter((door) => door.floor === floor)
      .sort((one, other) => one.lineRank - other.lineRank || (one.key < other.key ? -1 : 1))
    return { floor, doors: aligned ? alignDoors(onFloor, lines) : onFloor }
  })
  return { aligned, lines: aligned ? lines : [], rows, dense: doors.length > mostDoorsAtFullSize }
}

function alignDoors<Door extends Placed>(onFloor: Door[], lines: string[]) {
  const cells: (Door | null)[] = lines.map((line) => onFloor.find((door) => door.line === line) ?? null)
  for (const door of onFloor.filter(({ line }) => line === '')) {
    const free = cells.indexOf(null)
    if (free === -1) cells.push(door)
    else cells[free] = door
  }
  return cells
}

export type Step = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End'

export const isStep = (key: string): key is Step =>
  ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key)

/** The door one step away; up and down keep the column, or come as near as the floor allows. */
export function stepFrom<Door extends Placed>(rows: ChartRow<Door>[], key: string, step: Step): Door | null {
  const y = rows.findIndex(({ doors }) => doors.some((door) => door?.key === key))
  const row = rows[y]?.doors ?? []
  const x = row.findIndex((door) => door?.key === key)
  if (y === -1) return null
  if (step === 'Home') return row.find((door) => door !== null) ?? null
  if (step === 'End') return row.findLast((door) => door !== null) ?? null
  if (step === 'ArrowLeft') return row.slice(0, x).findLast((door) => door !== null) ?? null
  if (step === 'ArrowRight') return row.slice(x + 1).find((door) => door !== null) ?? null
  const beyond = step === 'ArrowUp' ? rows.slice(0, y).reverse() : rows.slice(y + 1)
  const next = beyond.find(({ doors }) => doors.some((door) => door !== null))?.doors ?? []
  return nearest(next, x)
}

function nearest<Door>(cells: (Door | null)[], x: number) {
  for (let away = 0; away <= Math.max(x, cells.length); away++) {
    const door = cells[x - away] ?? cells[x + away]
    if (door) return door
  }
  return null
}
