import { expect, test, vi } from 'vitest'
import { aPhone, aServer, theDoor } from './a-phone.ts'

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
