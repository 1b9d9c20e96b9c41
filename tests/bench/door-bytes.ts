import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

type Chunk = { file: string; imports?: string[]; css?: string[] }
type Manifest = Record<string, Chunk>

export type RouteBytes = { js: number; css: number; files: string[]; mapCode: string[] }

/** What a browser must have before this route runs: the entry, the root, the route and all they import, gzip -9. */
export function measureRoute(root: string, route: RegExp): RouteBytes {
  const client = join(root, 'build', 'client')
  const manifest = JSON.parse(readFileSync(join(client, '.vite', 'manifest.json'), 'utf8')) as Manifest
  const routes = Object.keys(manifest).filter((key) => route.test(key))
  if (routes.length === 0) throw new Error(`The build has no route like ${route}`)
  const starts = [
    ...Object.keys(manifest).filter((key) => /app\/(?:entry\.client|root)\.tsx/.test(key)),
    ...routes,
  ]
  const seen = new Set<string>()
  const visit = (key: string) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key]?.imports ?? []) visit(next)
  }
  starts.forEach(visit)
  const chunks = [...seen].flatMap((key) => manifest[key] ?? [])
  const scripts = new Set([
    ...chunks.map(({ file }) => file).filter((file) => file.endsWith('.js')),
    ...routeManifest(client),
  ])
  const styles = new Set(chunks.flatMap(({ css = [] }) => css))
  const size = (files: Set<string>) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(client, file)), { level: 9 }).length, 0)
  return {
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
