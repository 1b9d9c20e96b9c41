import { expect, test } from 'vitest'
import { aTurf } from './a-door.ts'
import { byDay } from './by-day.ts'

const starting = (startsAt: string) => ({ ...aTurf, shift: { ...aTurf.shift, startsAt } })

test('a shift that begins on another day of the union stands apart', () => {
  // Four in the afternoon of the 22nd in Los Angeles.
  const now = new Date('2026-11-23T00:00:00Z')
  const [before, soon, tomorrow] = [
    '2026-11-20T02:00:00Z',
    '2026-11-23T03:00:00Z',
    '2026-11-23T17:00:00Z',
  ].map(starting)
  expect(
    byDay(
      [before, soon, tomorrow].flatMap((each) => each ?? []),
      now,
      'America/Los_Angeles',
    ),
  ).toEqual({
    tonight: [before, soon],
    later: [tomorrow],
  })
})
