import { createServer, type Server } from 'node:http'
import { StartError } from './start-error.ts'

/** Asked before the slow steps: nobody waits for a build to read that the port is taken. */
export async function requireFreePort(port: number, host: string | undefined) {
  const probe = createServer()
  await listen(probe, port, host)
  await new Promise((resolve) => probe.close(resolve))
}

export function listen(server: Server, port: number, host: string | undefined) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)))
    server.listen(port, host, resolve)
  })
}

function explain(error: NodeJS.ErrnoException, port: number) {
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is taken. Stop what uses it or choose another, for example PORT=${port + 1}`,
    )
  }
  if (error.code === 'EACCES')
    return new StartError(`Port ${port} is not open to this user. Choose another, for example PORT=3000`)
  return error
}
