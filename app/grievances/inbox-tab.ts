import { isOpen, isWithLandlord, type Status } from './grievance-status.ts'
import type { RepairClock } from './repair-clock.ts'

const inboxTabs = ['late', 'due', 'landlord', 'tenant', 'new'] as const
export type InboxTab = (typeof inboxTabs)[number]
/** What is over stands apart, to be found and reopened. */
export const shownTabs = [...inboxTabs, 'over'] as const
export type ShownTab = (typeof shownTabs)[number]

/** Days before its day on which a repair begins to be due. */
const soon = 3

/** Each case stands in one tab: the first, in their order, that fits. */
export function inboxTab(status: Status, clock: RepairClock | null): ShownTab {
  if (!isOpen(status)) return 'over'
  if (status === 'claimed_fixed') return 'tenant'
  if (clock && clock.days < 0) return 'late'
  if (clock && clock.days <= soon) return 'due'
  return isWithLandlord(status) ? 'landlord' : 'new'
}

export function countTabs(tabs: readonly ShownTab[]): Record<ShownTab, number> {
  const counts: Record<ShownTab, number> = { late: 0, due: 0, landlord: 0, tenant: 0, new: 0, over: 0 }
  for (const tab of tabs) counts[tab] += 1
  return counts
}

/** The inbox opens at the first tab that is not empty. */
export function openingTab(counts: Record<ShownTab, number>): InboxTab {
  return inboxTabs.find((tab) => counts[tab] > 0) ?? 'late'
}

/** The rows of the tab asked for, or of the one the inbox opens at. */
export function openInbox<Row extends { tab: ShownTab }>(rows: readonly Row[], wanted: string | null) {
  const counts = countTabs(rows.map(({ tab }) => tab))
  const tab = shownTabs.find((each) => each === wanted) ?? openingTab(counts)
  return { tab, counts, shown: rows.filter((row) => row.tab === tab) }
}
