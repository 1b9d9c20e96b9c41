import { gzipSync } from 'node:zlib'
import { withBenchUnion } from '../bench-union.ts'
import { openPageSides, openReadSides } from '../building-sides.ts'
import { type Entry, ratio } from '../harness.ts'

export const entries: Entry[] = [
  {
    name: 'building.read',
    unit: 'ratio',
    budget: 0.5,
    run: () =>
      withBenchUnion(async (union) => {
        const sides = await openReadSides(union)
        try {
          return await ratio(sides)
        } finally {
          await sides.close()
        }
      }),
  },
  {
    name: 'building.page',
    unit: 'ratio',
    budget: 0.4,
    run: () =>
      withBenchUnion(async (union) => {
        const sides = await openPageSides(union)
        try {
          const html = await sides.ours()
          const note = `${(gzipSync(html).length / 1000).toFixed(1)} kB gzip of HTML`
          return { ...(await ratio(sides, { perRound: 150 })), note }
        } finally {
          await sides.close()
        }
      }),
  },
]
