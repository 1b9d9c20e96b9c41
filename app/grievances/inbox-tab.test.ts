import { expect, test } from 'vitest'
import { countTabs, inboxTab, openingTab } from './inbox-tab.ts'
import type { RepairClock } from './repair-clock.ts'

const clock = (days: number): RepairClock => ({ due: '2026-10-01', days, from: 'rule', checked: false })

test('late, then due, then whose turn it is', () => {
  expect(inboxTab('requested', clock(-1))).toBe('late')
  expect(inboxTab('reported', clock(0))).toBe('due')
  expect(inboxTab('requested', clock(4))).toBe('landlord')
  expect(inboxTab('reported', clock(30))).toBe('new')
  expect(inboxTab('reported', null)).toBe('new')
})

test('what the landlord says is fixed waits on the tenant, however late', () => {
  expect(inboxTab('claimed_fixed', clock(-9))).toBe('tenant')
})

test('what is over is in no tab of the day', () => {
  for (const status of ['confirmed', 'closed', 'withdrawn'] as const)
    expect(inboxTab(status, null)).toBe('over')
})

test('the inbox opens at the first tab with something in it', () => {
  expect(openingTab(countTabs(['new', 'landlord', 'landlord', 'over']))).toBe('landlord')
  expect(openingTab(countTabs(['over']))).toBe('late')
})
