import { expect, test } from 'vitest'
import {
  canMove,
  isOpen,
  movesFrom,
  statusAfterContact,
  statusAfterTenant,
  statuses,
} from './grievance-status.ts'

test('nobody but the tenant confirms', () => {
  for (const status of statuses) expect(canMove(status, 'confirmed')).toBe(false)
  expect(statusAfterTenant('claimed_fixed', 'yes')).toBe('confirmed')
})

test('from every state there is a way on, and what is over can only be reopened or closed', () => {
  for (const status of statuses) {
    expect(movesFrom(status).length).toBeGreaterThan(0)
    if (!isOpen(status)) expect(movesFrom(status)).toContain('reopened')
  }
})

test('a claim the tenant does not share goes back to the landlord', () => {
  expect(statusAfterTenant('claimed_fixed', 'no')).toBe('reopened')
  expect(statusAfterTenant('claimed_fixed', 'partly')).toBe('reopened')
  expect(statusAfterTenant('requested', 'no')).toBe('requested')
})

test('a contact asks, an answer acknowledges, a named day schedules', () => {
  expect(statusAfterContact('reported', { answered: false, promised: false })).toBe('requested')
  expect(statusAfterContact('verified', { answered: true, promised: false })).toBe('acknowledged')
  expect(statusAfterContact('requested', { answered: true, promised: true })).toBe('scheduled')
  expect(statusAfterContact('scheduled', { answered: false, promised: false })).toBe('scheduled')
  expect(statusAfterContact('closed', { answered: true, promised: true })).toBe('closed')
})
