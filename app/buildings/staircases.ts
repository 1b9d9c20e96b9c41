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

/** One staircase after the other, on each as they stood; where there is one no door names it. */
export function alongStairs<Door extends OnStairs>(doors: readonly Door[]): Door[] {
  return doors.toSorted((a, b) => compareStaircases(a.entrance ?? '', b.entrance ?? ''))
}

/** A floor or a line by itself, or as one of its staircase. */
export function placeOn(entrance: string | null | undefined, place: string) {
  return entrance && place ? `${entrance} · ${place}` : place
}

/** Many of them in few words, staircase by staircase: "North · 1–4; South · 1, 3". */
export function joinPlaces(places: readonly string[], list: (items: readonly string[]) => string) {
  const groups = Map.groupBy(places, (place) => /^(.+) · /u.exec(place)?.[1] ?? '')
  if (groups.size === 1 && groups.has('')) return list(runsOf(places))
  return [...groups]
    .map(([entrance, its]) => {
      const prefix = entrance ? `${entrance} · `.length : 0
      return placeOn(entrance, runsOf(its.map((place) => place.slice(prefix))).join(', '))
    })
    .join('; ')
}

/** Three numbers or more in a row, up or down, are said by the first and the last. */
function runsOf(places: readonly string[]) {
  const runs: string[][] = []
  for (const place of places) {
    const run = runs.at(-1) ?? []
    const step = run.length > 1 ? Number(run[1]) - Number(run[0]) : Math.sign(Number(place) - Number(run[0]))
    const goesOn = /^\d+$/.test(place) && Math.abs(step) === 1 && Number(place) - Number(run.at(-1)) === step
    if (goesOn) run.push(place)
    else runs.push([place])
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run))
}

const written =
  /^(?:stair(?:case|well|s)?|entrance|escalera|esc|portal)[.\s]+([\p{L}\d]{1,4})[\s,./:–-]+(.+)$/iu

/** "Staircase A, 3B" says both: the staircase and what stands on the door. */
export function staircaseIn(label: string): { entrance: string; door: string } | null {
  const [, entrance, door] = written.exec(label.trim()) ?? []
  return entrance && door ? { entrance: entrance.toUpperCase(), door } : null
}
