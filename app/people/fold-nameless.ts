import type { PersonRow } from './people.server.ts'

/**
 * A talk without a name keeps a person: what was said is theirs. In a list they only stand beside the resident they may well be, so they are
 * folded away, but for members and where there is something to settle.
 */
export function foldNameless(people: readonly PersonRow[]): { listed: PersonRow[]; nameless: PersonRow[] } {
  const isFolded = ({ name, standing, toSettle }: PersonRow) =>
    name === null && standing === 'none' && toSettle === 0
  return {
    listed: people.filter((one) => !isFolded(one)),
    nameless: people.filter(isFolded),
  }
}
