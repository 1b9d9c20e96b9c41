/** One pattern of routes.ts or endpoints.ts as a regular expression: '/buildings/:buildingId.json'. */
export function compilePath(path: string) {
  const names: string[] = []
  const source = path
    .split('/')
    .map((segment) => {
      if (segment === '*') return '.*'
      const [, name, optional, ending] = segment.match(/^:(\w+)(\?)?(.*)$/) ?? []
      if (!name) return literally(segment)
      names.push(name)
      return `([^/]+?)${literally(ending ?? '')}${optional ?? ''}`
    })
    .join('/')
  return { pattern: new RegExp(`^${source}$`), names }
}

function literally(text: string) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

type Compiled<Item> = { item: Item; pattern: RegExp; names: string[] }

/** Finds the first item whose path fits, fixed paths by a look-up and the others in order. */
export function createMatcher<Item extends { path: string }>(items: Item[]) {
  const fixed = new Map<string, Item[]>()
  const open: Compiled<Item>[] = []
  for (const item of items) {
    if (/[:*]/.test(item.path)) open.push({ item, ...compilePath(item.path) })
    else fixed.set(item.path, [...(fixed.get(item.path) ?? []), item])
  }
  return function* match(path: string): Generator<{ item: Item; params: Record<string, string> }> {
    for (const item of fixed.get(path) ?? []) yield { item, params: {} }
    for (const { item, pattern, names } of open) {
      const found = pattern.exec(path)
      if (found) yield { item, params: readParams(names, found) }
    }
  }
}

function readParams(names: string[], found: RegExpExecArray) {
  const params: Record<string, string> = {}
  names.forEach((name, at) => {
    params[name] = decode(found[at + 1] ?? '')
  })
  return params
}

function decode(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
