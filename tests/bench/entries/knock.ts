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
      const { up, down } = sides.bytes()
      return { outcome, statements: statements.length, up: up / count, down: down / count }
    } finally {
      await sides.close()
    }
  })
}

let hundred: ReturnType<typeof measure> | undefined
const aHundred = () => {
  hundred ??= measure(100, 20)
  return hundred
}

async function throughSync(measured: ReturnType<typeof measure>): Promise<Outcome> {
  const { outcome, statements } = await measured
  return { ...outcome, note: `${statements} statements` }
}

export const entries: Entry[] = [
  { name: 'knock.one', unit: 'ratio', budget: 0.5, run: () => throughSync(measure(1, 400)) },
  { name: 'knock.hundred', unit: 'ratio', budget: 0.6, run: () => throughSync(aHundred()) },
  {
    name: 'knock.hundred.statements',
    unit: 'statements',
    budget: 6,
    run: async () => ({ figure: (await aHundred()).statements }),
  },
  {
    name: 'knock.hundred.up',
    unit: 'B a knock',
    budget: 220,
    run: async () => ({ figure: (await aHundred()).up, note: 'the body of the request' }),
  },
  {
    name: 'knock.hundred.down',
    unit: 'B a knock',
    budget: 10,
    run: async () => ({ figure: (await aHundred()).down, note: 'the body of the answer' }),
  },
]
