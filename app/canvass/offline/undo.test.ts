import { afterEach, expect, test, vi } from 'vitest'
import { aServer, notHome } from './a-phone.ts'
import { aReadyPhone, closePhones, noNetwork } from './a-ready-phone.ts'
import { exportFile } from './outbox-file.ts'

afterEach(closePhones)

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
