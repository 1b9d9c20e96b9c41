import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const before = 'window.__reactRouterManifest='

type Route = Record<string, unknown>
type RouteList = { entry: unknown; routes: Record<string, Route> }

/**
 * React Router's list of all routes comes to each door. What a route imports is half of it, and only the server asks: for the
 * preload links of the page that it draws. A route's id is its key, and what is false or empty may as well be absent.
 */
export function leanRouteList(code: string) {
  if (!code.startsWith(before)) throw new Error('The list of routes begins otherwise: look at it again')
  const list = JSON.parse(code.slice(before.length).replace(/;\s*$/, '')) as RouteList
  const routes = Object.entries(list.routes).map(([id, route]) => [id, leanRoute(id, route)])
  const lean = JSON.stringify({ ...list, routes: Object.fromEntries(routes) })
  return `let m=${lean};for(let i in m.routes)m.routes[i].id=i;${before}m`
}

function leanRoute(id: string, { imports: _, id: own, ...route }: Route) {
  if (own !== id) throw new Error(`${id} stands in the list of routes by another name`)
  return Object.fromEntries(Object.entries(route).filter(([, value]) => !isNothing(value)))
}

const isNothing = (value: unknown) => value === false || (Array.isArray(value) && value.length === 0)

/** Rewrites it where the build has put it. */
export function leanRouteListIn(folder: string) {
  const names = readdirSync(folder).filter((name) => /^manifest-\w+\.js$/.test(name))
  const [name, ...others] = names
  if (!name || others.length > 0) throw new Error(`One list of routes is expected, not ${names.length}`)
  const file = join(folder, name)
  writeFileSync(file, leanRouteList(readFileSync(file, 'utf8')))
}
