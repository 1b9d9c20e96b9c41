import { labelKey, rankOfFloor, rankOfLine } from '#app/buildings/place-labels.ts'

/** Where a door is that somebody found: they say the floor; the line is what the label says beside it. */
export function doorPlace(label: string, floorSaid: string) {
  const key = labelKey(label)
  const floor = labelKey(floorSaid)
  const line = key.startsWith(floor) ? key.slice(floor.length).replace(/^-/, '') : key
  return { labelKey: key, floor, floorRank: rankOfFloor(floor), line, lineRank: rankOfLine(line) }
}
