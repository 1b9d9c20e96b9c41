import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readEnv } from '#app/core/env.ts'
import { readOrigins } from '#app/core/http/same-origin.ts'
import { buildIfChanged } from './build-if-changed.ts'
import { listen, requireFreePort } from './listen.ts'
import { prepare } from './prepare.ts'
import { step } from './progress.ts'
import { whenAsked } from './stop.ts'

type App = typeof import('#app/core/app.ts')

/** npm start: everything from an empty folder to an address that answers. */
export async function start(root: string, union: string | undefined) {
  const env = readEnv(process.env)
  process.env.NODE_ENV = 'production'
  const { local, own } = readOrigins(env.PUBLIC_ORIGIN, env.PORT)
  const host = env.PUBLIC_ORIGIN ? undefined : '127.0.0.1'
  await requireFreePort(env.PORT, host)
  const prepared = await prepare({ root, env, union })
  let app: App | undefined
  let server: Server | undefined
  const stop = async () => {
    server?.close()
    server?.closeAllConnections()
    await app?.closeDatabase()
    await prepared.stop()
  }
  whenAsked(stop)
  try {
    await buildIfChanged(root)
    const built = (await import(pathToFileURL(join(root, 'build', 'server', 'index.js')).href)) as App
    app = built
    const listener = await built.createApp({
      appUrl: prepared.appUrl,
      port: env.PORT,
      publicOrigin: env.PUBLIC_ORIGIN,
      clientFolder: join(root, 'build', 'client'),
      isDemo: prepared.isDemo,
    })
    server = createServer(listener)
    const opened = server
    await step('Opening the port', () => listen(opened, env.PORT, host))
  } catch (error) {
    await stop()
    throw error
  }
  console.log(`\nLintel is at ${own}${union ? ` for ${union}` : ''}`)
  if (prepared.isDemo && local) await printSignIns(root)
  console.log('Stop with Ctrl-C.')
}

/** Invented people with known passwords: offered on this machine only. */
export async function printSignIns(root: string) {
  if (!existsSync(join(root, 'prisma', 'seed', 'sign-ins.ts'))) return
  const { demoSignIns } = (await import('#prisma/seed/sign-ins.ts')) as {
    demoSignIns: readonly { role: string; name: string; password: string }[]
  }
  console.log('\nSign in to the demo union as')
  const width = Math.max(...demoSignIns.map(({ role }) => role.length))
  const nameWidth = Math.max(...demoSignIns.map(({ name }) => name.length))
  for (const { role, name, password } of demoSignIns) {
    console.log(`  ${role.padEnd(width)}  ${name.padEnd(nameWidth)}  ${password}`)
  }
  console.log()
}
