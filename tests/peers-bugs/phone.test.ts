import { afterEach, expect, test, vi } from 'vitest'
import { aPhone, aServer, notHome, theDoor } from '#app/canvass/offline/a-phone.ts'
import { exportFile } from '#app/canvass/offline/outbox-file.ts'
import type { Phone } from '#app/canvass/offline/phone-types.ts'
import { Tab } from '../faults/browser.ts'

const open: Phone[] = []

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  for (const phone of open.splice(0)) phone.close()
})

async function aReadyPhone(server = aServer(), change: Parameters<typeof aPhone>[1] = {}) {
  const phone = await aPhone(server, change)
  open.push(phone)
  await phone.download()
  await phone.send()
  return { phone, server, door: await theDoor(phone) }
}

const noNetwork = () => {
  throw new TypeError('Failed to fetch')
}
const html = (body: string, status = 200) =>
  new Response(body, { status, headers: { 'Content-Type': 'text/html' } })
const said = (body: string, status = 200) =>
  new Response(body, { status, headers: { 'Content-Type': 'application/json' } })

/** A tab on this store that is ended so many steps from now: at a read, a write or a request, whichever comes then. */
async function aDyingTab(server: ReturnType<typeof aServer>, name: string, steps: number) {
  const tab = new Tab()
  const never = () => new Promise<never>(() => {})
  const fetch = (async (...asked: Parameters<typeof globalThis.fetch>) => {
    if (!tab.step()) return never()
    const response = await server.fetch(...asked)
    return tab.step() ? response : never()
  }) as typeof globalThis.fetch
  // From its start on, for it sends as soon as it starts.
  tab.stepsLeft = steps
  // A lock whose holder died is free.
  const opening = tab.waitFor(() => aPhone({ fetch }, { name, lock: (fn) => fn() }))
  const phone = await opening.catch(() => undefined)
  tab.onDeath(() => phone?.close())
  return { tab, phone }
}

test('L1: a page killed between any two steps of sending loses nothing and doubles nothing', async () => {
  for (let steps = 0; ; steps++) {
    const name = crypto.randomUUID()
    const server = aServer()
    // Its turn to send never comes: the one that will be killed sends first.
    const first = await aPhone(server, { name, lock: () => new Promise<never>(() => {}) })
    await first.download()
    const door = await theDoor(first)
    const opIds = await first.saveAll([notHome(door), notHome(door)])
    first.close()
    expect(server.requests).toEqual([])
    const dying = await aDyingTab(server, name, steps)
    await dying.tab.waitFor(async () => dying.phone?.send()).catch(() => {})
    const survived = !dying.tab.isDead
    dying.tab.die()

    const next = await aPhone(server, { name })
    open.push(next)
    await next.send()
    expect([steps, [...server.applied.keys()]]).toEqual([steps, opIds])
    expect(next.status()).toMatchObject({ waiting: 0, saved: 2, lost: 0 })
    if (survived) break
  }
})

test.each<[string, (honest: () => Response) => Response]>([
  ['a page of a hotel', () => html('<h1>Free wifi</h1>')],
  ['an empty 200', () => said('')],
  ['{}', () => said('{}')],
  ['an answer cut short', () => said('{"receipt":')],
  ['a redirect', () => new Response(null, { status: 302, headers: { Location: '/sign-in' } })],
  ['an error in JSON', () => said('{"error":"fault"}', 500)],
  ['too many requests', () => said('{"error":"slow_down"}', 429)],
  ['the honest answer as text', (honest) => new Response(honest().body)],
])('L2: sent is what the server names, not %s', async (_, weather) => {
  const server = aServer()
  server.weather = weather
  const { phone, door } = await aReadyPhone(server)
  const opId = await phone.save(notHome(door))
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 1, saved: 0 })
  expect(await phone.outbox()).toMatchObject([{ opId, state: 'waiting' }])
  server.weather = undefined
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 1 })
})

