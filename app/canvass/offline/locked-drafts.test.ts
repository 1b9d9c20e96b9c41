import { randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { aPhone, aServer, theDoor } from './a-phone.ts'
import { createDrafts } from './drafts.ts'
import type { Phone } from './phone-types.ts'
import { setPin, unlock } from './pin.ts'
import { createStore } from './store.ts'
import { openVault } from './vault.ts'

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

test('a talk that was opened and left on a locked phone takes nothing away of what it could not show', async () => {
  const { phone, unitId } = await aPhoneAtADoor(true)
  await phone.saveDraft(unitId, { knockId: '1', note: 'before' })
  phone.lock()
  await phone.saveDraft(unitId, { knockId: '2', open: true })
  await phone.saveDraft(unitId, undefined, undefined, true)
  expect(await unlock(phone, pin)).toEqual({ ok: true })
  expect(await phone.draft(unitId)).toEqual({ knockId: '1', note: 'before' })
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

test('what was on its way to the disk when the phone was opened stands beside what could not be read before', async () => {
  const store = await createStore(randomUUID())
  let page: string | undefined
  const drafts = createDrafts(store, await openVault(store), () => page)
  await drafts.save('account', 'unit', { knockId: '1', note: 'before' })
  page = 'locked'
  const saved = drafts.save('account', 'unit', { knockId: '2', note: 'meanwhile' })
  page = undefined
  await saved
  expect(await drafts.find('account', 'unit')).toMatchObject({ note: 'before\nmeanwhile' })
  await store.close()
})

test('where a talk was begun is known of a locked phone too, and stays whatever is written after', async () => {
  const { phone, unitId, turfId } = await aPhoneAtADoor(true)
  await phone.saveDraft(unitId, { knockId: '1', note: 'before' }, turfId)
  phone.lock()
  expect(await phone.drafts()).toEqual([{ unitId, turfId, value: undefined }])
  await phone.saveDraft(unitId, { knockId: '2', note: 'meanwhile' }, 'another')
  expect(await phone.drafts()).toMatchObject([{ unitId, turfId }])
  expect(await unlock(phone, pin)).toEqual({ ok: true })
  expect(await phone.drafts()).toMatchObject([{ turfId, value: { note: 'before\nmeanwhile' } }])
})

test('nor is it lost when a first PIN hides what was begun before', async () => {
  const { phone, unitId, turfId } = await aPhoneAtADoor(false)
  await phone.saveDraft(unitId, { note: 'before' }, turfId)
  expect(await setPin(phone, pin)).toEqual({ ok: true })
  expect(await phone.drafts()).toEqual([{ unitId, turfId, value: { note: 'before' } }])
})

test('what a locked screen writes after another tab opened the phone stands beside what that screen could not show', async () => {
  const { phone, unitId } = await aPhoneAtADoor(true)
  await phone.saveDraft(unitId, { knockId: '1', note: 'before' })
  phone.lock()
  expect(await unlock(phone, pin)).toEqual({ ok: true })
  await phone.saveDraft(unitId, { knockId: '2', note: 'not drawn' }, undefined, true)
  await phone.saveDraft(unitId, { knockId: '2', note: 'not drawn yet' }, undefined, true)
  expect(await phone.draft(unitId)).toMatchObject({ note: 'before\nnot drawn yet' })
  await phone.saveDraft(unitId, { knockId: '3', note: 'all of it' }, undefined, false)
  expect(await phone.draft(unitId)).toEqual({ knockId: '3', note: 'all of it' })

  phone.lock()
  await phone.saveDraft(unitId, { knockId: '4', note: 'as it locked' }, undefined, false)
  expect(await unlock(phone, pin)).toEqual({ ok: true })
  expect(await phone.draft(unitId)).toMatchObject({ note: 'all of it\nas it locked' })
})
