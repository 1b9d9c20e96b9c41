import { withBenchUnion } from '../bench-union.ts'
import type { Entry } from '../harness.ts'
import { downloadTwice } from '../turf-sides.ts'

let downloaded: ReturnType<typeof downloadTwice> | undefined
const once = () => {
  downloaded ??= withBenchUnion((union) => downloadTwice(union))
  return downloaded
}

export const entries: Entry[] = [
  {
    name: 'turf.download',
    unit: 'B gzip a unit',
    budget: 15,
    run: async () => {
      const { whole, units } = await once()
      return { figure: whole.bytes / units, note: `${units} units, ${(whole.bytes / 1000).toFixed(0)} kB` }
    },
  },
  {
    name: 'turf.requests',
    unit: 'requests',
    budget: 2,
    run: async () => ({ figure: (await once()).whole.requests }),
  },
  {
    name: 'turf.again',
    unit: 'B after one change',
    budget: 1000,
    run: async () => {
      const { change } = await once()
      return { figure: change.bytes, note: `${change.requests} request` }
    },
  },
]
