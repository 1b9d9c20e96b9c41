export const dayParts = ['morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof dayParts)[number]

/** As core.part_of_day says it. */
export function partOfDay(at: Date, timeZone: string): DayPart {
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(at),
  )
  return dayParts[Number(hour > 11) + Number(hour > 16)] as DayPart
}
