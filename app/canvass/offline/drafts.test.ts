import { expect, test, vi } from 'vitest'
import { aPhone, aServer, theDoor } from './a-phone.ts'

test('a talk in which nothing was said is taken away, also one on its way to the disk', async () => {
  const phone = await aPhone(aServer())
  await phone.download()
  const { unitId } = await theDoor(phone)
  const kept = async () => (await phone.drafts()).length
  void phone.saveDraft(unitId, { open: true })
  await phone.saveDraft(unitId, undefined)
  expect(await kept()).toBe(0)
  await phone.saveDraft(unitId, { open: true })
  expect(await kept()).toBe(1)
  await phone.saveDraft(unitId, undefined)
  expect(await kept()).toBe(0)
  phone.close()
})

test('of keys that come faster than the disk writes, the newest is next: the last one waits for one write, not for all', async () => {
  const server = aServer()
  const phone = await aPhone(server)
  await phone.download()
  const { unitId } = await theDoor(phone)
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  const words = Array.from({ length: 40 }, (_, n) =>
    'Works nights.'.slice(0, 1 + (n % 13)).padEnd(n + 1, '.'),
  )
  await Promise.all(words.map((note) => phone.saveDraft(unitId, { note })))
  expect(put.mock.calls.length).toBeLessThanOrEqual(2)
  expect(await phone.draft(unitId)).toEqual({ note: words.at(-1) })
  put.mockRestore()
  phone.close()
})
