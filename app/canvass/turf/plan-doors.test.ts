import { expect, test } from 'vitest'
import { aPlanDoor } from './a-plan-door.ts'
import { noWayIn } from './plan-doors.ts'

test('a gate nobody got past is told of the building until somebody got past it, with its newest day', () => {
  const shut = (lastDay: string, rest = {}) =>
    aPlanDoor({ lastDisposition: 'inaccessible', lastDay, ...rest })
  const open = aPlanDoor({ lastDisposition: 'not_home', lastDay: '2026-11-21' })
  expect(
    noWayIn([shut('2026-11-18'), open, shut('2026-11-20'), shut('2026-11-22', { struck: true })]),
  ).toEqual({ doors: 2, day: '2026-11-20' })
  expect(noWayIn([open, aPlanDoor()])).toBeNull()
})
