import type { RequestListener } from 'node:http'
import * as built from 'virtual:react-router/server-build'
import { createRequestHandler, type ServerBuild } from 'react-router'
import { chores } from '#app/chores.ts'
import { endpoints } from '#app/endpoints.ts'
import { uploads } from '#app/uploads.ts'
import { wasmPages } from '#app/wasm-pages.ts'
import { startChores } from './chore.ts'
import { closeDatabase, openDatabase } from './db.server.ts'
import { createListener, type Settings } from './http/create-listener.ts'
import { listPatterns } from './http/list-patterns.ts'
import { requireAppRole } from './start/roles.ts'

/** `pages` is what React Router built: the bench draws one of them without the rest. */
export { built as pages, closeDatabase }

export type AppSettings = Settings & { appUrl: string }

/** The server's one bundle: pages and machine endpoints share the same functions and the same pool. */
export async function createApp({ appUrl, ...settings }: AppSettings): Promise<RequestListener> {
  const build = built as unknown as ServerBuild
  await requireAppRole(openDatabase(appUrl))
  if (settings.clientFolder) startChores(chores)
  const handle = createRequestHandler(build, settings.clientFolder ? 'production' : 'development')
  return createListener(
    {
      endpoints,
      pagePatterns: listPatterns(build.routes),
      uploads,
      wasmPages,
      renderPage: (request, context) => handle(request, context),
    },
    settings,
  )
}
