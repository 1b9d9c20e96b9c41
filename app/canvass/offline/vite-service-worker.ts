import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk & {
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> }
}

const publicFiles = ['/favicon.ico', '/manifest.webmanifest']

/** Writes sw.js beside the client's files, with the list of what the door screens need. */
export function serviceWorker(): Plugin {
  return {
    name: 'lintel:service-worker',
    enforce: 'post',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_options, bundle) {
      const files = [...publicFiles, ...doorFiles(bundle)].sort()
      const code = workerCode()
      const version = createHash('sha256')
        .update(`${Object.keys(bundle).sort().join()} ${code}`)
        .digest('base64url')
        .slice(0, 12)
      const source = `const files = ${JSON.stringify(files)}\nconst version = '${version}'\n${code}`
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}

function workerCode() {
  const written = readFileSync(join(import.meta.dirname, 'service-worker.ts'), 'utf8')
  const code = stripTypeScriptTypes(written.replace(/^declare const .*$/gm, ''))
  return code.replace(/^\s*\/\/.*$/gm, '').replace(/\n\s*\n+/g, '\n')
}

/** The entry with the door's words in both languages, the root, the door screens with what they load later, and all they import. */
function doorFiles(bundle: Bundle) {
  const chunks = Object.values(bundle).filter((file): file is Chunk => file.type === 'chunk')
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const starts = chunks.filter(({ facadeModuleId }) =>
    /\/app\/(?:entry\.client\.tsx|root\.tsx|canvass\/doors\/.*\.route\.tsx)(?:\?|$)/.test(
      facadeModuleId ?? '',
    ),
  )
  const seen = new Set<string>()
  const visit = (name: string) => {
    const chunk = byName.get(name)
    if (!chunk || seen.has(name) || chunk.moduleIds.some((id) => id.endsWith('.po?rest'))) return
    seen.add(name)
    for (const file of chunk.viteMetadata?.importedCss ?? []) seen.add(file)
    for (const file of chunk.viteMetadata?.importedAssets ?? []) seen.add(file)
    for (const next of [...chunk.imports, ...laterOf(chunk)]) visit(next)
  }
  for (const { fileName } of starts) visit(fileName)
  return [...seen].map((name) => `/${name}`)
}

/** What the door screens load after their first paint may come to stand in a chunk that several of them share. */
function laterOf({ moduleIds, dynamicImports }: Chunk) {
  const isDoor = moduleIds.some((id) => /\/app\/(?:messages\/page-words\.ts|canvass\/doors\/)/.test(id))
  return isDoor ? dynamicImports : []
}
