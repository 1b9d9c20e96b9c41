import { expect, test } from 'vitest'
import { nextStep, type StepInput } from './next-step.ts'

const today = '2026-10-20'
const leak: StepInput = {
  status: 'reported',
  severity: 'serious',
  ownerId: 'sam',
  mayName: true,
  landlordDay: null,
  promisedBy: null,
  clock: null,
}
const stepOf = (changed: Partial<StepInput>) => nextStep({ ...leak, ...changed }, today)

test('an emergency is called in before anything else', () => {
  expect(stepOf({ severity: 'emergency', ownerId: null })?.step).toBe('call_now')
})

test('somebody takes it, the tenant is asked, then the landlord', () => {
  expect(stepOf({ ownerId: null })?.step).toBe('take')
  expect(stepOf({ mayName: null })?.step).toBe('ask_consent')
  expect(stepOf({})?.step).toBe('ask_landlord')
  expect(stepOf({ mayName: false })?.step).toBe('ask_landlord')
})

test('seven days without an answer ask for a second letter, with the days said', () => {
  expect(stepOf({ status: 'requested', landlordDay: '2026-10-13' })).toMatchObject({
    step: 'second_letter',
    days: 7,
  })
  expect(stepOf({ status: 'requested', landlordDay: '2026-10-14' })?.step).toBe('wait')
})

test('a broken promise goes before everything the clock says', () => {
  const clock = { due: '2026-10-10', days: -10, from: 'rule', checked: false } as const
  expect(
    stepOf({ status: 'scheduled', landlordDay: '2026-10-01', promisedBy: '2026-10-18', clock }),
  ).toMatchObject({
    step: 'promise_broken',
    days: 2,
  })
  expect(stepOf({ status: 'requested', landlordDay: '2026-10-19', clock })).toMatchObject({
    step: 'escalate',
    days: 10,
  })
})

test('what the landlord calls fixed is asked of the tenant; what is over asks nothing', () => {
  expect(stepOf({ status: 'claimed_fixed' })?.step).toBe('ask_tenant')
  expect(stepOf({ status: 'confirmed' })?.step).toBe('close')
  expect(stepOf({ status: 'closed' })).toBeNull()
})
