import { addDays, type Day, instantOf } from '#app/core/days.ts'

export type ShiftHours = { day: Day; from: string; to: string; backBy?: string | undefined }

const wholeDay = 24 * 60
/** Past midnight a shift goes on for as long as an evening can: what is longer was meant for another hour. */
const mostPastMidnight = 8 * 60
/** Stragglers are back a while after the end. */
const straggling = 2 * 60

/** What is wrong with these hours, if anything. A time before the start is on the day after. */
export function wrongHours({ from, to, backBy }: Omit<ShiftHours, 'day'>): 'to' | 'backBy' | null {
  const length = minutesBetween(from, to)
  if (to === from || (to < from && length > mostPastMidnight)) return 'to'
  if (!backBy || backBy > from) return null
  return backBy === from || minutesBetween(from, backBy) > length + straggling ? 'backBy' : null
}

/** When it is, by the union's clock. On a night when the clock skips these very hours it is still as long as it was meant to be. */
export function shiftTimes({ day, from, to, backBy }: ShiftHours, timeZone: string) {
  const startsAt = instantOf(day, from, timeZone)
  const after = (time: string) => {
    const at = instantOf(time > from ? day : addDays(day, 1), time, timeZone)
    if (at > startsAt) return at
    return new Date(Date.parse(startsAt) + minutesBetween(from, time) * 60_000).toISOString()
  }
  return { startsAt, endsAt: after(to), backBy: backBy ? after(backBy) : null }
}

function minutesBetween(from: string, to: string) {
  return (minuteOf(to) - minuteOf(from) + wholeDay) % wholeDay
}

function minuteOf(time: string) {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
