import { expect, test } from 'vitest'
import { aPhone, aServer, notHome, theDoor } from './a-phone.ts'

test('what was done tonight before midnight is done tonight after it, confirmed or not, and after the doors came anew', async () => {
  const server = aServer()
  let now = new Date('2026-11-29T04:50:00Z')
  const phone = await aPhone(server, { now: () => now })
  await phone.download()
  const door = await theDoor(phone)
  const before = notHome(door)
  await phone.save(before)
  await phone.send()
  now = new Date('2026-11-29T05:10:00Z')
  await phone.download()
  const after = notHome(door)
  await phone.save(after)
  const tonight = () => phone.outbox().then((acts) => acts.map(({ op }) => 'knockId' in op && op.knockId))
  expect(await tonight()).toEqual([before.knockId, after.knockId])
  // The next evening it is history, as the doors tell it.
  await phone.send()
  now = new Date('2026-11-30T23:00:00Z')
  await phone.download()
  expect(await tonight()).toEqual([])
  phone.close()
})
