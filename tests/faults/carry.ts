import { handIn, readFile } from '#app/canvass/offline/hand-in.ts'
import type { Device } from './device.ts'
import type { Person } from './union.ts'

/** A file of all that waits on a phone, handed in by somebody else at a desk. Says how many acts stood in it. */
export async function carry(from: Device, by: Person, port: number) {
  const origin = `http://127.0.0.1:${port}`
  const ask = ((url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('Cookie', `lintel=${by.token}`)
    headers.set('Origin', origin)
    return fetch(`${origin}${url}`, { ...init, headers })
  }) as typeof fetch
  const file = await readFile(await from.file())
  if (!file) throw new Error('A phone cannot read its own file')
  const { left } = await handIn(ask, file, () => {})
  if (left.length > 0) throw new Error('Not all of the file went in')
  return file.acts
}
