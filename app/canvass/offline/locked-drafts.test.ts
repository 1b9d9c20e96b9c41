import { afterEach, expect, test, vi } from 'vitest'
import { aPhone, aServer, theDoor } from './a-phone.ts'
import type { Phone } from './phone-types.ts'
import { setPin, unlock } from './pin.ts'

vi.mock('./stretch-pin.ts', () => import('#tests/faults/cheap-pin.ts'))

const pin = '482916'
const open: Phone[] = []
afterEach(() => {
  for (const phone of open.splice(0)) phone.close()
})

async function aPhoneAtADoor(hasPin: boolean) {
  const server = aServer()
  const phone = await aPhone(server)
  open.push(phone)
  if (hasPin) expect(await setPin(phone, pin)).toEqual({ ok: true })
  await phone.download()
  return { server, phone, ...(await theDoor(phone)) }
}

test('what was written while a phone was locked is not written over when it is locked again', async () => {
  const { phone, unitId } = await aPhoneAtADoor(true)
  for (const note of ['first', 'second', 'third']) {
    phone.lock()
    await phone.saveDraft(unitId, { knockId: note, note })
    expect(await unlock(phone, pin)).toEqual({ ok: true })
  }
  expect(await phone.draft(unitId)).toMatchObject({ note: 'first\nsecond\nthird' })
})

test('what is written after the session is over stands beside what was written before, also without a PIN', async () => {
  const { server, phone, unitId } = await aPhoneAtADoor(false)
  await phone.saveDraft(unitId, { knockId: '1', note: 'before' })
  server.session = false
  await phone.download().catch(() => {})
  expect(phone.status()).toMatchObject({ ended: true, locked: true, lock: 'none' })
  await phone.saveDraft(unitId, { knockId: '2', note: 'after' })
  server.session = true
  await phone.download()
  expect(await phone.draft(unitId)).toMatchObject({ note: 'before\nafter' })
})
