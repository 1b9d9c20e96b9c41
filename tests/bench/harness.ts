export type Entry = {
  name: string
  unit: string
  /** Counts, bytes and seconds must not be above the budget; ratios not below it. */
  budget: number
  run(): Promise<Outcome>
}

export type Outcome = { figure: number; low?: number; high?: number; note?: string }
export type Line = { name: string; figure: number; unit: string; budget: number; ok: boolean }

const rounds = 7

/** One of the two sides of a comparison: does one request, start to finish. */
export type Side = () => Promise<unknown>

/**
 * How much of the limit's throughput ours reaches. The two take turns in one process, so that what else the machine
 * does meets both alike.
 */
export async function ratio(
  { ours, limit }: { ours: Side; limit: Side },
  options: { perRound?: number; atOnce?: number } = {},
) {
  const { perRound = 400, atOnce = 8 } = options
  await throughput(ours, perRound, atOnce)
  await throughput(limit, perRound, atOnce)
  const figures: number[] = []
  for (let round = 0; round < rounds; round++) {
    const sides: [Side, Side] = round % 2 === 0 ? [ours, limit] : [limit, ours]
    const first = await throughput(sides[0], perRound, atOnce)
    const second = await throughput(sides[1], perRound, atOnce)
    figures.push(round % 2 === 0 ? first / second : second / first)
  }
  return summarise(figures)
}

export function summarise(figures: number[]): Outcome & { low: number; high: number } {
  const sorted = figures.toSorted((a, b) => a - b)
  return {
    figure: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    low: sorted[0] ?? Number.NaN,
    high: sorted.at(-1) ?? Number.NaN,
  }
}

/** Requests a second, with so many under way at any time. */
async function throughput(side: Side, count: number, atOnce: number) {
  let left = count
  const started = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await side()
    }),
  )
  return count / ((performance.now() - started) / 1000)
}

/** A ratio is red when its whole range misses the goal; a count when it is over by one. */
export function judge(entry: Entry, { figure, high }: Outcome): Line {
  const isRatio = entry.unit === 'ratio'
  const ok = isRatio ? (high ?? figure) >= entry.budget : figure <= entry.budget
  const places = isRatio ? 3 : 2
  return {
    name: entry.name,
    figure: Number(figure.toFixed(places)),
    unit: entry.unit,
    budget: entry.budget,
    ok,
  }
}
