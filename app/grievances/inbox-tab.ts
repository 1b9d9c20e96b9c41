import type { Severity } from './categories.ts'
import { isOpen, isWithLandlord, type Status } from './grievance-status.ts'
import type { RepairClock } from './repair-clock.ts'

const inboxTabs = ['late', 'due', 'landlord', 'tenant', 'new'] as const
/** What is over stands apart, to be found and reopened. */
export const shownTabs = [...inboxTabs, 'over'] as const
export type ShownTab = (typeof shownTabs)[number]

/** Days before its day on which a repair begins to be due. */
const soon = 3

type Standing = { status: Status; clock: RepairClock | null; isKept: boolean }

/** Each case stands in one tab. What nobody has taken on is new until it is late, however soon it is due. */
export function inboxTab({ status, clock, isKept }: Standing): ShownTab {
  if (!isOpen(status)) return 'over'
  if (status === 'claimed_fixed') return 'tenant'
  if (clock && clock.days < 0) return 'late'
  if (status === 'reported' && !isKept) return 'new'
  if (clock && clock.days <= soon) return 'due'
  return isWithLandlord(status) ? 'landlord' : 'new'
}

export function countTabs(tabs: readonly ShownTab[]): Record<ShownTab, number> {
  const counts: Record<ShownTab, number> = { late: 0, due: 0, landlord: 0, tenant: 0, new: 0, over: 0 }
  for (const tab of tabs) counts[tab] += 1
  return counts
}

type Row = { tab: ShownTab; severity: Severity; ownerId: string | null }

/** The inbox opens at an emergency nobody has taken on, else at the first tab that is not empty. */
export function openingTab(rows: readonly Row[]): ShownTab {
  const alone = rows.find(
    ({ tab, severity, ownerId }) => tab !== 'over' && severity === 'emergency' && !ownerId,
  )
  return alone?.tab ?? inboxTabs.find((each) => rows.some(({ tab }) => tab === each)) ?? 'late'
}

/** The rows of the tab asked for, or of the one the inbox opens at. */
export function openInbox<Shown extends Row>(rows: readonly Shown[], wanted: string | null) {
  const counts = countTabs(rows.map(({ tab }) => tab))
  const tab = shownTabs.find((each) => each === wanted) ?? openingTab(rows)
  return { tab, counts, shown: rows.filter((row) => row.tab === tab) }
}
