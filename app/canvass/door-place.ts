import { labelKey, rankOfFloor, rankOfLine } from '#app/buildings/place-labels.ts'
import { staircaseIn } from '#app/buildings/staircases.ts'

/** Where a door is that somebody found: they say the floor; line and staircase are what the label says beside it. */
export function doorPlace(label: string, floorSaid: string) {
  const said = staircaseIn(label)
  const door = labelKey(said?.door ?? label)
  const floor = labelKey(floorSaid)
  const line = door.startsWith(floor) ? door.slice(floor.length).replace(/^-/, '') : door
  return {
    labelKey: labelKey(label),
    floor,
    floorRank: rankOfFloor(floor),
    line,
    lineRank: rankOfLine(line),
    ...(said && { entrance: said.entrance }),
  }
}
