import { join } from 'node:path'
import { buildIfChanged, generateIfChanged } from '#app/core/start/build-if-changed.ts'
import { measureRoutes } from '../door-bytes.ts'
import type { Entry } from '../harness.ts'

const root = join(import.meta.dirname, '..', '..', '..')
/** The screens one stands at a door with; the PIN, a photo and a card are pages of their own. */
const doors = /app\/canvass\/doors\/(?:door|doors-list)\.route\.tsx/

/** The heaviest of the door's screens, with all that comes to the phone for it. */
async function measure() {
  await generateIfChanged(root)
  await buildIfChanged(root)
  const screens = measureRoutes(root, doors, 'whole').toSorted((a, b) => b.js - a.js)
  const [heaviest] = screens
  if (!heaviest) throw new Error('There is no door screen')
  const first = measureRoutes(root, doors).find(({ route }) => route === heaviest.route)?.js ?? 0
  return {
    ...heaviest,
    first,
    css: Math.max(...screens.map(({ css }) => css)),
    mapCode: screens.flatMap(({ mapCode }) => mapCode),
  }
}

export const entries: Entry[] = [
  {
    name: 'door.js',
    unit: 'kB gzip',
    budget: 150,
    run: async () => {
      const { js, first, route } = await measure()
      const name = route.replace(/^.*\//, '')
      return {
        figure: js / 1000,
        note: `${name}: ${(first / 1000).toFixed(1)} before it runs, then sheets and words`,
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
