export type PaperLine<Door> = { staircase: string } | { door: Door }
export type LaidPage<Door> = { first: Door; lines: PaperLine<Door>[] }

/**
 * Lines onto pages: where a staircase begins, and again on top of each page, a line of its own names it. `staircaseOf`: '' where it is not
 * known, null where nothing is to be said.
 */
export function layPages<Door>(
  doors: readonly Door[],
  linesOfPage: number,
  staircaseOf: (door: Door) => string | null,
): LaidPage<Door>[] {
  const pages: LaidPage<Door>[] = []
  let last: string | null = null
  for (const door of doors) {
    const staircase = staircaseOf(door)
    const begins = staircase !== null && staircase !== last
    const page = pages.at(-1)
    const hasRoom = page !== undefined && page.lines.length + (begins ? 2 : 1) <= linesOfPage
    const lines = hasRoom ? page.lines : []
    if (!hasRoom) pages.push({ first: door, lines })
    if (staircase !== null && (begins || lines.length === 0)) lines.push({ staircase })
    lines.push({ door })
    last = staircase
  }
  return pages
}
