import type { ServerBuild } from 'react-router'

/** Every page's whole path, as routes.ts writes it; the catch-all last. */
export function listPatterns(routes: ServerBuild['routes']) {
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id]
    if (!route) return ''
    const before = pathOf(route.parentId)
    return route.path ? `${before}/${route.path.replace(/^\//, '')}` : before
  }
  const patterns = new Set(Object.keys(routes).map((id) => pathOf(id) || '/'))
  return [...patterns].sort((a, b) => Number(a.endsWith('*')) - Number(b.endsWith('*')))
}
