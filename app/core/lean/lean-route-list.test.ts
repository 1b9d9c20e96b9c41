import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { leanRouteList } from './lean-route-list.ts'

const root = join(import.meta.dirname, '..', '..', '..')

const list = {
  entry: { module: '/assets/entry.js', imports: ['/assets/ground.js'], css: [] },
  routes: {
    root: {
      id: 'root',
      path: '',
      hasLoader: true,
      hasAction: false,
      module: '/assets/root.js',
      imports: ['/assets/a.js'],
    },
    'core/home': {
      id: 'core/home',
      parentId: 'root',
      index: true,
      module: '/assets/home.js',
      imports: [],
      css: ['/a.css'],
    },
  },
  url: '/assets/manifest-0816fc33.js',
  version: '0816fc33',
}
const written = (routes: unknown = list.routes) =>
  `window.__reactRouterManifest=${JSON.stringify({ ...list, routes })};`

it('says of each route what the browser asks, without what it imports', () => {
  const window: { __reactRouterManifest?: unknown } = {}
  new Function('window', leanRouteList(written()))(window)
  expect(window.__reactRouterManifest).toEqual({
    ...list,
    routes: {
      root: { id: 'root', path: '', hasLoader: true, module: '/assets/root.js' },
      'core/home': {
        id: 'core/home',
        parentId: 'root',
        index: true,
        module: '/assets/home.js',
        css: ['/a.css'],
      },
    },
  })
})

it('stops at a list that is written otherwise', () => {
  expect(() => leanRouteList('export default {}')).toThrow('begins otherwise')
  expect(() => leanRouteList(written({ root: { ...list.routes.root, id: 'other' } }))).toThrow('another name')
})

it('takes away only what the library asks for in two places: the links of a page drawn by the server, and the entry', () => {
  const users = globSync('node_modules/react-router/dist/production/lib/{dom,router}/**/*.js', {
    cwd: root,
  }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\w+\.imports\b/g)].map(
      ([text]) => `${file.replace(/^.*\//, '')} ${text}`,
    ),
  )
  expect(users.sort()).toEqual([
    'components.js entry.imports',
    'links.js route.imports',
    'links.js route.imports',
  ])
})
