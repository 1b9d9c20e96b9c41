const minute = 60_000
/** Stairs take longer than one thinks. */
const patience = 15 * minute

/** Amber from the minute they should be back, red a quarter of an hour later; whoever is back is not late. */
export function howLate({ people }: { people: { isBack: boolean }[] }, backBy: string, now: Date) {
  const late = now.getTime() - Date.parse(backBy)
  if (late < 0 || people.length === 0 || people.every(({ isBack }) => isBack)) return null
  return late < patience ? 'look' : 'late'
}
