import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOf, timeOf } from '#app/core/days.ts'
import { shiftTimes, wrongHours } from './shift-hours.ts'

const zone = 'America/Los_Angeles'

test.each([
  ['an evening', '18:00', '21:00', '20:45', null],
  ['past midnight', '18:00', '00:30', '00:15', null],
  ['to midnight', '18:00', '00:00', '', null],
  ['back a little after an end before midnight', '18:00', '23:30', '00:30', null],
  ['back before midnight of a shift past it', '18:00', '00:30', '23:45', null],
  ['eight hours past midnight', '20:00', '04:00', '', null],
  ['no time at all', '18:00', '18:00', '', 'to'],
  ['an end before the start', '17:00', '16:00', '', 'to'],
  ['an end in the morning that was meant for the evening', '17:00', '08:00', '', 'to'],
  ['back at the start', '18:00', '00:30', '18:00', 'backBy'],
  ['back before the start', '18:00', '21:00', '17:00', 'backBy'],
  ['back in the morning that was meant for the evening', '17:00', '20:00', '07:45', 'backBy'],
])('%s: %s to %s, back by “%s” → %s', (_, from, to, backBy, wrong) => {
  expect(wrongHours({ from, to, backBy })).toBe(wrong)
})

test('a shift past midnight ends on the day after, at the hour that was said', () => {
  const times = shiftTimes({ day: '2026-11-28', from: '18:00', to: '00:30', backBy: '00:15' }, zone)
  expect(times).toEqual({
    startsAt: '2026-11-29T02:00:00.000Z',
    endsAt: '2026-11-29T08:30:00.000Z',
    backBy: '2026-11-29T08:15:00.000Z',
  })
})

test('in the nights when the clock changes it is an hour shorter or longer', () => {
  const hours = (day: string) => {
    const { startsAt, endsAt } = shiftTimes({ day, from: '22:00', to: '04:00' }, zone)
    return (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000
  }
  expect([hours('2026-03-06'), hours('2026-03-07'), hours('2026-10-31')]).toEqual([6, 5, 7])
})

test('in any zone and night it ends after it starts, at the hour that was said unless the clock skips it', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
  const where = fc.constantFrom(zone, 'Pacific/Auckland', 'America/Santiago', 'Africa/Cairo', 'UTC')
  const day = fc.integer({ min: 0, max: 730 }).map((days) => addDays('2026-01-01', days))
  fc.assert(
    fc.property(time, time, where, day, (from, to, timeZone, on) => {
      const { startsAt, endsAt } = shiftTimes({ day: on, from, to }, timeZone)
      expect(endsAt > startsAt || from === to).toBe(true)
      if (timeOf(startsAt, timeZone) !== from || timeOf(endsAt, timeZone) !== to) return
      expect(dayOf(startsAt, timeZone)).toBe(on)
      expect(dayOf(endsAt, timeZone)).toBe(to > from ? on : addDays(on, 1))
    }),
    { numRuns: 400 },
  )
})
