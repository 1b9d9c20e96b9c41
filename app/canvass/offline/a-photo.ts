import type { Knock } from '../sync/ops.schema.ts'
import { aLease, aPhone, aServer, theDoor } from './a-phone.ts'
import type { Phone } from './phone-types.ts'
import { sendPhotos } from './photo-sender.ts'

export const picture = () => crypto.getRandomValues(new Uint8Array(60_000)).buffer
export const large = () => {
  const bytes = new Uint8Array(600_000)
  for (let at = 0; at < bytes.length; at += 60_000) bytes.set(new Uint8Array(picture()), at)
  return bytes.buffer
}

export async function aPhoneWithDoors() {
  const server = aServer(aLease())
  const phone = await aPhone(server)
  await phone.download()
  return phone
}

export const stored = (phone: Phone, hash: string) =>
  phone.inside.store.read(['photos'], (tx) => tx.objectStore('photos').get(hash))

export const aTalk = async (phone: Phone, sha256: string): Promise<Knock> => ({
  kind: 'knock',
  knockId: crypto.randomUUID(),
  ...(await theDoor(phone)),
  disposition: 'conversation',
  flyer: false,
  repairs: [
    {
      id: crypto.randomUUID(),
      category: 'leak',
      severity: 'dangerous',
      since: 'longer',
      photos: [{ id: crypto.randomUUID(), sha256 }],
    },
  ],
})

/** Keeps parts like the server does, and does to each answer what `weather` says. */
type Shelf = {
  parts: Map<string, Uint8Array>
  wanted: boolean
  asked: number
  weather: ((honest: Response) => Response | Promise<Response>) | undefined
  fetch: typeof fetch
}

export function aShelf(wanted = true): Shelf {
  const parts = new Map<string, Uint8Array>()
  const shelf: Shelf = {
    parts,
    wanted,
    asked: 0,
    weather: undefined,
    fetch: (async (url: unknown, init?: RequestInit) => {
      shelf.asked += 1
      const honest = await answer(String(url), init)
      return shelf.weather ? shelf.weather(honest) : honest
    }) as typeof fetch,
  }
  async function answer(url: string, init?: RequestInit) {
    if (!shelf.wanted) return Response.json({ known: false })
    const [, hash = '', n, of] = /^\/photos\/([0-9a-f]+)(?:\.json\?quiet|\/(\d+)\?of=(\d+))$/.exec(url) ?? []
    const have = () =>
      [...parts.keys()].filter((key) => key.startsWith(hash)).map((key) => Number(key.split(' ')[1]))
    if (n === undefined) return Response.json({ done: false, parts: have() })
    parts.set(`${hash} ${n}`, new Uint8Array(await new Response(init?.body).arrayBuffer()))
    return Response.json({ done: have().length === Number(of) })
  }
  return shelf
}

export const send = (phone: Phone, shelf: Shelf) => sendPhotos(phone.inside, shelf.fetch, phone.accountId())
