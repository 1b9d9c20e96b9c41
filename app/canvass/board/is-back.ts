import type { BoardTeam } from './board.server.ts'

export function isBack({ people }: Pick<BoardTeam, 'people'>): boolean {
  return people.length > 0 && people.every((person) => person.isBack)
}

/** Pairs that are still out: only to them somebody goes along, and doors go on. */
export function pairsOut(teams: readonly BoardTeam[]): { id: string; name: string }[] {
  return teams.flatMap((team) => (team.name && !isBack(team) ? [{ id: team.key, name: team.name }] : []))
}
