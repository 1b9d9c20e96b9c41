import { openDB } from 'idb'
import { afterEach, expect, test, vi } from 'vitest'
import { aLease, aPhone, aServer, notHome, theDoor } from './a-phone.ts'
import { exportFile } from './outbox-file.ts'
import type { Phone } from './phone-types.ts'

const open: Phone[] = []

afterEach(() => {
  for (const phone of open.splice(0)) phone.close()
})

async function aReadyPhone(server = aServer(), change: Parameters<typeof aPhone>[1] = {}) {
  const phone = await aPhone(server, change)
  open.push(phone)
  await phone.download()
  if (!change.lock) await phone.send()
  return { phone, server, door: await theDoor(phone) }
}

const noNetwork = () => {
  throw new TypeError('Failed to fetch')
}

test('an act is saved without a network, survives a killed tab and is sent by the next one', async () => {
  const name = crypto.randomUUID()
  const server = aServer()
  server.weather = noNetwork
  const { phone, door } = await aReadyPhone(server, { name })
  const opId = await phone.save(notHome(door))
  await phone.saveDraft(door.unitId, { face: 'open', heard: ['heat'] })
  phone.close()

  server.weather = undefined
  const next = await aPhone(server, { name })
  open.push(next)
  expect(await next.draft(door.unitId)).toEqual({ face: 'open', heard: ['heat'] })
  expect((await next.outbox()).map((act) => act.opId)).toEqual([opId])
  await next.send()
  expect([...server.applied.keys()]).toEqual([opId])
  expect(next.status()).toMatchObject({ waiting: 0, saved: 1 })
})

test('what is on the disk can be read neither by who copies the files nor by who holds the phone', async () => {
  const server = aServer()
  server.weather = noNetwork
  const name = crypto.randomUUID()
  const { phone, door } = await aReadyPhone(server, { name })
  await phone.save({
    ...notHome(door),
    disposition: 'conversation',
    person: { personId: crypto.randomUUID(), name: 'Canary Ana', isNew: true },
    note: 'canary note',
  })
  await phone.saveDraft(door.unitId, { note: 'canary draft' })

  const db = await openDB(name)
  const rows = await Promise.all([...db.objectStoreNames].map((store) => db.getAll(store)))
  db.close()
  const bytes = JSON.stringify(rows, (_, value) =>
    value instanceof ArrayBuffer ? Buffer.from(value).toString('latin1') : value,
  )
  expect(bytes).not.toMatch(/canary|Alder|"4A"|conversation/i)
  expect((await exportFile(phone)).size).toBeGreaterThan(300)
  expect(await (await exportFile(phone)).text()).not.toMatch(/canary/i)
  const key = rows.flat().find(({ id }) => id === 'data').key as CryptoKey
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
})

test.each([
  [
    'a captive portal’s page',
    () => new Response('<html>Welcome</html>', { headers: { 'Content-Type': 'text/html' } }),
  ],
  ['an empty answer', () => new Response('', { headers: { 'Content-Type': 'application/json' } })],
  ['a cut answer', () => new Response('{"deviceId":"', { headers: { 'Content-Type': 'application/json' } })],
  ['a redirect', () => new Response(null, { status: 302, headers: { Location: '/login' } })],
  ['another JSON', () => Response.json({ ok: true })],
  [
    'an answer to another phone',
    () => Response.json({ deviceId: crypto.randomUUID(), answers: [], missing: [] }),
  ],
  [
    'the right JSON under the wrong name',
    (honest: () => Response) => new Response(honest().body, { headers: { 'Content-Type': 'text/html' } }),
  ],
  ['a fault', () => Response.json({ error: 'fault' }, { status: 500 })],
] as const)('%s acknowledges nothing', async (_, weather) => {
  const server = aServer()
  server.weather = weather
  const { phone, door } = await aReadyPhone(server)
  const opId = await phone.save(notHome(door))
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 1, saved: 0, look: 0 })

  server.weather = undefined
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 0, saved: 1 })
  expect(server.requests.every(({ ops }) => ops[0]?.opId === opId)).toBe(true)
})

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

