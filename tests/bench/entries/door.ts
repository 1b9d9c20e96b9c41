import { join } from 'node:path'
import { buildIfChanged, generateIfChanged } from '#app/core/start/build-if-changed.ts'
import { measureRoute } from '../door-bytes.ts'
import type { Entry } from '../harness.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const doors = /app\/canvass\/doors\/.*\.route\.tsx/

async function measure() {
  await generateIfChanged(root)
  await buildIfChanged(root)
  return measureRoute(root, doors)
}

export const entries: Entry[] = [
  {
    name: 'door.js',
    unit: 'kB gzip',
    budget: 150,
    run: async () => {
      const { js, mapCode } = await measure()
      return {
        figure: js / 1000,
        note: mapCode.length === 0 ? 'no map code' : `map code in ${mapCode.join(', ')}`,
      }
    },
  },
  {
    name: 'door.map',
    unit: 'files with map code',
    budget: 0,
    run: async () => ({ figure: (await measure()).mapCode.length }),
  },
  {
    name: 'door.css',
    unit: 'kB gzip',
    budget: 15,
    run: async () => ({ figure: (await measure()).css / 1000 }),
  },
]
