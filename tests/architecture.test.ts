import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const grounds = ['core', 'ui', 'messages']
const features = ['account', 'people', 'buildings', 'canvass', 'grievances', 'map', 'federation']

type Import = { from: string; isType: boolean }
type Source = { path: string; text: string; imports: Import[]; folder: string }

const sources: Source[] = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
  .map((path) => `app/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('/.server/') && !path.endsWith('.d.ts'))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return { path, text, imports: readImports(path, text), folder: path.split('/')[1] ?? '' }
  })
const shipped = sources.filter(({ path }) => !/\.test\.tsx?$/.test(path))

function readImports(path: string, text: string): Import[] {
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm,
  )
  return [...found].map(([, type, fixed, lazy]) => ({
    from: resolve(path, fixed ?? lazy ?? ''),
    isType: !!type,
  }))
}

/** Our own files by their path from the root, packages by their name. */
function resolve(path: string, from: string) {
  if (from.startsWith('#')) return from.slice(1)
  return from.startsWith('.') ? normalize(join(dirname(path), from)).replaceAll('\\', '/') : from
}

/** `file → import` for every import that breaks a wall. */
function broken(files: Source[], breaks: (file: Source, imported: Import) => boolean) {
  return files.flatMap((file) =>
    file.imports.filter((imported) => breaks(file, imported)).map(({ from }) => `${file.path} → ${from}`),
  )
}

test('only server files and the start touch the database', () => {
  const isDatabase = ({ from, isType }: Import) =>
    !isType &&
    (from === 'pg' ||
      from.startsWith('@prisma/') ||
      from.includes('core/.server/') ||
      from === 'app/core/db.server.ts')
  const mayTouch = ({ path }: Source) =>
    path.endsWith('.server.ts') ||
    path.startsWith('app/core/start/') ||
    path === 'app/core/app.ts' ||
    path.endsWith('-cli.ts') ||
    // The command line's own way to become somebody.
    path === 'app/buildings/imports/operator.ts'
  expect(
    broken(
      shipped.filter((file) => !mayTouch(file)),
      (_, imported) => isDatabase(imported),
    ),
  ).toEqual([])
})

test('the ground knows no feature', () => {
  const ground = shipped.filter(({ folder }) => grounds.includes(folder))
  expect(
    broken(ground, (_, { from }) => features.some((feature) => from.startsWith(`app/${feature}/`))),
  ).toEqual([])
})

test('no part of the interface kit reaches into the server', () => {
  const kit = shipped.filter(({ folder }) => folder === 'ui')
  expect(
    broken(kit, (_, { from, isType }) => !isType && /\.(?:server|route|endpoint)\.tsx?$/.test(from)),
  ).toEqual([])
})

test('nothing imports a route', () => {
  expect(
    broken(shipped, (_, { from }) => !from.includes('+types/') && /\.route(?:\.tsx)?$/.test(from)),
  ).toEqual([])
})

test('server functions are called by routes, endpoints and other server files', () => {
  const mayCall = ({ path }: Source) =>
    /\.(?:server|route|endpoint)\.tsx?$/.test(path) ||
    /^app\/(?:root|entry\.\w+)\.tsx$/.test(path) ||
    /^app\/(?:endpoints|chores|core\/app)\.ts$/.test(path) ||
    path.startsWith('app/core/start/') ||
    path.endsWith('-cli.ts') ||
    // The command line's own way to become somebody.
    path === 'app/buildings/imports/operator.ts'
  expect(
    broken(
      shipped.filter((file) => !mayCall(file)),
      (_, { from, isType }) => !isType && from.endsWith('.server.ts'),
    ),
  ).toEqual([])
})

test('another feature is entered by its server functions, schemas and pure files, not by its pages', () => {
  expect(
    broken(
      shipped.filter(({ folder }) => features.includes(folder)),
      (file, { from }) =>
        from.startsWith('app/') && from.split('/')[1] !== file.folder && /\.endpoint\.ts$/.test(from),
    ),
  ).toEqual([])
})

test('what runs offline knows neither React nor the server', () => {
  const offline = shipped.filter(({ path }) => path.startsWith('app/canvass/offline/'))
  expect(
    broken(
      offline,
      (_, { from, isType }) => !isType && (/^react(?:$|-dom|-router)/.test(from) || from.includes('.server')),
    ),
  ).toEqual([])
})

test('the door stays light: no desk library, no schema while it runs, no map', () => {
  const door = shipped.filter(({ path }) => /^app\/canvass\/(?:doors|offline)\//.test(path))
  expect(
    broken(
      door,
      (_, { from, isType }) =>
        !isType &&
        /\.schema\.ts$|^(?:zod(?:$|\/)|lucide-react|react-hook-form|@hookform|react-aria|maplibre|mapbox|app\/map\/)/.test(
          from,
        ),
    ),
  ).toEqual([])
})

test('no page hands another anything through the browser’s history, which lies on the disk in clear', () => {
  const hands =
    /\b(?:navigate|submit)\((?:[^()]|\([^()]*\))*\bstate\b|<(?:Link|NavLink|LinkButton|Form|Navigate)\b[^>]*\sstate=|\b(?:push|replace)State\(|\buseLocation\(\)\.state|\blocation\.state/
  const found = shipped.filter(({ text }) => hands.test(text)).map(({ path }) => path)
  expect(found).toEqual([])
})

test('the map library is loaded by the map only', () => {
  const others = shipped.filter(({ folder }) => folder !== 'map')
  expect(broken(others, (_, { from }) => /^(?:maplibre-gl|mapbox-gl)/.test(from))).toEqual([])
})

/** Before anyone is known, beside any actor, or not about the database at all. */
const withoutActor = [
  /^app\/core\//,
  /^app\/messages\//,
  'app/account/sign-in.server.ts',
  'app/buildings/move-window.server.ts',
  'app/canvass/let-minutes-go.server.ts',
]

test('every server function takes the actor’s handle first', () => {
  const functions = shipped
    .filter(({ path }) => path.endsWith('.server.ts') && !withoutActor.some((known) => path.match(known)))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^export\s+(?:async\s+)?function\*?\s+(\w+)(?:<[^(]*>)?\(\s*([^)]*)/gm)].map(
        ([, name, parameters]) => ({ name: `${path} ${name}`, parameters: parameters ?? '' }),
      ),
    )
  expect(
    functions
      .filter(({ parameters }) => !/^(?:db\b|\{\s*(?:sql|actor|prisma|union))/.test(parameters))
      .map(({ name }) => name),
  ).toEqual([])
})

test('every file has a plain name', () => {
  const names = sources.map(({ path }) => basename(path))
  expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*\.tsx?$/.test(name))).toEqual([])
})

test('no file is longer than 300 lines', () => {
  expect(shipped.filter(({ text }) => text.split('\n').length > 301).map(({ path }) => path)).toEqual([])
})

test('nothing is switched off or put off', () => {
  const marks =
    /\bbiome-ignore\b|\b@ts-(?:ignore|nocheck|expect-error)\b|\bTODO\b|\bFIXME\b|\b(?:test|it|describe)\.(?:skip|only|todo)\b|:\s*any\b|\bas any\b/
  expect(sources.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([])
})
