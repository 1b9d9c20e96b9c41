import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The keys that these files, and all they import now or later, can ask for. */
export function askedKeys(root: string, files: string[], keys: string[]) {
  const text = [...reached(root, files).values()].join('\n')
  const lists = [...text.matchAll(/\bkeysFor\(\s*'([^']+)'/g)].map(([, list]) => `${list}.`)
  return new Set(
    keys.filter((key) => text.includes(`'${key}'`) || lists.some((list) => key.startsWith(list))),
  )
}

/** Our own files by their path, with their text; what is imported for its types alone is left out. */
function reached(root: string, files: string[]) {
  const texts = new Map<string, string>()
  const visit = (path: string) => {
    if (texts.has(path) || !/\.tsx?$/.test(path) || !existsSync(path)) return
    const text = readFileSync(path, 'utf8')
    texts.set(path, text)
    for (const [, from = '', later] of text.matchAll(
      /^(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm,
    )) {
      const wanted = later ?? from
      if (wanted.startsWith('#')) visit(join(root, wanted.slice(1)))
      else if (wanted.startsWith('.')) visit(join(dirname(path), wanted))
    }
  }
  for (const file of files) visit(join(root, file))
  return texts
}
