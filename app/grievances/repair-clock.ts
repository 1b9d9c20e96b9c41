import { addDays, type Day, daysBetween } from '#app/core/days.ts'
import { isOpen, type Status } from './grievance-status.ts'

export type DeadlineRule = {
  category: string | null
  severity: string
  fixDays: number
  source: string
  checkedOn: Day | null
}

export type ClockInput = {
  status: Status
  reportedDay: Day
  /** The day the landlord was first told; the clock of a repair nobody asked for runs from the report. */
  askedDay: Day | null
  promisedBy: Day | null
  rule: DeadlineRule | null
}

export type RepairClock = {
  due: Day
  /** Days to go; negative when past. */
  days: number
  from: 'promise' | 'rule'
  /** A promise is the landlord's own word; a rule counts only when a person has checked its source. */
  checked: boolean
}

/** A rule for this category before one for its severity; a checked one before an unchecked one. */
export function ruleFor(
  rules: readonly DeadlineRule[],
  { category, severity }: { category: string; severity: string },
) {
  const fitting = rules.filter(
    (rule) => rule.severity === severity && (rule.category === null || rule.category === category),
  )
  const weight = (rule: DeadlineRule) => Number(rule.category !== null) * 2 + Number(rule.checkedOn !== null)
  return fitting.toSorted((a, b) => weight(b) - weight(a))[0] ?? null
}

/** Null when nothing runs: it is over, or there is neither a rule nor a promise. The earlier of the two days counts. */
export function repairClock(
  { status, reportedDay, askedDay, promisedBy, rule }: ClockInput,
  today: Day,
): RepairClock | null {
  if (!isOpen(status)) return null
  const byRule = rule && addDays(askedDay ?? reportedDay, rule.fixDays)
  const promise = promisedBy !== null && (byRule === null || promisedBy <= byRule)
  const due = promise ? promisedBy : byRule
  if (due === null) return null
  return {
    due,
    days: daysBetween(today, due),
    from: promise ? 'promise' : 'rule',
    checked: promise || Boolean(rule?.checkedOn),
  }
}
