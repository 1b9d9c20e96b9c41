import { openDB } from 'idb'
import { afterEach, expect, test, vi } from 'vitest'
import { aPhoneOfVersion1 } from './a-first-version.ts'
import { aLease, aPhone, aServer, notHome, theDoor } from './a-phone.ts'
import { exportFile } from './outbox-file.ts'
import type { Phone } from './phone-types.ts'
import { setPin } from './pin.ts'
import { patience } from './saying.ts'
import { storeVersion } from './store.ts'

const open: Phone[] = []
afterEach(() => {
  vi.restoreAllMocks()
  for (const phone of open.splice(0)) phone.close()
})

const noNetwork = () => {
  throw new TypeError('Failed to fetch')
}
const words = ['Zuzana', 'Yaser', 'Xiomara']

async function start(server: ReturnType<typeof aServer>, name: string, change = {}) {
  const phone = await aPhone(server, { name, isOffline: () => true, ...change })
  open.push(phone)
  return phone
}

async function aReadyPhone(change: Parameters<typeof aPhone>[1] = {}) {
  const server = aServer()
  server.weather = noNetwork
  const phone = await aPhone(server, change)
  open.push(phone)
  await phone.download()
  return { server, phone, door: await theDoor(phone) }
}

test('L8: a phone of version 1 has its doors, acts and drafts after the update, also without network', async () => {
  const server = aServer(aLease())
  const name = crypto.randomUUID()
  const { opIds, unitIds, turfId } = await aPhoneOfVersion1(name, server.lease, words)
  const phone = await start(server, name)
  expect((await phone.outbox()).map(({ opId }) => opId)).toEqual(opIds)
  expect(phone.status()).toMatchObject({ waiting: 3, lock: 'none', locked: false })
  expect((await phone.turfs())[0]?.doors.map(({ people }) => people[0]?.name)).toEqual(
    words.map((word) => `Name of ${word}`),
  )
  expect(await phone.drafts()).toEqual([{ unitId: unitIds[0], value: { talk: 1, note: 'Draft of Zuzana' } }])
  await phone.save(notHome({ turfId, unitId: unitIds[1] ?? '' }))
  const file = JSON.parse(await (await exportFile(phone)).text())
  expect(file.ops.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2, 3, 4])
  expect(file.ops[0]).toMatchObject({ ct: 'sealed 0', hash: 'hash 0' })

  expect(await setPin(await start(server, name, { isOffline: () => false }), '482916')).toEqual({ ok: true })
  const again = await start(server, name)
  expect(again.lockState()).toBe('locked')
  expect(JSON.stringify([await again.turfs(), await again.outbox(), await again.drafts()])).not.toMatch(
    /Zuzana|Yaser|Xiomara|leak/,
  )
  expect((await again.turfs())[0]?.doors.map(({ label }) => label)).toEqual(['1A', '2A', '3A'])
})

test('L8: an update killed at any of its steps leaves the phone as it was, and the next start finishes it', async () => {
  for (let step = 1; ; step++) {
    const server = aServer(aLease())
    const name = crypto.randomUUID()
    const { opIds } = await aPhoneOfVersion1(name, server.lease, words)
    let calls = 0
    const makes = IDBDatabase.prototype.createObjectStore
    const spy = vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementation(function (
      this: IDBDatabase,
      ...made
    ) {
      if (++calls >= step) throw new DOMException('Killed', 'UnknownError')
      return makes.apply(this, made)
    })
    const killed = await start(server, name).then(
      () => false,
      () => true,
    )
    spy.mockRestore()
    expect(killed).toBe(calls >= step)
    if (!killed) return expect(step).toBeGreaterThan(2)
    const before = await openDB(name)
    expect([before.version, await before.count('ops'), await before.count('records')]).toEqual([1, 3, 5])
    before.close()

    const phone = await start(server, name)
    expect((await phone.outbox()).map(({ opId }) => opId)).toEqual(opIds)
    const after = await openDB(name)
    expect(after.version).toBe(storeVersion)
    after.close()
  }
})

test('an older page that is still open gives way to the update', async () => {
  const server = aServer(aLease())
  const name = crypto.randomUUID()
  const { opIds } = await aPhoneOfVersion1(name, server.lease, words)
  const old = await openDB(name, 1, {
    blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
  })
  const phone = await start(server, name)
  expect((await phone.outbox()).map(({ opId }) => opId)).toEqual(opIds)
  old.close()
})

