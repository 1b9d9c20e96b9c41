import type { Cast } from './plant.ts'

/** `other` is the secretary of another body, `union` the city's, `nobody` has no session. */
export type Actor = keyof Cast | 'other' | 'union' | 'nobody'

/** An act the policy allows to `may`; without it they cannot, and `mayNot` never can. */
export type Probe = { may: Actor; mayNot: Actor; act: string }

const insider = { may: 'secretary', mayNot: 'other' } as const
export const reads = (table: string, where: string, who: Pick<Probe, 'may' | 'mayNot'> = insider): Probe => ({
  ...who,
  act: `select from ${table} where ${where}`,
})
export const changes = (
  table: string,
  set: string,
  where: string,
  who: Pick<Probe, 'may' | 'mayNot'> = insider,
): Probe => ({
  ...who,
  act: `update ${table} set ${set} where ${where}`,
})
export const removes = (
  table: string,
  where: string,
  who: Pick<Probe, 'may' | 'mayNot'> = insider,
): Probe => ({
  ...who,
  act: `delete from ${table} where ${where}`,
})
export const adds = (into: string, values: string, who: Pick<Probe, 'may' | 'mayNot'> = insider): Probe => ({
  ...who,
  act: `insert into ${into} values (${values})`,
})
export const ofFile = (table: string, who?: Pick<Probe, 'may' | 'mayNot'>) =>
  reads(table, 'holding_id = :holding', who)

/** Whoever is signed in. */
export const anyone = { may: 'member', mayNot: 'nobody' } as const
/** Those who keep the common ground. */
export const byItsKeeper = { may: 'secretary', mayNot: 'member' } as const
/** With turf, and without a role that would do. */
export const atTheDoor = { may: 'canvasser', mayNot: 'other' } as const
/** Their own rows: not even their secretary. */
export const own = { may: 'canvasser', mayNot: 'secretary' } as const
