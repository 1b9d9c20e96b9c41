import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import {
  createRequestHandler,
  type ServerBuild,
  UNSAFE_withComponentProps,
  UNSAFE_withErrorBoundaryProps,
  UNSAFE_withHydrateFallbackProps,
} from 'react-router'
import { createListener } from '#app/core/http/create-listener.ts'
import { listPatterns } from '#app/core/http/list-patterns.ts'
import { endpoints } from '#app/endpoints.ts'
import * as entry from '#app/entry.server.tsx'
import * as root from '#app/root.tsx'
import routes from '#app/routes.ts'

type RouteModule = ServerBuild['routes'][string] extends infer Route
  ? Route extends { module: infer Module }
    ? Module
    : never
  : never

const modules = import.meta.glob<RouteModule>('../../app/**/*.route.tsx')

/** The whole server from its sources, without a build: routes.ts and endpoints.ts as they stand now. */
export async function serveApp() {
  const build = await toBuild(await routes)
  const handle = createRequestHandler(build, 'production')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const pagePatterns = listPatterns(build.routes)
  server.on(
    'request',
    createListener(
      { endpoints, pagePatterns, renderPage: (request, context) => handle(request, context) },
      { port },
    ),
  )
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `http://127.0.0.1:${port}`, declared: listDeclared(build), close }
}

/** 'GET /path' of everything the server answers, as routes.ts and endpoints.ts declare it. */
function listDeclared({ routes: all }: ServerBuild) {
  const isLayout = (id: string) => Object.values(all).some((route) => route?.parentId === id)
  const pages = Object.entries(all).flatMap(([id, route]) => {
    if (!route || isLayout(id)) return []
    const [path = '/'] = listPatterns({ ...parentsOf(all, id), [id]: route }).filter(
      (each) => each !== '/' || route.index,
    )
    return [`GET ${path}`, ...(route.module.action ? [`POST ${path}`] : [])]
  })
  return [...pages, ...endpoints.map(({ method, path }) => `${method} ${path}`)]
}

function parentsOf(all: ServerBuild['routes'], id: string): ServerBuild['routes'] {
  const parentId = all[id]?.parentId
  const parent = parentId === undefined ? undefined : all[parentId]
  return parentId === undefined || !parent ? {} : { ...parentsOf(all, parentId), [parentId]: parent }
}

/** What the build does to a route: its components get their data as props. */
function asBuilt(module: RouteModule): RouteModule {
  const { default: Page, ErrorBoundary, HydrateFallback } = module
  type Argument<Wrap extends (component: never) => unknown> = Parameters<Wrap>[0]
  return {
    ...module,
    ...(Page && { default: UNSAFE_withComponentProps(Page as Argument<typeof UNSAFE_withComponentProps>) }),
    ...(ErrorBoundary && {
      ErrorBoundary: UNSAFE_withErrorBoundaryProps(
        ErrorBoundary as Argument<typeof UNSAFE_withErrorBoundaryProps>,
      ),
    }),
    ...(HydrateFallback && {
      HydrateFallback: UNSAFE_withHydrateFallbackProps(
        HydrateFallback as Argument<typeof UNSAFE_withHydrateFallbackProps>,
      ),
    }),
  } as RouteModule
}

async function toBuild(config: RouteConfigEntry[]): Promise<ServerBuild> {
  const found: ServerBuild['routes'] = {
    root: { id: 'root', path: '', module: asBuilt(root as unknown as RouteModule) },
  }
  const add = async (entries: RouteConfigEntry[], parentId: string) => {
    for (const { file, id = file, path, index, children = [] } of entries) {
      const load = modules[`../../app/${file}`]
      if (!load) throw new Error(`routes.ts names ${file}, which is not there`)
      found[id] = {
        id,
        parentId,
        path,
        index,
        module: asBuilt(await load()),
      } as ServerBuild['routes'][string]
      await add(children, id)
    }
  }
  await add(config, 'root')
  const manifest = Object.fromEntries(
    Object.values(found).flatMap((route) => (route ? [[route.id, inManifest(route)]] : [])),
  )
  return {
    entry: { module: entry },
    routes: found,
    assets: {
      entry: { imports: [], module: '/entry.js' },
      routes: manifest,
      url: '/manifest.js',
      version: 'test',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    basename: '/',
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
  } as unknown as ServerBuild
}

function inManifest({ id, parentId, path, index, module }: NonNullable<ServerBuild['routes'][string]>) {
  return {
    ...{ id, parentId, path, index },
    module: '/route.js',
    imports: [],
    hasAction: Boolean(module.action),
    hasLoader: Boolean(module.loader),
    hasClientAction: Boolean(module.clientAction),
    hasClientLoader: Boolean(module.clientLoader),
    hasClientMiddleware: false,
    hasErrorBoundary: Boolean(module.ErrorBoundary),
  }
}
