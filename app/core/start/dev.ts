import { createServer, type RequestListener } from 'node:http'
import { createServer as createVite } from 'vite'
import { readEnv } from '#app/core/env.ts'
import { listen } from './listen.ts'
import { prepare } from './prepare.ts'
import { printSignIns } from './start.ts'
import { whenAsked } from './stop.ts'

type App = typeof import('#app/core/app.ts')

/** npm run dev: the same server, with pages and functions loaded anew when a file changes. */
export async function dev(root: string, union: string | undefined) {
  const env = readEnv(process.env)
  process.env.NODE_ENV = 'development'
  const prepared = await prepare({ root, env, union })
  const server = createServer()
  const vite = await createVite({
    root,
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server } },
  })
  let app: App | undefined
  let listener: Promise<RequestListener> | undefined

  const load = async () => {
    const fresh = (await vite.ssrLoadModule('/app/core/app.ts')) as App
    if (fresh !== app) {
      await app?.closeDatabase()
      app = fresh
      listener = fresh.createApp({
        appUrl: prepared.appUrl,
        port: env.PORT,
        publicOrigin: env.PUBLIC_ORIGIN,
        isDemo: prepared.isDemo,
        logAll: true,
      })
    }
    return listener
  }

  server.on('request', (request, response) => {
    vite.middlewares(request, response, async () => {
      try {
        await (await load())?.(request, response)
      } catch (error) {
        vite.ssrFixStacktrace(error as Error)
        console.error(error)
        response
          .writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' })
          .end(String((error as Error).stack))
      }
    })
  })
  whenAsked(async () => {
    server.closeAllConnections()
    await app?.closeDatabase().catch(() => {})
    await prepared.stop()
    // Last: closing Vite ends the process by itself.
    await vite.close()
  })
  await listen(server, env.PORT, '127.0.0.1')
  console.log(`\nLintel for development is at http://localhost:${env.PORT}`)
  if (prepared.isDemo) await printSignIns(root)
}
