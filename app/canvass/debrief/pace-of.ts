import { type Disposition, dispositions } from '../lists.ts'

export type PaceKnock = { unitId: string; phone: string; disposition: Disposition; at: string | null }

export type Pace = {
  doors: number
  talks: number
  /** Of the doors tried, those where somebody answered; null when none was tried. */
  contact: number | null
  /** Minutes from one door to the next, the middle one; null when there are too few, or the minutes are gone. */
  minutes: number | null
  /** Worth a friendly question: everybody answered, or doors were logged seconds apart. */
  asks: ('everybody_home' | 'seconds_apart')[]
}

/** From fewer doors nothing can be said. */
const enough = 6
const pause = 30 * 60_000

/** Said of a pair, worked out on the spot: two to four minutes a door are usual. */
export function paceOf(knocks: readonly PaceKnock[]): Pace {
  const doors = new Set(knocks.map(({ unitId }) => unitId)).size
  const talks = doorsWith(knocks, ({ disposition }) => disposition === 'conversation')
  const tried = doorsWith(knocks, ({ disposition }) => dispositions[disposition].isTry)
  const answered = doorsWith(knocks, ({ disposition }) => dispositions[disposition].answered)
  const contact = tried === 0 ? null : answered / tried
  const gaps = gapsOf(knocks)
  const middle = gaps.length < enough - 1 ? null : (gaps[Math.floor(gaps.length / 2)] ?? null)
  return {
    doors,
    talks,
    contact,
    minutes: middle === null ? null : Math.round(middle / 6000) / 10,
    asks: [
      ...(tried >= enough && contact !== null && contact >= 0.95 ? (['everybody_home'] as const) : []),
      ...(middle !== null && middle < 30_000 ? (['seconds_apart'] as const) : []),
    ],
  }
}

function doorsWith(knocks: readonly PaceKnock[], fits: (knock: PaceKnock) => boolean) {
  return new Set(knocks.filter(fits).map(({ unitId }) => unitId)).size
}

/** Each phone for itself, shortest first; a break on the stairs is no gap, and doors ticked off together are one. */
function gapsOf(knocks: readonly PaceKnock[]) {
  const byPhone = Map.groupBy(knocks, ({ phone }) => phone)
  return [...byPhone.values()]
    .flatMap((own) => {
      const times = own.flatMap(({ at }) => (at ? [Date.parse(at)] : [])).toSorted((a, b) => a - b)
      return times.slice(1).map((time, nth) => time - (times[nth] ?? time))
    })
    .filter((gap) => gap > 0 && gap < pause)
    .toSorted((a, b) => a - b)
}
