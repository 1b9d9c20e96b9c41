import { beforeEach, expect, test, vi } from 'vitest'
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

test('how many talks are to finish goes along, and nothing of them', async () => {
  answer = ours(200)
  await tellShift(shiftId, 'back', async () => [
    { unitId: '5B', value: { note: 'secret' } },
    { unitId: '6A' },
  ])
  expect(asked).toEqual([{ shiftId, back: true, drafts: 2 }])
})

test('a phone that is emptied keeps what still waits to be told, and nothing else', async () => {
  const other = '22222222-2222-4222-8222-222222222222'
  answer = ours(200)
  await tellShift(shiftId, 'ready')
  await tellShift(other, 'ready')
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
