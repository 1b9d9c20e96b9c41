import { minifySync, type Plugin } from 'vite'

import { type LeftOut, leftOut } from './left-out.ts'

/** Takes out of the libraries what this app cannot reach. A name that is not found stops the build: look at it again with each version. */
export function leanVendors(): Plugin {
  return {
    name: 'lintel:lean-vendors',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      filter: { id: leftOut.map(({ file }) => file) },
      handler(code, id) {
        const part = leftOut.find(({ file }) => file.test(id))
        return part && { code: withoutParts(code, part, (text) => this.parse(text)), map: null }
      },
    },
  }
}

type Node = { type: string; start: number; end: number }
type Named = Node & { id: { name: string } | null; body: Node }
type Variables = Node & { declarations?: { id: { name?: string }; init: Node | null }[] }
type Assignment = Node & { expression?: Node & { left?: Node } }

export function withoutParts(
  code: string,
  { functions, methodsOf = [], classes = [], exports = [], ownNames = [], settled = {} }: LeftOut,
  parse: (code: string) => { body: unknown[] },
) {
  const cuts: { start: number; end: number; text: string }[] = []
  const missing = new Set([...Object.keys(functions), ...methodsOf, ...classes, ...exports])
  for (const node of parse(code).body as Node[]) {
    if (node.type === 'FunctionDeclaration') {
      const { id, body } = node as Named
      const text = id && functions[id.name]
      if (text === undefined || text === null) continue
      missing.delete(id?.name ?? '')
      cuts.push({ start: body.start, end: body.end, text: `{${text}}` })
    }
    const { id, init } = (node as Variables).declarations?.[0] ?? {}
    if (id?.name && init && classes.includes(id.name)) {
      missing.delete(id.name)
      cuts.push({ start: init.start, end: init.end, text: 'null' })
    }
    const { left } = (node as Assignment).expression ?? {}
    const set = left ? code.slice(left.start, left.end) : ''
    const of =
      methodsOf.find((name) => set.startsWith(`${name}.prototype.`)) ??
      exports.find((name) => set === `exports.${name}`)
    if (!of) continue
    missing.delete(of)
    cuts.push({ start: node.start, end: node.end, text: '' })
  }
  if (missing.size > 0) throw new Error(`Not found in the library: ${[...missing].join(', ')}`)
  const cut = cuts.reduceRight(
    (rest, { start, end, text }) => rest.slice(0, start) + text + rest.slice(end),
    code,
  )
  const lean = Object.entries(settled).reduce((rest, [condition, always]) => {
    if (!rest.includes(condition)) throw new Error(`Not found in the library: ${condition}`)
    return rest.replaceAll(condition, always)
  }, cut)
  return ownNames.length > 0 ? withShortNames(lean, ownNames) : lean
}

/** Properties of records that never leave the file. */
function withShortNames(code: string, names: string[]) {
  const { code: short, errors } = minifySync('library.js', code, {
    module: false,
    compress: false,
    mangle: false,
    mangleProps: { include: new RegExp(`^(?:${names.join('|')})$`) },
    codegen: { removeWhitespace: false },
  })
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return short
}
