import { beforeEach, expect, test, vi } from 'vitest'
import type { Turf } from '../lease/turf.schema.ts'
import type { Act } from '../offline/phone-types.ts'
import { forgetApp } from '../offline/wipe.ts'
import { sendNotes, stateOf, tellShift } from './shift-notes.ts'

const me = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
const you = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb'
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
  await tellShift(me, shiftId, 'back')
  expect(stateOf(me, shiftId, 'back')).toBe('waiting')
  answer = ours(200)
  await sendNotes(me)
  expect(stateOf(me, shiftId, 'back')).toBe('told')
  expect(asked.at(-1)).toEqual({ accountId: me, shiftId, back: true })
})

test('a page that is not ours has heard nothing; nor has a server that is down', async () => {
  answer = async () => new Response('<html>Sign in to the café', { headers: { 'Content-Type': 'text/html' } })
  await tellShift(me, shiftId, 'back')
  answer = ours(500)
  await sendNotes(me)
  expect(stateOf(me, shiftId, 'back')).toBe('waiting')
})

test('once is enough', async () => {
  answer = ours(200)
  await tellShift(me, shiftId, 'ready')
  await tellShift(me, shiftId, 'ready')
  await sendNotes(me)
  expect(asked).toEqual([{ accountId: me, shiftId, ready: true }])
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
  await tellShift(me, shiftId, 'back', aPhone('5A', '5B', '6A', '9Z'))
  expect(asked).toEqual([
    { accountId: me, shiftId, back: true, drafts: 2 },
    { accountId: me, shiftId: other, drafts: 1 },
  ])
})

test('a talk begun at a door that was added on the way is one of that shift, and one taken back is of none', async () => {
  answer = ours(200)
  const added = (unitId: string, undone = false) =>
    ({ undone, op: { kind: 'unit', unitId, turfId: other, label: '6B', floor: '6' } }) as Act
  const outbox = async () => [added('6B'), added('6C', true)]
  await sendNotes(me, { ...aPhone('6A', '6B', '6C'), outbox })
  expect(asked).toEqual([{ accountId: me, shiftId: other, drafts: 2 }])
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
  await sendNotes(me, begunIn(other))
  expect(asked).toEqual([{ accountId: me, shiftId: other, drafts: 1 }])
  await sendNotes(me, begunIn('another that is not here'))
  expect(asked.slice(1)).toEqual([
    { accountId: me, shiftId: other, drafts: 0 },
    { accountId: me, shiftId, drafts: 1 },
  ])
})

test('a number that changed is told whenever there is network, whoever said that they are back', async () => {
  answer = ours(200)
  await sendNotes(me, aPhone())
  expect(asked).toEqual([])
  await sendNotes(me, aPhone('5A', '5B'))
  await sendNotes(me, aPhone('5A', '5B'))
  expect(asked).toEqual([{ accountId: me, shiftId, drafts: 2 }])
  answer = () => Promise.reject(new TypeError('no network'))
  await sendNotes(me, aPhone('5B'))
  answer = ours(200)
  await sendNotes(me, aPhone('5B'))
  await sendNotes(me, aPhone())
  expect(asked.slice(-2)).toEqual([
    { accountId: me, shiftId, drafts: 1 },
    { accountId: me, shiftId, drafts: 0 },
  ])
  // Without a look at the phone nothing is said of it.
  await sendNotes(me)
  expect(asked).toHaveLength(4)
})

test('of a shift this phone is not in any more it is told no second time', async () => {
  answer = ours(404)
  await sendNotes(me, aPhone('6A'))
  await sendNotes(me, aPhone('6A'))
  expect(asked).toEqual([{ accountId: me, shiftId: other, drafts: 1 }])
})

test('a phone that is emptied keeps what still waits to be told, and nothing else', async () => {
  answer = ours(200)
  await tellShift(me, shiftId, 'ready')
  await tellShift(me, other, 'ready')
  await sendNotes(me, aPhone('6A'))
  answer = () => Promise.reject(new TypeError('no network'))
  await tellShift(me, shiftId, 'back')
  localStorage.setItem('lintel-light', 'dark')
  await forgetApp()
  expect(localStorage.getItem('lintel-light')).toBeNull()
  expect([stateOf(me, shiftId, 'back'), stateOf(me, shiftId, 'ready'), stateOf(me, other, 'ready')]).toEqual([
    'waiting',
    null,
    null,
  ])
  answer = ours(200)
  await sendNotes(me)
  expect(asked.at(-1)).toEqual({ accountId: me, shiftId, back: true })
})

test('what one said without network is told in no session of another, and waits for who said it', async () => {
  answer = () => Promise.reject(new TypeError('no network'))
  await tellShift(me, shiftId, 'back')
  asked.length = 0
  answer = ours(200)
  await sendNotes(you)
  expect(asked).toEqual([])
  expect(stateOf(you, shiftId, 'back')).toBeNull()
  await tellShift(you, shiftId, 'ready')
  expect(asked).toEqual([{ accountId: you, shiftId, ready: true }])
  expect(stateOf(me, shiftId, 'back')).toBe('waiting')
  await sendNotes(me)
  expect(asked.at(-1)).toEqual({ accountId: me, shiftId, back: true })
})

test('the server says that another is signed in: it waits on', async () => {
  answer = ours(409)
  await tellShift(me, shiftId, 'back')
  expect(stateOf(me, shiftId, 'back')).toBe('waiting')
})

test('nobody knows of whom a former version noted it: it is told of nobody', async () => {
  answer = ours(200)
  localStorage.setItem('lintel-shift-notes', `{"${shiftId}":{"back":"waiting","drafts":2}}`)
  await sendNotes(me, aPhone())
  await tellShift(me, other, 'ready')
  expect(asked).toEqual([{ accountId: me, shiftId: other, ready: true }])
  expect(localStorage.getItem('lintel-shift-notes')).not.toContain(`"${shiftId}"`)
})
