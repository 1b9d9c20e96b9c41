/** Days are 'YYYY-MM-DD' in the union's zone, whatever the server's or the phone's. */
export type Day = string

const calendars = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than most queries. */
function calendarOf(timeZone: string) {
  let calendar = calendars.get(timeZone)
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    calendars.set(timeZone, calendar)
  }
  return calendar
}

export function dayOf(instant: Date | string, timeZone: string): Day {
  return calendarOf(timeZone).format(new Date(instant))
}

export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The instant at which a wall clock in the zone shows this day and time ('19:00'). In the hour a clock skips, the hour after. */
export function instantOf(day: Day, time: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const first = wanted - offsetAt(wanted, timeZone)
  const second = wanted - offsetAt(first, timeZone)
  const isShown = offsetAt(second, timeZone) === wanted - second
  return new Date(isShown ? second : Math.max(first, second)).toISOString()
}

/** 'HH:MM' on the union's wall clock. */
export function timeOf(instant: Date | string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant))
}

function offsetAt(instant: number, timeZone: string) {
  const shown = new Date(instant)
  return (
    Date.parse(`${dayOf(shown, timeZone)}T${timeOf(shown, timeZone)}:00Z`) -
    Math.floor(instant / 60_000) * 60_000
  )
}
