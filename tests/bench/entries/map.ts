import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildIfChanged, generateIfChanged } from '#app/core/start/build-if-changed.ts'
import { measureRoutes } from '../door-bytes.ts'
import type { Entry } from '../harness.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const client = join(root, 'build', 'client')

async function build() {
  await generateIfChanged(root)
  await buildIfChanged(root)
}

const sizeOf = (file: string) => gzipSync(readFileSync(join(client, file)), { level: 9 }).length

/** What the map adds to a page: the library and its worker. */
function mapFiles() {
  return readdirSync(join(client, 'assets'))
    .filter((file) => /^maplibre.*\.js$/.test(file))
    .map((file) => join('assets', file))
}

export const entries: Entry[] = [
  {
    name: 'map.js',
    unit: 'kB gzip',
    budget: 460,
    run: async () => {
      await build()
      const files = mapFiles()
      if (files.length < 2) throw new Error('The build has no map library and worker')
      return { figure: files.reduce((sum, file) => sum + sizeOf(file), 0) / 1000, note: 'library and worker' }
    },
  },
  {
    name: 'map.elsewhere',
    unit: 'files with map code',
    budget: 0,
    run: async () => {
      await build()
      // Every page's own graph, the map's too: the library comes after the page, and only if it is drawn.
      const pages = measureRoutes(root, /app\/.*\.route\.tsx/)
      return { figure: new Set(pages.flatMap(({ mapCode }) => mapCode)).size }
    },
  },
]
