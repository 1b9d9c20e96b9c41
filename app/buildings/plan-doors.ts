import type { DoorChange, Naming, StruckReason } from './building.schema.ts'
import { labelKey, type PlacedLabel, rankOfFloor, rankOfLine } from './place-labels.ts'

export type Plan = {
  /** Each has its own doors on each floor. */
  staircases?: number
  floors: number
  perFloor: number
  naming: Naming
  skip13: boolean
  changes: DoorChange[]
}

/** `planKey` stays what the plan named the door, whatever it is renamed to. */
export type PlannedDoor = PlacedLabel & { planKey: string; struckReason: StruckReason | null }

/** The doors of a building as someone before it describes them: floors × doors a floor, named in one of three ways. */
export function planDoors({
  staircases = 1,
  floors,
  perFloor,
  naming,
  skip13,
  changes,
}: Plan): PlannedDoor[] {
  const changeOf = new Map(changes.map((change) => [change.key, change]))
  const alone = staircases === 1 && floors === 1 && perFloor === 1
  const doors: PlannedDoor[] = []
  let running = 0
  for (const { staircase, story, nth } of placesOf(staircases, floors, perFloor)) {
    const floor = String(skip13 && naming !== 'numbers' && story >= 13 ? story + 1 : story)
    running += skip13 && naming === 'numbers' && running === 12 ? 2 : 1
    const line =
      naming === 'letters' ? lettersOf(nth) : String(nth).padStart(naming === 'hundreds' ? 2 : 1, '0')
    const named = naming === 'numbers' || alone ? String(running) : floor + line
    const planKey = labelKey(named)
    const change = changeOf.get(planKey)
    const label = change?.label || named
    doors.push({
      planKey,
      label,
      labelKey: labelKey(label),
      floor,
      floorRank: rankOfFloor(floor),
      line: alone ? '' : line,
      lineRank: alone ? 0 : rankOfLine(line),
      ...(staircases > 1 && { entrance: lettersOf(staircase) }),
      struckReason: change?.struck ?? null,
    })
  }
  return doors
}

/** Staircase by staircase, up its floors; letters and numbers of the doors go on in the next. */
function placesOf(staircases: number, floors: number, perFloor: number) {
  return Array.from({ length: staircases * floors * perFloor }, (_, at) => {
    const staircase = Math.floor(at / (floors * perFloor))
    return {
      staircase: staircase + 1,
      story: Math.floor((at % (floors * perFloor)) / perFloor) + 1,
      nth: staircase * perFloor + (at % perFloor) + 1,
    }
  })
}

/** A to Z, then AA: like the columns of a sheet. */
function lettersOf(nth: number): string {
  const rest = Math.floor((nth - 1) / 26)
  return (rest > 0 ? lettersOf(rest) : '') + String.fromCharCode(65 + ((nth - 1) % 26))
}

/** Two tiles cannot be one door. */
export function findTwins(doors: readonly PlannedDoor[]): PlannedDoor[] {
  const first = new Map<string, PlannedDoor>()
  const twins: PlannedDoor[] = []
  for (const door of doors) {
    if (first.has(door.labelKey)) twins.push(door)
    else first.set(door.labelKey, door)
  }
  return twins
}
