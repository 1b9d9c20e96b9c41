import { describe, expect, test } from 'vitest'
import { addDays, dayOf, daysBetween, instantOf, timeOf } from './days.ts'

describe('days in the union’s zone', () => {
  test('late evening in Los Angeles is still that day, whatever the server’s zone', () => {
    expect(dayOf('2026-11-22T07:30:00Z', 'America/Los_Angeles')).toBe('2026-11-21')
    expect(timeOf('2026-11-22T07:30:00Z', 'America/Los_Angeles')).toBe('23:30')
  })

  test('a day is a calendar day across a clock change', () => {
    expect(addDays('2026-10-31', 1)).toBe('2026-11-01')
    expect(daysBetween('2026-10-31', '2026-11-02')).toBe(2)
    expect(daysBetween('2026-11-02', '2026-10-31')).toBe(-2)
  })

  test('seven in the evening is seven in the evening before and after the clocks change', () => {
    expect(instantOf('2026-10-31', '19:00', 'America/Los_Angeles')).toBe('2026-11-01T02:00:00.000Z')
    expect(instantOf('2026-11-02', '19:00', 'America/Los_Angeles')).toBe('2026-11-03T03:00:00.000Z')
  })

  test.each([
    ['America/Los_Angeles', '2026-03-08', '02:30', '03:30'],
    ['Pacific/Auckland', '2026-09-27', '02:30', '03:30'],
    ['Africa/Cairo', '2026-04-24', '00:30', '01:30'],
  ])('in %s an hour the clock skips becomes the hour after it', (zone, day, time, shown) => {
    const at = instantOf(day, time, zone)
    expect([dayOf(at, zone), timeOf(at, zone)]).toEqual([day, shown])
  })
})
