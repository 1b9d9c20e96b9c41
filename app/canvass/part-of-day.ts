export const dayParts = ['morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof dayParts)[number]

/** As core.part_of_day says it. */
export function partOfDay(at: string | number, timeZone: string): DayPart {
  const hour = Number(new Date(at).toLocaleTimeString('en', { hour: '2-digit', hourCycle: 'h23', timeZone }))
  return dayParts[hour < 12 ? 0 : hour < 17 ? 1 : 2]
}
