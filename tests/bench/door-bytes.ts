import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }
type Manifest = Record<string, Chunk>

export type RouteBytes = { route: string; js: number; css: number; files: string[]; mapCode: string[] }

/**
 * What a browser must have before a route runs: the entry, the root, the route and all they import, gzip -9. `whole`: and what
 * comes after by itself or by a tap, with the route's words in one language, the longer one.
 */
export function measureRoutes(root: string, route: RegExp, reach: 'first' | 'whole' = 'first'): RouteBytes[] {
  const client = join(root, 'build', 'client')
  const manifest = JSON.parse(readFileSync(join(client, '.vite', 'manifest.json'), 'utf8')) as Manifest
  const files = new Set(
    Object.keys(manifest)
      .map((key) => key.replace(/\?.*$/, ''))
      .filter((key) => route.test(key)),
  )
  if (files.size === 0) throw new Error(`The build has no route like ${route}`)
  return [...files].map((file) => measure(client, manifest, file, reach))
}

function measure(client: string, manifest: Manifest, route: string, reach: 'first' | 'whole'): RouteBytes {
  const starts = Object.keys(manifest).filter(
    (key) => /app\/(?:entry\.client|root)\.tsx/.test(key) || key.replace(/\?.*$/, '') === route,
  )
  const sizeOf = (file: string) => gzipSync(readFileSync(join(client, file)), { level: 9 }).length
  const size = (files: Set<string>) => [...files].reduce((sum, file) => sum + sizeOf(file), 0)
  const seen = new Set<string>()
  const own = /doors-list/.test(route) ? /\.po\?(?:door|list)$/ : /\.po\?door$/
  const words = new Map<string, string[]>()
  const visit = (key: string) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key]?.imports ?? []) visit(next)
    for (const next of reach === 'whole' ? (manifest[key]?.dynamicImports ?? []) : []) {
      if (!/\.po\b/.test(next)) visit(next)
      else if (own.test(next)) {
        const [language = ''] = next.split('?')
        words.set(language, [...(words.get(language) ?? []), manifest[next]?.file ?? ''])
      }
    }
  }
  starts.forEach(visit)
  if (reach === 'whole' && words.size === 0) throw new Error('The build has no words')
  const chunks = [...seen].flatMap((key) => manifest[key] ?? [])
  const scripts = new Set([
    ...chunks.map(({ file }) => file).filter((file) => file.endsWith('.js')),
    ...routeManifest(client),
    ...([...words.values()].toSorted((a, b) => size(new Set(b)) - size(new Set(a)))[0] ?? []),
  ])
  const styles = new Set(chunks.flatMap(({ css = [] }) => css))
  return {
    route,
    js: size(scripts),
    css: size(styles),
    files: [...scripts],
    mapCode: [...scripts].filter((file) =>
      /maplibregl|mapbox-gl/.test(readFileSync(join(client, file), 'utf8')),
    ),
  }
}

/** React Router's own list of routes is loaded on every page and stands in no other list. */
function routeManifest(client: string) {
  return readdirSync(join(client, 'assets'))
    .filter((file) => /^manifest-.*\.js$/.test(file))
    .map((file) => `assets/${file}`)
}