test('what failed is sent without anyone doing anything', async () => {
  const server = aServer()
  let failures = 3
  server.weather = (honest) => (failures-- > 0 ? noNetwork() : honest())
  const { phone, door } = await aReadyPhone(server)
  await phone.save(notHome(door))
  await vi.waitFor(() => expect(phone.status().waiting).toBe(0), { timeout: 10_000 })
})

test('an act undone before it was sent leaves nothing but its number', async () => {
  const server = aServer()
  server.weather = noNetwork
  const { phone, door } = await aReadyPhone(server, { lock: () => new Promise(() => {}) })
  await phone.save(notHome(door))
  const wrong = await phone.save(notHome(door))
  await phone.save(notHome(door))
  expect(await phone.undo(wrong)).toBe('removed')
  expect(phone.status().waiting).toBe(2)
  const file = JSON.parse(await (await exportFile(phone)).text())
  expect(file.ops.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2, 3])
  expect(JSON.stringify(file)).not.toContain(wrong)
})

test('an act undone after it was sent is retracted by another', async () => {
  const { phone, server, door } = await aReadyPhone()
  const opId = await phone.save(notHome(door))
  await phone.send()
  expect(await phone.undo(opId)).toBe('retracted')
  await phone.send()
  expect(server.applied.size).toBe(2)
  expect(await phone.outbox()).toContainEqual(expect.objectContaining({ opId, undone: true }))
})

test('an act that may have been sent is never changed', async () => {
  const server = aServer()
  server.weather = noNetwork
  const { phone, door } = await aReadyPhone(server)
  const opId = await phone.save(notHome(door))
  await phone.send()
  expect(await phone.undo(opId)).toBe('retracted')
})

test('two tabs number without a gap and send each act once', async () => {
  const name = crypto.randomUUID()
  const { phone, server, door } = await aReadyPhone(aServer(), { name })
  const other = await aPhone(server, { name })
  open.push(other)
  await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? phone : other).save(notHome(door))))
  await Promise.all([phone.send(), other.send()])
  await Promise.all([phone.send(), other.send()])
  expect([...server.applied.values()]).toEqual(Array(20).fill(1))
  const numbers = server.requests.flatMap(({ ops }) => ops.map(({ seq }) => seq))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
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

test('the next person on this phone finds nobody’s doors and sends nobody’s knocks', async () => {
  const name = crypto.randomUUID()
  const server = aServer()
  server.weather = noNetwork
  const { phone, door } = await aReadyPhone(server, { name })
  const first = server.lease
  await phone.save(notHome(door))
  const db = await openDB(name)

  server.lease = aLease()
  server.weather = undefined
  await phone.download()
  await phone.send()
  expect(server.applied.size).toBe(0)
  expect(phone.status()).toMatchObject({ waiting: 0, held: 1 })
  expect(await db.get('records', `lease:${first.accountId}`)).toBeUndefined()
  db.close()

  server.lease = first
  server.requests.length = 0
  await phone.download()
  await phone.send()
  await phone.send()
  expect(server.requests.map(({ accountId }) => accountId)).toEqual([first.accountId])
  expect(phone.status()).toMatchObject({ waiting: 0, held: 0 })
})

test('only what is not sent yet waits for another person', async () => {
  const name = crypto.randomUUID()
  const { phone, server, door } = await aReadyPhone(aServer(), { name })
  await phone.save(notHome(door))
  await phone.send()
  server.lease = aLease()
  await phone.download()
  expect(phone.status()).toMatchObject({ saved: 0, held: 0 })
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

test('a full phone says so, and the next save that works takes it back', async () => {
  const { phone, door } = await aReadyPhone()
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('No space', 'QuotaExceededError')
  })
  await expect(phone.save(notHome(door))).rejects.toMatchObject({ reason: 'full' })
  expect(phone.status()).toMatchObject({ notSaved: 'full', waiting: 0, saved: 0 })
  add.mockRestore()
  await phone.save(notHome(door))
  expect(phone.status().notSaved).toBeNull()
  await phone.send()
  expect(phone.status().saved).toBe(1)
})

