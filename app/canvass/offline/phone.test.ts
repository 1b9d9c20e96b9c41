import { openDB } from 'idb'
import { afterEach, expect, test, vi } from 'vitest'
import { aLease, aPhone, aServer, notHome } from './a-phone.ts'
import { aReadyPhone, closePhones, keep, noNetwork } from './a-ready-phone.ts'
import { exportFile } from './outbox-file.ts'

afterEach(closePhones)

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
  keep(next)
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

test('two tabs number without a gap and send each act once', async () => {
  const name = crypto.randomUUID()
  const { phone, server, door } = await aReadyPhone(aServer(), { name })
  const other = await aPhone(server, { name })
  keep(other)
  await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? phone : other).save(notHome(door))))
  await Promise.all([phone.send(), other.send()])
  await Promise.all([phone.send(), other.send()])
  expect([...server.applied.values()]).toEqual(Array(20).fill(1))
  const numbers = server.requests.flatMap(({ ops }) => ops.map(({ seq }) => seq))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
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

test.each([
  ['QuotaExceededError', 'no_space'],
  ['UnknownError', 'closed'],
])(
  'doors that were not kept for %s are said to be not here for that, and those from before stay',
  async (name, reason) => {
    const { phone } = await aReadyPhone()
    const before = await phone.turfs()
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('', name)
    })
    await expect(phone.download()).rejects.toMatchObject({ reason })
    put.mockRestore()
    expect(await phone.turfs()).toEqual(before)
  },
)

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
  keep(phone)
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
