import { expect, test } from 'vitest'
import type { Severity } from './categories.ts'
import { inboxTab, openingTab, type ShownTab } from './inbox-tab.ts'
import type { RepairClock } from './repair-clock.ts'

const clock = (days: number): RepairClock => ({ due: '2026-10-01', days, from: 'rule', checked: false })

test('late, then due, then whose turn it is', () => {
  expect(inboxTab({ status: 'requested', clock: clock(-1), isKept: true })).toBe('late')
  expect(inboxTab({ status: 'reported', clock: clock(0), isKept: true })).toBe('due')
  expect(inboxTab({ status: 'requested', clock: clock(4), isKept: true })).toBe('landlord')
  expect(inboxTab({ status: 'reported', clock: clock(30), isKept: true })).toBe('new')
  expect(inboxTab({ status: 'reported', clock: null, isKept: true })).toBe('new')
})

test('what nobody has taken on is new, until it is late', () => {
  expect(inboxTab({ status: 'reported', clock: clock(1), isKept: false })).toBe('new')
  expect(inboxTab({ status: 'reported', clock: clock(-1), isKept: false })).toBe('late')
  expect(inboxTab({ status: 'requested', clock: clock(1), isKept: false })).toBe('due')
})

test('what the landlord says is fixed waits on the tenant, however late', () => {
  expect(inboxTab({ status: 'claimed_fixed', clock: clock(-9), isKept: true })).toBe('tenant')
})

test('what is over is in no tab of the day', () => {
  for (const status of ['confirmed', 'closed', 'withdrawn'] as const)
    expect(inboxTab({ status, clock: null, isKept: true })).toBe('over')
})

const row = (tab: ShownTab, severity: Severity = 'serious', ownerId: string | null = 'sam') => ({
  tab,
  severity,
  ownerId,
})

test('the inbox opens at the first tab with something in it', () => {
  expect(openingTab([row('new'), row('landlord'), row('over')])).toBe('landlord')
  expect(openingTab([row('over')])).toBe('late')
})

test('an emergency nobody has taken on comes before everything', () => {
  expect(openingTab([row('late'), row('new', 'emergency', null)])).toBe('new')
  expect(openingTab([row('late'), row('due', 'emergency')])).toBe('late')
})