test('a full phone that hears its session is over says that, and locks, though it can keep no note of it', async () => {
  const server = aServer()
  const { phone, door } = await aReadyPhone(server)
  await phone.save(notHome(door))
  await phone.send()
  server.session = false
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('No space', 'QuotaExceededError')
  })
  await expect(phone.download()).rejects.toMatchObject({ reason: expect.stringMatching(/sign_in|no_space/) })
  await phone.send()
  put.mockRestore()
  server.session = true
  await phone.download()
  expect(phone.status()).toMatchObject({ ended: false, needsSignIn: false, saved: 1 })
})

test('several doors are on the disk together or not at all, and are taken back together or not at all', async () => {
  const server = aServer()
  server.weather = noNetwork
  const { phone, door } = await aReadyPhone(server)
  const knocks = () => [notHome(door), notHome(door), notHome(door)]
  const failing = (nth: number) => {
    const honest = IDBObjectStore.prototype.add
    let calls = 0
    return vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      value,
    ) {
      if (++calls === nth) throw new DOMException('No space', 'QuotaExceededError')
      return honest.call(this, value)
    })
  }
  // Two rows an act: the third act's first.
  let add = failing(5)
  await expect(phone.saveAll(knocks())).rejects.toMatchObject({ reason: 'full' })
  add.mockRestore()
  expect(await phone.outbox()).toEqual([])

  const opIds = await phone.saveAll(knocks())
  expect((await phone.outbox()).map((act) => act.opId)).toEqual(opIds)
  // Sent without an answer, each is taken back by an act of its own: again two rows an act.
  await phone.send()
  add = failing(5)
  await expect(phone.undoAll(opIds)).rejects.toMatchObject({ reason: 'full' })
  add.mockRestore()
  expect((await phone.outbox()).map(({ undone }) => undone)).toEqual([false, false, false])
  expect(await phone.undoAll(opIds)).toEqual(['retracted', 'retracted', 'retracted'])
  expect((await phone.outbox()).filter(({ undone }) => undone)).toHaveLength(3)
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

test('a store the system closed is opened again', async () => {
  const { phone, door } = await aReadyPhone()
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
  transaction.mockImplementationOnce(() => {
    throw new DOMException('The database connection is closing.', 'InvalidStateError')
  })
  await phone.save(notHome(door))
  expect(await phone.outbox()).toHaveLength(1)
})

test('before any turf was downloaded nothing is called saved', async () => {
  const phone = await aPhone(aServer())
  open.push(phone)
  const anywhere = { turfId: crypto.randomUUID(), unitId: crypto.randomUUID() }
  await expect(phone.save(notHome(anywhere))).rejects.toMatchObject({ reason: 'no_turf' })
  expect(phone.status().notSaved).toBe('no_turf')
  expect(await phone.readiness()).toMatchObject({ turf: false })
})

test('reading ends with the lease, writing does not', async () => {
  const server = aServer()
  server.weather = noNetwork
  let now = new Date('2098-12-31T23:00:00Z')
  const { phone, door } = await aReadyPhone(server, { now: () => now })
  now = new Date('2099-01-01T01:00:00Z')
  expect(await phone.turfs()).toEqual([])
  await phone.save(notHome(door))
  expect(phone.status().waiting).toBe(1)
})

test('a knock takes its door’s draft with it, and no other', async () => {
  const { phone, door } = await aReadyPhone()
  void phone.saveDraft(door.unitId, { a: 1 })
  await phone.save({ ...notHome(door), unitId: crypto.randomUUID() })
  expect(await phone.drafts()).toHaveLength(1)
  await phone.save(notHome(door))
  expect(await phone.drafts()).toEqual([])
  void phone.saveDraft(door.unitId, { a: 2 })
  await phone.save({ ...notHome(door), disposition: 'conversation' })
  expect(await phone.drafts()).toEqual([])
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
