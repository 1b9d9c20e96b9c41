import { countStatements } from '#app/core/db.server.ts'
import { withBenchUnion } from '../bench-union.ts'
import { type Entry, type Outcome, ratio } from '../harness.ts'
import { openSides } from '../knock-sides.ts'

const rounds = 8

async function measure(count: number, perRound: number) {
  return withBenchUnion(async (union) => {
    const sides = await openSides(union, count, perRound * rounds + 2)
    try {
      await sides.direct()
      const { statements } = await countStatements(sides.direct)
      const outcome = await ratio(sides, { perRound })
      return { outcome, statements: statements.length }
    } finally {
      await sides.close()
    }
  })
}

async function throughSync(count: number, perRound: number): Promise<Outcome> {
  const { outcome, statements } = await measure(count, perRound)
  return { ...outcome, note: `${statements} statements` }
}

export const entries: Entry[] = [
  { name: 'knock.one', unit: 'ratio', budget: 0.5, run: () => throughSync(1, 400) },
  { name: 'knock.hundred', unit: 'ratio', budget: 0.6, run: () => throughSync(100, 20) },
]
