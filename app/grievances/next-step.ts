import { type Day, daysBetween } from '#app/core/days.ts'
import { isOpen, type Status } from './grievance-status.ts'
import type { RepairClock } from './repair-clock.ts'

export const steps = [
  'call_now',
  'take',
  'ask_consent',
  'ask_landlord',
  'ask_again',
  'promise_broken',
  'second_letter',
  'escalate',
  'ask_tenant',
  'wait',
  'close',
] as const
export type Step = (typeof steps)[number]
export type NextStep = { step: Step; days: number; due: Day | null }

export type StepInput = {
  status: Status
  severity: string
  ownerId: string | null
  mayName: boolean | null
  /** Last day something passed between us and the landlord. */
  landlordDay: Day | null
  promisedBy: Day | null
  clock: RepairClock | null
}

/** Days of silence after which a second letter is due. */
const patience = 7

/** The one thing to do next and why; null when it is over. */
export function nextStep(repair: StepInput, today: Day): NextStep | null {
  const { status, landlordDay, promisedBy, clock } = repair
  const silence = landlordDay ? daysBetween(landlordDay, today) : 0
  const step = (name: Step, days = 0, due: Day | null = null): NextStep => ({ step: name, days, due })

  if (status === 'confirmed') return step('close')
  if (!isOpen(status)) return null
  if (status === 'claimed_fixed') return step('ask_tenant', silence)
  if (status === 'reopened') return step('ask_again')
  if (status === 'reported' || status === 'verified') {
    if (repair.severity === 'emergency') return step('call_now')
    if (repair.ownerId === null) return step('take')
    if (repair.mayName === null) return step('ask_consent')
    return step('ask_landlord')
  }
  if (promisedBy !== null && promisedBy < today)
    return step('promise_broken', daysBetween(promisedBy, today), promisedBy)
  if (clock && clock.days < 0 && status !== 'escalated') return step('escalate', -clock.days, clock.due)
  if (silence >= patience && promisedBy === null) return step('second_letter', silence)
  return step('wait', silence, promisedBy ?? clock?.due ?? null)
}
