/** What became of a promise, or of a door that promised nothing. Whoever came for a part came. */
export const outcomes = ['kept', 'partly', 'not_kept', 'excused'] as const
export type Outcome = (typeof outcomes)[number]
