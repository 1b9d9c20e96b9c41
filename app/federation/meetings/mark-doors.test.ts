import { expect, test } from 'vitest'
import { markingOf } from './mark-doors.tsx'

test('a tick leads back to the building and to what was being ticked, whichever of them is chosen', () => {
  expect(markingOf(null, 'kept')).toBe('')
  expect(markingOf(null, 'excused')).toBe('?as=excused')
  expect(markingOf('a', 'kept')).toBe('?building=a')
  expect(markingOf('a', 'partly')).toBe('?building=a&as=partly')
})