test('L5: what was typed is in the store before anything else is asked of it', async () => {
  const name = crypto.randomUUID()
  const { phone, door, server } = await aReadyPhone(aServer(), { name })
  const typed = Array.from({ length: 40 }, (_, n) => 'No heat since the first of the month'.slice(0, n + 1))
  // No clock goes on: what waits for one would never be saved.
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] })
  for (const note of typed) void phone.saveDraft(door.unitId, { note })
  const last = await phone.draft(door.unitId)
  vi.useRealTimers()
  expect(last).toEqual({ note: typed.at(-1) })
  phone.close()
  const next = await aPhone(server, { name })
  open.push(next)
  expect(await next.draft(door.unitId)).toEqual({ note: typed.at(-1) })
})

test('L12: what failed for half an hour is still tried every minute, in the first minutes every ten seconds, and nobody touches the phone', {
  timeout: 60_000,
}, async () => {
  const server = aServer()
  let isCut = true
  let tries = 0
  server.weather = (honest) => {
    tries++
    return isCut ? noNetwork() : honest()
  }
  const { phone, door } = await aReadyPhone(server)
  await phone.save(notHome(door))
  // Half an hour of it and more: each wait is told, and over at once. From here on nothing else of this phone waits for a time.
  const waits: number[] = []
  const later = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((go: () => void, wait = 0) => {
    waits.push(wait)
    return later(go)
  }) as typeof setTimeout)
  await vi.waitFor(() => expect(tries).toBeGreaterThan(130), { timeout: 30_000 })
  isCut = false
  await vi.waitFor(() => expect(phone.status()).toMatchObject({ waiting: 0, saved: 1 }), { timeout: 20_000 })
  let passed = 0
  for (const wait of waits) {
    expect(wait).toBeLessThanOrEqual(passed < 300_000 ? 10_000 : 60_000)
    passed += wait
  }
  expect(passed).toBeGreaterThan(1_800_000)
})

test('L13: a 200 that refuses some acts is a success for the others only, and the refused stay to be looked at', async () => {
  const { phone, server, door } = await aReadyPhone()
  const refused = new Set<string>()
  server.answer = (opId) =>
    refused.has(opId) ? { opId, result: 'rejected', code: 'not_your_turf' } : { opId, result: 'applied' }
  server.weather = noNetwork
  const opIds: string[] = []
  for (let n = 0; n < 12; n++) opIds.push(await phone.save(notHome(door)))
  for (const [n, opId] of opIds.entries()) if (n % 3 === 0) refused.add(opId)
  server.weather = undefined
  await phone.send()
  const acts = await phone.outbox()
  expect(acts.map(({ state }) => state)).toEqual(opIds.map((opId) => (refused.has(opId) ? 'look' : 'safe')))
  expect(acts.every(({ state, code }) => (state === 'look') === (code === 'not_your_turf'))).toBe(true)
  const file = JSON.parse(await (await exportFile(phone)).text())
  expect(file.ops.map(({ opId }: { opId: string }) => opId)).toEqual(opIds.filter((id) => refused.has(id)))
})

test('L14: whenever a page is closed while it saves, all of it is there or nothing, as it was said', async () => {
  const server = aServer()
  server.weather = noNetwork
  const kept = new Set<number>()
  for (let steps = 0; ; steps++) {
    const name = crypto.randomUUID()
    const { phone: first, door } = await aReadyPhone(server, { name })
    first.close()
    const dying = await aDyingTab(server, name, steps)
    const knocks = [notHome(door), notHome(door), notHome(door)]
    const saved = await dying.tab
      .waitFor(async () => dying.phone?.saveAll(knocks))
      .then(
        (opIds) => opIds !== undefined,
        () => false,
      )
    const survived = !dying.tab.isDead
    dying.tab.die()
    const next = await aPhone(server, { name })
    open.push(next)
    const there = (await next.outbox()).length
    kept.add(there)
    expect([0, 3]).toContain(there)
    if (saved) expect(there).toBe(3)
    if (survived) break
  }
  expect([...kept].toSorted()).toEqual([0, 3])
})