test('L6: a connection that the system closes is opened anew, and nothing is lost', async () => {
  const { phone, door } = await aReadyPhone()
  const opened = vi.spyOn(IDBFactory.prototype, 'open')
  await phone.save(notHome(door))
  const transaction = IDBDatabase.prototype.transaction
  // In the middle of all that goes on: before it begins, and once it has begun.
  for (const closes of ['before', 'after'])
    for (let times = 0; times < 2; times++) {
      vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (
        this: IDBDatabase,
        ...asked: Parameters<IDBDatabase['transaction']>
      ) {
        if (closes === 'before') this.close()
        const tx = transaction.apply(this, asked)
        this.close()
        tx.abort()
        return tx
      })
      await phone.save(notHome(door))
    }
  expect(opened.mock.calls.length).toBeGreaterThan(3)
  expect((await phone.outbox()).length).toBe(5)
  expect(phone.status()).toMatchObject({ waiting: 5, notSaved: null })
})

/** The nth call of the store from now on fails, once. */
function failOnce(nth: number) {
  let calls = 0
  let failed = false
  for (const method of ['get', 'getAll', 'getAllKeys', 'put', 'add', 'delete', 'count'] as const)
    for (const where of [IDBObjectStore.prototype, IDBIndex.prototype]) {
      const honest = (where as unknown as Record<string, ((...given: unknown[]) => unknown) | undefined>)[
        method
      ]
      if (!honest) continue
      vi.spyOn(
        where as unknown as Record<string, (...given: unknown[]) => unknown>,
        method,
      ).mockImplementation(function (this: unknown, ...given: unknown[]) {
        if (++calls === nth) {
          failed = true
          throw new DOMException('Broken', 'UnknownError')
        }
        return honest.apply(this, given)
      })
    }
  return () => failed
}

test.each([
  ['an act', (phone: Phone, door: { turfId: string; unitId: string }) => phone.save(notHome(door))],
  ['a draft', (phone: Phone, door: { unitId: string }) => phone.saveDraft(door.unitId, { note: 'x' })],
] as const)(
  'L7: whichever call of the store fails once, %s is on the disk or said not to be',
  async (_, act) => {
    for (let nth = 1; ; nth++) {
      const name = crypto.randomUUID()
      const { server, phone, door } = await aReadyPhone({ name })
      await phone.send()
      const didFail = failOnce(nth)
      const saved = await act(phone, door).then(
        () => true,
        () => false,
      )
      const noticed = phone.status().notSaved
      vi.restoreAllMocks()
      phone.close()
      const again = await start(server, name)
      const kept = (await again.outbox()).length + (await again.drafts()).length
      expect([nth, kept]).toEqual([nth, saved ? 1 : 0])
      if (!saved) expect(noticed).toBe('closed')
      if (!didFail()) return
    }
  },
)

test('a store that gives no answer is said not to save before a second is over, and taken back when it does', async () => {
  const { phone, door } = await aReadyPhone()
  let letGo = () => {}
  const waits = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const encrypt = vi.spyOn(crypto.subtle, 'encrypt')
  const honest = SubtleCrypto.prototype.encrypt
  encrypt.mockImplementation(async (...given) => {
    await waits
    return honest.apply(crypto.subtle, given)
  })
  const saving = phone.save(notHome(door))
  await vi.waitFor(() => expect(phone.status().notSaved).toBe('slow'), { timeout: 10_000 })
  expect(patience).toBeLessThan(1000)
  letGo()
  await saving
  expect(phone.status()).toMatchObject({ notSaved: null, waiting: 1 })
})

test('a write that fails after it was asked for is not saved, and nothing of it stays', async () => {
  const { phone, door } = await aReadyPhone()
  await phone.save(notHome(door))
  const { store } = phone.inside
  const all = () =>
    store.read(['devices', 'ops', 'records'], (tx) =>
      Promise.all([
        tx.objectStore('devices').getAll(),
        tx.objectStore('ops').getAll(),
        tx.objectStore('records').getAll(),
      ]),
    )
  // Its number is given out already: the disk says so only when it is asked to write.
  await store.write(['devices'], async (tx) => {
    const [device] = await tx.objectStore('devices').getAll()
    if (device) await tx.objectStore('devices').put({ ...device, seq: 0 })
  })
  const before = await all()
  await expect(phone.save(notHome(door))).rejects.toMatchObject({ reason: 'closed' })
  expect(phone.status().notSaved).toBe('closed')
  expect(await all()).toEqual(before)
})
