import { expect, test } from 'vitest'
import { type DeadlineRule, repairClock, ruleFor } from './repair-clock.ts'

const rule: DeadlineRule = {
  category: null,
  severity: 'serious',
  fixDays: 14,
  source: 'made up',
  checkedOn: null,
}
const leak = {
  status: 'requested',
  reportedDay: '2026-10-01',
  askedDay: null,
  promisedBy: null,
  rule,
} as const

test('the clock runs from the report until the landlord was told, then from that day', () => {
  expect(repairClock(leak, '2026-10-10')).toMatchObject({ due: '2026-10-15', days: 5, from: 'rule' })
  expect(repairClock({ ...leak, askedDay: '2026-10-04' }, '2026-10-10')?.due).toBe('2026-10-18')
})

test('a promise counts when it is earlier than the rule, never when it is later', () => {
  expect(repairClock({ ...leak, promisedBy: '2026-10-05' }, '2026-10-07')).toEqual({
    due: '2026-10-05',
    days: -2,
    from: 'promise',
    checked: true,
  })
  expect(repairClock({ ...leak, promisedBy: '2026-12-01' }, '2026-10-07')?.from).toBe('rule')
})

test('a rule whose source nobody checked says so, over a month and a clock change alike', () => {
  expect(
    repairClock({ ...leak, reportedDay: '2026-10-30', rule: { ...rule, fixDays: 3 } }, '2026-11-03'),
  ).toMatchObject({
    days: -1,
    checked: false,
  })
  expect(repairClock({ ...leak, rule: { ...rule, checkedOn: '2026-01-01' } }, '2026-10-10')?.checked).toBe(
    true,
  )
})

test('nothing runs once it is over, or without a rule and a promise', () => {
  expect(repairClock({ ...leak, status: 'confirmed' }, '2026-10-10')).toBeNull()
  expect(repairClock({ ...leak, rule: null }, '2026-10-10')).toBeNull()
})

test('the rule of the category goes before that of the severity, a checked one before an unchecked', () => {
  const checked = { ...rule, checkedOn: '2026-01-01' }
  const heat = { ...rule, category: 'no_heat' }
  expect(ruleFor([rule, checked, heat], { category: 'no_heat', severity: 'serious' })).toBe(heat)
  expect(ruleFor([rule, checked, heat], { category: 'mold', severity: 'serious' })).toBe(checked)
  expect(ruleFor([heat], { category: 'mold', severity: 'other' })).toBeNull()
})
