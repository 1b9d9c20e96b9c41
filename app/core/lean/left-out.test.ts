import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { expect, it } from 'vitest'
import reactRouterConfig from '../../../react-router.config.ts'
import { leftOut } from './left-out.ts'
import { withoutParts } from './vite-lean-vendors.ts'

const root = join(import.meta.dirname, '..', '..', '..')

it.each(leftOut.map((part) => [String(part.file), part] as const))(
  'finds all it names in %s',
  (_name, part) => {
    const files = globSync(
      'node_modules/{react/cjs,react-dom/cjs,react-router/dist/production/lib}/**/*.js',
      {
        cwd: root,
      },
    )
    const [file, ...others] = files.filter((path) => part.file.test(`/${path}`))
    expect(others).toEqual([])
    const code = readFileSync(join(root, file ?? ''), 'utf8')
    const lean = withoutParts(code, part, parseAst)
    expect(lean.length).toBeLessThan(code.length)
    expect(() => parseAst(lean)).not.toThrow()
    expect(() => withoutParts(code, { ...part, functions: { notThere: '' } }, parseAst)).toThrow('notThere')
    expect(() => withoutParts(code, { ...part, settled: { 'if (notThere)': '' } }, parseAst)).toThrow(
      'notThere',
    )
  },
)

it('leaves out nothing that the app uses', () => {
  const wanted =
    /\b(?:ViewTransition|SuspenseList|Activity|useActionState|useFormState|useFormStatus|onBeforeInput|onSelect|cloneElement|Children|requestFormReset|PrefetchPageLinks)\b|<Fragment[^>]*\sref=|\sprefetch=|\sprecedence=|<[a-z]+-[a-z]+[\s>]|instrumentations|viewTransition|<Await\b|HistoryRouter|createRoot|compiler-runtime|scheduleHydration|patchRoutes|<form[^>]*\saction=\{|\sformAction=\{|<script[^>]*\ssrc=|export (?:const|function) meta\b/
  const users = globSync('app/**/*.tsx', { cwd: root }).filter((file) =>
    wanted.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(users).toEqual([])
  expect(namesFromReactDom()).toEqual(new Set(['flushSync']))
  expect(reactRouterConfig.routeDiscovery).toEqual({ mode: 'initial' })
  expect(reactRouterConfig.ssr).not.toBe(false)
  // The root has an answer to every error, so the library's own is never shown.
  expect(readFileSync(join(root, 'app/root.tsx'), 'utf8')).toMatch(/export function ErrorBoundary\b/)
})

function namesFromReactDom() {
  const texts = globSync('app/**/*.{ts,tsx}', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  )
  const imports = texts.flatMap((text) => [...text.matchAll(/import \{([^}]*)\} from 'react-dom'/g)])
  return new Set(imports.flatMap(([, names = '']) => names.split(',').map((name) => name.trim())))
}
