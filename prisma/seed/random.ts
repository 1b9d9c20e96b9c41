/** The same numbers on every run: the made-up city is the same city everywhere. */
export function makeRandom(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (below: number) => Math.floor(next() * below)
  return {
    next,
    whole,
    chance: (share: number) => next() < share,
    pick<T>(from: readonly T[]): T {
      const picked = from[whole(from.length)]
      if (picked === undefined) throw new Error('Nothing to pick from')
      return picked
    },
    /** A version 4 UUID, for ids that phones make. */
    uuid() {
      const hex = Array.from({ length: 32 }, () => whole(16).toString(16))
      hex[12] = '4'
      hex[16] = (8 + whole(4)).toString(16)
      return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    },
  }
}

export type Random = ReturnType<typeof makeRandom>
