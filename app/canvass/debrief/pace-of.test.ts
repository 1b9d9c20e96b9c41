import { expect, test } from 'vitest'
import type { Disposition } from '../lists.ts'
import { type PaceKnock, paceOf } from './pace-of.ts'

const start = Date.parse('2026-11-20T18:00:00Z')
const knock = (seconds: number, disposition: Disposition = 'not_home', phone = 'a'): PaceKnock => ({
  unitId: `${phone}${seconds}`,
  phone,
  disposition,
  at: new Date(start + seconds * 1000).toISOString(),
})
const every = (seconds: number, count: number, disposition?: Disposition, phone?: string) =>
  Array.from({ length: count }, (_, nth) => knock(nth * seconds, disposition, phone))

test('three minutes a door is as usual, and nobody is asked about it', () => {
  const walk = [...every(180, 8), knock(1500, 'conversation'), knock(1700, 'refused')]
  expect(paceOf(walk)).toEqual({ doors: 10, talks: 1, contact: 0.2, minutes: 3, asks: [] })
})

test('seconds apart, and everybody at home, are worth a question', () => {
  expect(paceOf(every(8, 10, 'conversation')).asks).toEqual(['everybody_home', 'seconds_apart'])
})

test('the second phone of a pair does not make it look hurried, nor a break slow', () => {
  const pair = [...every(120, 7), ...every(120, 7, 'not_home', 'b'), knock(120 * 6 + 3600)]
  expect(paceOf(pair)).toMatchObject({ minutes: 2, asks: [] })
})

test('doors ticked off together are one stop', () => {
  const floor = every(0, 12).map((one, nth) => ({ ...one, unitId: `together ${nth}` }))
  expect(paceOf([...floor, ...every(200, 6)])).toMatchObject({ minutes: 3.3, asks: [] })
})

test('few doors say nothing, and without minutes there is no spacing', () => {
  expect(paceOf(every(5, 4, 'conversation'))).toMatchObject({ minutes: null, asks: [] })
  const gone = every(5, 10).map((one) => ({ ...one, at: null }))
  expect(paceOf(gone)).toEqual({ doors: 10, talks: 0, contact: 0, minutes: null, asks: [] })
  expect(paceOf([])).toEqual({ doors: 0, talks: 0, contact: null, minutes: null, asks: [] })
})

test('a knock at what was another door, or a flyer, was no try', () => {
  expect(
    paceOf([knock(0, 'conversation'), knock(60, 'wrong_unit'), knock(120, 'left_literature')]).contact,
  ).toBe(1)
})
