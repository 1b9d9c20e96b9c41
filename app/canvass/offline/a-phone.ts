import 'fake-indexeddb/auto'
import { packLease } from '#app/canvass/lease/pack-lease.ts'
import { haveHeader } from '#app/canvass/lease/packed-lease.ts'
import type { Lease } from '#app/canvass/lease/turf.schema.ts'
import type { OpAnswer, SealedOp } from '#app/canvass/sync/sync.schema.ts'
import { opsPerRequest } from '#app/canvass/sync/sync-limits.ts'
import { readBatch } from '#app/canvass/wire/read-batch.ts'
import { receiptOf } from '#app/canvass/wire/receipt-of.ts'
import { openBoxed } from '../sync/open-sealed.ts'
import { createPhone, type Surroundings } from './create-phone.ts'
import type { Phone } from './phone-types.ts'
import type { ClosedKey } from './store.ts'

const anyId = () => crypto.randomUUID()

/** A server key as `/doors/turf.json` gives it. */
export async function aServerKey() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const raw = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey))
  const { d: secret = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { key: { id: anyId(), publicKey: raw.toString('base64url') }, secret }
}

const { key: serverKey, secret } = await aServerKey()

export function aLease(accountId = anyId()) {
  const door = (label: string) => ({
    unitId: anyId(),
    label,
    floor: label.slice(0, 1),
    floorRank: Number(label.slice(0, 1)),
    line: label.slice(1),
    lineRank: label.codePointAt(1) ?? 0,
    struck: false,
    tries: 0,
    lastDay: null,
    lastDisposition: null,
    reachedDay: null,
    doNotKnock: false,
    openRepairs: [],
    warnings: [],
    languages: [],
    nearLeader: false,
    emergency: false,
    people: [],
  })
  const turf = {
    turfId: anyId(),
    holdingId: anyId(),
    buildingId: anyId(),
    address: '418 Alder St',
    shift: {
      id: anyId(),
      startsAt: '2026-11-21T20:00:00.000Z',
      endsAt: '2026-11-21T23:00:00.000Z',
      backBy: null,
      place: 'Laundry',
      lead: null,
      asks: [],
      leavesFlyer: false,
    },
    expiresAt: '2099-01-01T00:00:00.000Z',
    doors: [door('4A'), door('4B')],
  }
  return {
    accountId,
    guest: false,
    timeZone: 'America/New_York',
    epoch: 'one',
    key: serverKey,
    turfs: [turf],
  }
}

const aShare = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')

/** As account/phones.server.ts does. */
function openedBy(account: string, { box, ...closed }: ClosedKey) {
  const sealed = { ...closed, seq: 0, box: Uint8Array.from(Buffer.from(box, 'base64url')) }
  return (openBoxed(secret, account, sealed)?.op as { key?: string } | undefined)?.key ?? null
}

type Sent = { accountId: string; deviceId: string; ops: SealedOp[] }

/** A server that keeps what it got, and does to each request what `weather` says. */
export function aServer(lease: Lease = aLease()) {
  const applied = new Map<string, number>()
  const requests: Sent[] = []
  const server = {
    lease,
    applied,
    requests,
    /** Undefined: an honest answer. */
    weather: undefined as undefined | ((honest: () => Response) => Response | Promise<Response>),
    missing: [] as number[],
    epoch: 'one',
    session: true,
    shares: new Map<string, string>(),
    owners: new Map<string, string>(),
    lost: false,
    emptied: null as number | null,
    lastSeq: 0,
    hearPhone({ deviceId, asked, closed }: { deviceId: string; asked: string; closed?: ClosedKey }) {
      const owner = server.owners.get(deviceId) ?? server.lease.accountId
      server.owners.set(deviceId, owner)
      if (owner !== server.lease.accountId) return Response.json({ error: 'other_account' }, { status: 409 })
      if (asked === 'set') server.shares.set(deviceId, server.shares.get(deviceId) ?? aShare())
      if (asked === 'leave') server.session = false
      const { lost, lastSeq, emptied } = server
      const share = (asked === 'set' || asked === 'open') && server.shares.get(deviceId)
      return Response.json({
        accountId: server.lease.accountId,
        share: share || null,
        lost,
        lastSeq,
        emptied,
        lockMinutes: 10,
        opened: asked === 'set' && closed ? openedBy(server.lease.accountId, closed) : null,
      })
    },
    answer: (opId: string): OpAnswer => ({ opId, result: 'applied' }),
    fetch: (async (url: unknown, init?: RequestInit) => {
      if (!server.session) return Response.json({ error: 'sign_in' }, { status: 401 })
      if (url === '/doors/turf.json') {
        const have = new Headers(init?.headers).get(haveHeader) ?? undefined
        return Response.json(packLease(server.lease, have))
      }
      if (url === '/doors/phone.json') return server.hearPhone(JSON.parse(String(init?.body)))
      const body = init?.body as Uint8Array
      const sent: Sent = readBatch(body, opsPerRequest)
      requests.push(sent)
      if (sent.accountId !== server.lease.accountId)
        return Response.json({ error: 'other_account' }, { status: 409 })
      const honest = () => {
        for (const { opId } of sent.ops) applied.set(opId, (applied.get(opId) ?? 0) + 1)
        const { missing, epoch } = server
        const answers = sent.ops.map(({ opId }) => server.answer(opId))
        return Response.json(receiptOf(body, sent.ops, { answers, missing, epoch }))
      }
      return server.weather ? server.weather(honest) : honest()
    }) as typeof fetch,
  }
  return server
}

/** Two phones with one name are two tabs of one browser. */
const queues = new Map<string, Promise<unknown>>()

export function aPhone(
  server: Pick<ReturnType<typeof aServer>, 'fetch'>,
  change: Partial<Surroundings> = {},
) {
  const name = change.name ?? anyId()
  return createPhone({
    name,
    fetch: server.fetch,
    lock: (fn) => {
      const next = (queues.get(name) ?? Promise.resolve()).then(fn)
      queues.set(
        name,
        next.catch(() => {}),
      )
      return next
    },
    now: () => new Date(),
    isOffline: () => false,
    tell: () => {},
    heard: () => () => {},
    awake: () => () => {},
    isWorkerReady: async () => true,
    persist: async () => true,
    isPersisted: async () => true,
    freeBytes: async () => 1e9,
    ...change,
  })
}

export function notHome(phone: { turfId: string; unitId: string }) {
  return {
    kind: 'knock',
    knockId: anyId(),
    disposition: 'not_home',
    flyer: false,
    turfId: phone.turfId,
    unitId: phone.unitId,
  } as const
}

export async function theDoor(phone: Phone) {
  const [turf] = await phone.turfs()
  const [door] = turf?.doors ?? []
  if (!turf || !door) throw new Error('No turf on this phone')
  return { turfId: turf.turfId, unitId: door.unitId }
}
