import { beforeEach, expect, test, vi } from 'vitest'
import type { Turf } from '../lease/turf.schema.ts'
import type { Act } from '../offline/phone-types.ts'
import { forgetApp } from '../offline/wipe.ts'
import { sendNotes, stateOf, tellShift } from './shift-notes.ts'

const shiftId = '11111111-1111-4111-8111-111111111111'
const asked: unknown[] = []
let answer: () => Promise<Response>

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    clear: () => kept.clear(),
  })
  vi.stubGlobal('sessionStorage', { clear() {} })
  vi.stubGlobal('caches', { keys: async () => [] })
  asked.length = 0
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body))
    return answer()
  })
})

const ours = (status: number) => async () =>
  new Response('{}', { status, headers: { 'Content-Type': 'application/json; charset=utf-8' } })

test('what is said without network waits, and is told when there is one', async () => {
  answer = () => Promise.reject(new TypeError('no network'))
  await tellShift(shiftId, 'back')
  expect(stateOf(shiftId, 'back')).toBe('waiting')
  answer = ours(200)
  await sendNotes()
  expect(stateOf(shiftId, 'back')).toBe('told')
  expect(asked.at(-1)).toEqual({ shiftId, back: true })
})

test('a page that is not ours has heard nothing; nor has a server that is down', async () => {
  answer = async () => new Response('<html>Sign in to the café', { headers: { 'Content-Type': 'text/html' } })
  await tellShift(shiftId, 'back')
  answer = ours(500)
  await sendNotes()
  expect(stateOf(shiftId, 'back')).toBe('waiting')
})

test('once is enough', async () => {
  answer = ours(200)
  await tellShift(shiftId, 'ready')
  await tellShift(shiftId, 'ready')
  await sendNotes()
  expect(asked).toEqual([{ shiftId, ready: true }])
})

const other = '22222222-2222-4222-8222-222222222222'

/** Two evenings: of the second the doors can be read no more. */
function aPhone(...begun: string[]) {
  const turf = (id: string, ...doors: string[]) =>
    ({ turfId: id, shift: { id }, doors: doors.map((unitId) => ({ unitId })) }) as Turf
  return {
    drafts: async () => begun.map((unitId) => ({ unitId, value: { note: 'secret' } })),
    turfs: async () => [turf(shiftId, '5A', '5B')],
    past: async () => [turf(other, '6A')],
    outbox: async () => [] as Act[],
  }
}

test('how many talks of which shift are to finish goes along, and nothing of them', async () => {
  answer = ours(200)
  await tellShift(shiftId, 'back', aPhone('5A', '5B', '6A', '9Z'))
  expect(asked).toEqual([
    { shiftId, back: true, drafts: 2 },
    { shiftId: other, drafts: 1 },
  ])
})

test('a talk begun at a door that was added on the way is one of that shift, and one taken back is of none', async () => {
  answer = ours(200)
  const added = (unitId: string, undone = false) =>
    ({ undone, op: { kind: 'unit', unitId, turfId: other, label: '6B', floor: '6' } }) as Act
  const outbox = async () => [added('6B'), added('6C', true)]
  await sendNotes({ ...aPhone('6A', '6B', '6C'), outbox })
  expect(asked).toEqual([{ shiftId: other, drafts: 2 }])
})

test('a talk at a door of two evenings is one of that in which it was begun', async () => {
  answer = ours(200)
  const phone = aPhone('5A', '6A')
  const [[now], [before]] = await Promise.all([phone.turfs(), phone.past()])
  if (!now || !before) throw new Error('No turf')
  before.doors = [...before.doors, ...now.doors]
  const begunIn = (turfId?: string) => ({
    ...phone,
    turfs: async () => [now],
    past: async () => [before],
    drafts: async () => [{ unitId: '5A', turfId, value: undefined }],
  })
  await sendNotes(begunIn(other))
  expect(asked).toEqual([{ shiftId: other, drafts: 1 }])
  await sendNotes(begunIn('another that is not here'))
  expect(asked.slice(1)).toEqual([
    { shiftId: other, drafts: 0 },
    { shiftId, drafts: 1 },
  ])
})

test('a number that changed is told whenever there is network, whoever said that they are back', async () => {
  answer = ours(200)
  await sendNotes(aPhone())
  expect(asked).toEqual([])
  await sendNotes(aPhone('5A', '5B'))
  await sendNotes(aPhone('5A', '5B'))
  expect(asked).toEqual([{ shiftId, drafts: 2 }])
  answer = () => Promise.reject(new TypeError('no network'))
  await sendNotes(aPhone('5B'))
  answer = ours(200)
  await sendNotes(aPhone('5B'))
  await sendNotes(aPhone())
  expect(asked.slice(-2)).toEqual([
    { shiftId, drafts: 1 },
    { shiftId, drafts: 0 },
  ])
  // Without a look at the phone nothing is said of it.
  await sendNotes()
  expect(asked).toHaveLength(4)
})

test('of a shift this phone is not in any more it is told no second time', async () => {
  answer = ours(404)
  await sendNotes(aPhone('6A'))
  await sendNotes(aPhone('6A'))
  expect(asked).toEqual([{ shiftId: other, drafts: 1 }])
})

test('a phone that is emptied keeps what still waits to be told, and nothing else', async () => {
  answer = ours(200)
  await tellShift(shiftId, 'ready')
  await tellShift(other, 'ready')
  await sendNotes(aPhone('6A'))
  answer = () => Promise.reject(new TypeError('no network'))
  await tellShift(shiftId, 'back')
  localStorage.setItem('lintel-light', 'dark')
  await forgetApp()
  expect(localStorage.getItem('lintel-light')).toBeNull()
  expect([stateOf(shiftId, 'back'), stateOf(shiftId, 'ready'), stateOf(other, 'ready')]).toEqual([
    'waiting',
    null,
    null,
  ])
  answer = ours(200)
  await sendNotes()
  expect(asked.at(-1)).toEqual({ shiftId, back: true })
})
