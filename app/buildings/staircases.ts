import { compareStaircases } from './compare-staircases.ts'

type OnStairs = { entrance?: string | null }

export type Staircase<Door> = {
  /** '': the doors of which it is not known, or all of them where there is no choice of stairs. */
  entrance: string
  doors: Door[]
}

/** Doors by the staircase one reaches them by. A building with one is one group, whatever it is called. */
export function byStaircase<Door extends OnStairs>(doors: readonly Door[]): Staircase<Door>[] {
  const groups = Map.groupBy(doors, ({ entrance }) => entrance ?? '')
  const named = [...groups.keys()].filter(Boolean)
  if (named.length < 2) return [{ entrance: '', doors: [...doors] }]
  return [...groups]
    .sort(([a], [b]) => compareStaircases(a, b))
    .map(([entrance, its]) => ({ entrance, doors: its }))
}

/** A floor or a line by itself, or as one of its staircase. */
export function placeOn(entrance: string | null | undefined, place: string) {
  return entrance && place ? `${entrance} · ${place}` : place
}

const written =
  /^(?:stair(?:case|well|s)?|entrance|escalera|esc|portal)[.\s]+([\p{L}\d]{1,4})[\s,./:–-]+(.+)$/iu

/** "Staircase A, 3B" says both: the staircase and what stands on the door. */
export function staircaseIn(label: string): { entrance: string; door: string } | null {
  const [, entrance, door] = written.exec(label.trim()) ?? []
  return entrance && door ? { entrance: entrance.toUpperCase(), door } : null
}