test('L16: a phone ten years off, either way and jumping, keeps what waits, and saves, sends and numbers as any other', async () => {
  const tenYears = 3650 * 86_400_000
  const jumps = [-tenYears, tenYears, 0, -86_400_000, tenYears]
  let offset = 0
  const { phone, server, door } = await aReadyPhone(aServer(), { now: () => new Date(Date.now() + offset) })
  const opIds: string[] = []
  const jump = async (to: number) => {
    offset = to
    opIds.push(await phone.save(notHome(door)))
    await phone.download()
    await phone.send()
  }
  server.weather = noNetwork
  for (const to of jumps) await jump(to)
  expect(phone.status()).toMatchObject({ waiting: 5, saved: 0, lost: 0 })
  expect((await phone.outbox()).map(({ opId }) => opId)).toEqual(opIds)
  server.weather = undefined
  server.requests.length = 0
  for (const to of jumps) await jump(to)
  expect([...server.applied]).toEqual(opIds.map((opId) => [opId, 1]))
  expect(server.requests.flatMap(({ ops }) => ops.map(({ seq }) => seq))).toEqual(opIds.map((_, n) => n + 1))
  expect(phone.status()).toMatchObject({ waiting: 0, lost: 0 })
})

test('L21: an act the server cannot read is refused, shown with its reason and taken along in a file, whole', async () => {
  const { phone, server, door } = await aReadyPhone()
  server.answer = (opId) => ({ opId, result: 'rejected', code: 'unreadable' })
  const opId = await phone.save(notHome(door))
  await phone.send()
  expect(await phone.outbox()).toMatchObject([{ opId, state: 'look', code: 'unreadable' }])
  const sent = server.requests.flatMap(({ ops }) => ops).find((op) => op.opId === opId)
  const file = JSON.parse(await (await exportFile(phone)).text())
  expect(file.ops).toHaveLength(1)
  expect(file.ops[0]).toMatchObject({ opId, seq: sent?.seq })
  // Sealed as it was: what the file holds the server opens like what was sent.
  expect(JSON.stringify(file.ops[0]).length).toBeGreaterThan(300)
  server.answer = (id) => ({ opId: id, result: 'applied' })
  await phone.save(notHome(door))
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, look: 1, saved: 1 })
})

test('D3: an act is frozen once any byte of it may have been sent; what is changed later is another act', async () => {
  const server = aServer()
  server.weather = noNetwork
  const { phone, door } = await aReadyPhone(server)
  const opId = await phone.save(notHome(door))
  await phone.send()
  expect(await phone.undo(opId)).toBe('retracted')
  await phone.save({ ...notHome(door), disposition: 'refused' })
  server.weather = undefined
  await phone.send()
  const sent = server.requests.flatMap(({ ops }) => ops)
  const bytes = new Map<string, string>()
  for (const op of sent) {
    const before = bytes.get(op.opId) ?? JSON.stringify(op)
    expect(JSON.stringify(op)).toBe(before)
    bytes.set(op.opId, before)
  }
  expect(bytes.size).toBe(3)
  expect([...server.applied.keys()][0]).toBe(opId)
})

test('D5: five pages of one phone number without a gap and send in order, each act once', async () => {
  const name = crypto.randomUUID()
  const server = aServer()
  const { phone, door } = await aReadyPhone(server, { name })
  const pages = [phone]
  for (let n = 0; n < 4; n++) {
    const page = await aPhone(server, { name })
    open.push(page)
    pages.push(page)
  }
  await Promise.all(Array.from({ length: 50 }, (_, n) => (pages[n % 5] as Phone).save(notHome(door))))
  await Promise.all(pages.map((page) => page.send()))
  await Promise.all(pages.map((page) => page.send()))
  expect([...server.applied.values()]).toEqual(Array(50).fill(1))
  const numbers = server.requests.flatMap(({ ops }) => ops.map(({ seq }) => seq))
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
})
