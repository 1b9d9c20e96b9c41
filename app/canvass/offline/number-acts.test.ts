import { openDB } from 'idb'
import { afterEach, expect, test, vi } from 'vitest'
import { aPhone, aServer, notHome } from './a-phone.ts'
import { aReadyPhone, closePhones, keep, noNetwork } from './a-ready-phone.ts'

afterEach(closePhones)
afterEach(() => vi.restoreAllMocks())

async function twoTabs() {
  const server = aServer()
  server.weather = noNetwork
  const name = crypto.randomUUID()
  const { phone: one, door } = await aReadyPhone(server, { name })
  const other = await aPhone(server, { name })
  keep(other)
  return { server, name, one, other, door }
}

async function numbersIn(name: string) {
  const db = await openDB(name)
  const ops = await db.getAll('ops')
  const [device] = await db.getAll('devices')
  db.close()
  return { numbers: ops.map(({ seq }) => seq).sort((a, b) => a - b), last: device.seq }
}

test('two tabs give out each number once and leave none out, though each thinks that it knows the last one', async () => {
  const { server, name, one, other, door } = await twoTabs()
  for (const tab of [one, other, one, one, other, other, one]) await tab.save(notHome(door))
  await Promise.all([one, other, one, other].map((tab) => tab.save(notHome(door))))
  expect(await numbersIn(name)).toEqual({ numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], last: 11 })
  server.weather = undefined
  await one.send()
  expect(server.requests.at(-1)?.ops.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
})

test('a phone that was set up anew in another tab begins with one, under its new name', async () => {
  const { name, one, door } = await twoTabs()
  await one.save(notHome(door))
  const db = await openDB(name)
  const [device] = await db.getAll('devices')
  await db.clear('ops')
  await db.put('devices', { ...device, deviceId: crypto.randomUUID(), seq: 0 })
  await one.save(notHome(door))
  await one.save(notHome(door))
  const ops = await db.getAll('ops')
  expect(new Set(ops.map(({ device }) => device)).size).toBe(1)
  expect(ops[0].device).not.toBe(device.deviceId)
  db.close()
  expect(await numbersIn(name)).toEqual({ numbers: [1, 2], last: 2 })
})

test('what is known of the device beside its number stays as another tab left it', async () => {
  const { name, one, door } = await twoTabs()
  await one.save(notHome(door))
  const db = await openDB(name)
  const [device] = await db.getAll('devices')
  await db.put('devices', { ...device, lost: [7], epoch: 'two' })
  await one.save(notHome(door))
  expect(await db.getAll('devices')).toEqual([{ ...device, lost: [7], epoch: 'two', seq: 2 }])
  db.close()
})

test('after the first an act is on its way before the disk has said its number', async () => {
  const { one, door } = await twoTabs()
  await one.save(notHome(door))
  const asked: string[] = []
  const heard = (of: IDBRequest, what: string) => of.addEventListener('success', () => asked.push(what))
  const { get, add } = IDBObjectStore.prototype
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
    const request = get.call(this, key)
    if (this.name === 'devices' && this.transaction.mode === 'readwrite') heard(request, 'its number')
    return request
  })
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, value, key) {
    asked.push(`add to ${this.name}`)
    return add.call(this, value, key)
  })
  await one.save(notHome(door))
  expect(asked).toEqual(['add to ops', 'add to records', 'its number'])
})

test('an act the disk has no room for is told by its save alone, and the next one has its number', async () => {
  const { name, one, door } = await twoTabs()
  await one.save(notHome(door))
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
    throw new DOMException('', 'QuotaExceededError')
  })
  await expect(one.save(notHome(door))).rejects.toMatchObject({ reason: 'full' })
  await one.save(notHome(door))
  expect(await numbersIn(name)).toEqual({ numbers: [1, 2], last: 2 })
})

test('an act taken back is so at once, though another tab has given out numbers since', async () => {
  const { server, name, one, other, door } = await twoTabs()
  server.weather = undefined
  const sent = await one.save(notHome(door))
  await one.send()
  await one.save(notHome(door))
  await other.save(notHome(door))
  expect(await one.undo(sent)).toBe('retracted')
  expect((await numbersIn(name)).last).toBe(4)
})

test('whoever saves faster than the disk confirms has every act saved, though the number it knows is old twice', async () => {
  const { name, one, door } = await twoTabs()
  await one.save(notHome(door))
  const saving: Promise<string>[] = []
  for (let n = 0; n < 150; n++) {
    saving.push(one.save(notHome(door)))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(saving)
  expect(await numbersIn(name)).toEqual({ numbers: Array.from({ length: 151 }, (_, n) => n + 1), last: 151 })
})
