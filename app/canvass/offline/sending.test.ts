import { afterEach, expect, test, vi } from 'vitest'
import { aServer, notHome } from './a-phone.ts'
import { aReadyPhone, closePhones, noNetwork } from './a-ready-phone.ts'
import { createSender } from './sender.ts'

afterEach(closePhones)

test('a lost answer is asked for again with the very same act', async () => {
  const server = aServer()
  server.weather = (honest) => {
    honest()
    return noNetwork()
  }
  const { phone, door } = await aReadyPhone(server)
  await phone.save(notHome(door))
  await phone.send()
  server.weather = undefined
  await phone.send()
  const [first, ...others] = server.requests.map(({ ops }) => JSON.stringify(ops))
  expect(others.length).toBeGreaterThan(0)
  expect(others.every((ops) => ops === first)).toBe(true)
})

test('a refused act is neither sent again nor dropped, and does not hold back the others', async () => {
  const server = aServer()
  const { phone, door } = await aReadyPhone(server)
  server.answer = (opId) => ({ opId, result: 'rejected', code: 'not_your_turf' })
  const refused = await phone.save(notHome(door))
  await phone.send()
  server.answer = (opId) => ({ opId, result: 'applied' })
  await phone.save(notHome(door))
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 1, look: 1 })
  expect(await phone.outbox()).toContainEqual(
    expect.objectContaining({ opId: refused, state: 'look', code: 'not_your_turf' }),
  )
  expect(server.applied.get(refused)).toBe(1)
})

test('a session that ended keeps everything and asks for sign-in', async () => {
  const server = aServer()
  server.weather = () => Response.json({ error: 'sign_in' }, { status: 401 })
  const { phone, door } = await aReadyPhone(server)
  await phone.save(notHome(door))
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 1, needsSignIn: true })
  server.weather = undefined
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, needsSignIn: false })
})

test('of a session that is over the server is not asked again and again; once somebody may have signed in it is', async () => {
  vi.useFakeTimers()
  const post = vi.fn(async () => 'sign_in' as const)
  const batch = { account: 'a', deviceId: 'd', ops: [] }
  const { send, close } = createSender({
    outbox: { takeBatch: async () => batch, settle: async () => 0 },
    post,
    lock: (fn) => fn(),
    account: () => 'a',
    session: async () => {},
    told: async () => {},
  })
  await send()
  await vi.advanceTimersByTimeAsync(4 * 60_000)
  expect(post).toHaveBeenCalledTimes(1)
  await send()
  expect(post).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(post).toHaveBeenCalledTimes(3)
  close()
  vi.useRealTimers()
})

test('what failed is sent without anyone doing anything', async () => {
  const server = aServer()
  let failures = 3
  server.weather = (honest) => (failures-- > 0 ? noNetwork() : honest())
  const { phone, door } = await aReadyPhone(server)
  await phone.save(notHome(door))
  await vi.waitFor(() => expect(phone.status().waiting).toBe(0), { timeout: 10_000 })
})

test('hundreds of acts go in requests of a hundred, oldest first', async () => {
  const server = aServer()
  server.weather = noNetwork
  const { phone, door } = await aReadyPhone(server)
  for (let i = 0; i < 250; i++) await phone.save(notHome(door))
  server.weather = undefined
  server.requests.length = 0
  await phone.send()
  await vi.waitFor(() => expect(phone.status().waiting).toBe(0), { timeout: 10_000 })
  expect(server.requests.map(({ ops }) => ops.length)).toEqual([100, 100, 50])
  expect(server.requests[2]?.ops[0]?.seq).toBe(201)
})

test('numbers the server misses are offered again, or told as lost', async () => {
  const { phone, server, door } = await aReadyPhone()
  const opId = await phone.save(notHome(door))
  await phone.send()
  server.missing = [1, 7]
  await phone.save(notHome(door))
  await phone.send()
  server.missing = [7]
  await phone.send()
  expect(server.applied.get(opId)).toBe(2)
  expect(server.applied.size).toBe(2)
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 2, lost: 1 })
})

test('what a person has looked at asks for no look after the next download', async () => {
  const { phone, server, door } = await aReadyPhone()
  server.answer = (opId) => ({ opId, result: 'rejected', code: 'not_your_turf' })
  const settled = await phone.save(notHome(door))
  await phone.save(notHome(door))
  await phone.send()
  expect(phone.status().look).toBe(2)
  Object.assign(server.lease, { settled: [settled, crypto.randomUUID()] })
  await phone.download()
  expect(phone.status().look).toBe(1)
})

test('the confirmed stay for a day, and a fresh turf counts them', async () => {
  let now = new Date('2026-11-21T20:00:00Z')
  const { phone, server, door } = await aReadyPhone(aServer(), { now: () => now })
  await phone.save(notHome(door))
  await phone.send()
  await phone.download()
  expect(await phone.outbox()).toMatchObject([{ state: 'safe', counted: true }])
  now = new Date('2026-11-22T20:00:01Z')
  await phone.download()
  expect(await phone.outbox()).toEqual([])
  expect(server.applied.size).toBe(1)
})

test('without any network nothing is asked of it, and nothing is lost', async () => {
  let isOffline = false
  const { phone, server, door } = await aReadyPhone(aServer(), { isOffline: () => isOffline })
  isOffline = true
  await phone.save(notHome(door))
  await phone.send()
  expect(server.requests).toEqual([])
  await expect(phone.download()).rejects.toMatchObject({ reason: 'offline' })
  expect(await phone.turfs()).toHaveLength(1)
  isOffline = false
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 1 })
})
