import type { Planted } from './plant.ts'

/** The same numbers for the same seed, so that a failed run can be had again. */
export function createRandom(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  return { next, pick }
}
export type Random = ReturnType<typeof createRandom>

export type Column = { tab: string; col: string; type: string }

const functions = [
  'auth.turf_doors()',
  'auth.turf_people()',
  'auth.shared_coverage()',
  'auth.door_levels($id)',
  'auth.actor()',
  'auth.my_bodies()',
  'auth.current_sync_key()',
  'auth.epoch()',
  'auth.in_the_way_of_undo($id)',
  'auth.person_has($id, $id, $text)',
  'auth.lives_in_turf($id, $id)',
  'auth.sync_private_key($id)',
  'auth.invitation($id)',
  'auth.take_invitation($id)',
  'derive.lock_doors(array[$id])',
  'derive.is_open($id, $id)',
  'derive.taken_back($id, $id)',
]

/** Any statement someone might think of to get at rows: joins, sub-selects, writes that return, and errors that tell. */
export function randomQuery(random: Random, columns: Column[], planted: Planted[]): string {
  const { pick } = random
  const tables = [...new Set(columns.map(({ tab }) => tab))]
  const [a, b] = [pick(tables), pick(tables)]
  const of = (tab: string, type?: string) =>
    columns
      .filter((column) => column.tab === tab && (!type || column.type === type))
      .map(({ col }) => `"${col}"`)
  const id = () =>
    `'${pick(Object.values(pick(planted).ids).filter((value) => /^[\da-f]{8}-/.test(value)))}'::uuid`
  const [uuidA, uuidB] = [pick(of(a, 'uuid')) ?? 'ctid', pick(of(b, 'uuid')) ?? 'ctid']
  const textA = pick(of(a, 'text')) ?? pick(of(a))
  const any = pick(of(a))

  return pick([
    () => `select to_jsonb(x) from ${a} x limit 200`,
    () => `select to_jsonb(x) from ${a} x where ${uuidA}::text = ${id()}::text`,
    () =>
      `select to_jsonb(x), to_jsonb(y) from ${a} x join ${b} y on x.${uuidA}::text = y.${uuidB}::text limit 200`,
    () =>
      `select to_jsonb(x), to_jsonb(y) from ${a} x left join lateral (select * from ${b} z where z.${uuidB}::text = x.${uuidA}::text) y on true limit 200`,
    () => `select string_agg(x::text, ' ') from ${a} x, ${b} y where y.${uuidB} is not null`,
    () => `select (select string_agg(y::text, ' ') from ${b} y) from ${a} limit 3`,
    () => `select x::text from ${a} x union all select y::text from ${b} y limit 300`,
    () => `with seen as (select * from ${a}) select count(*), max(seen::text) from seen`,
    () => `select to_jsonb(x) from ${a} x where ${textA}::text ilike '%canary%'`,
    () => `select ${textA}::text::int from ${a}`,
    () => `select 1 from ${a} where ${textA}::text::int = 1`,
    () => `select 1 / (${textA}::text = 'x')::int from ${a}`,
    () => `select to_jsonb(x) from ${a} x tablesample bernoulli (100)`,
    () => `update ${a} set ${any} = ${any} returning ${a}::text`,
    () => `update ${a} set ${any} = ${any} from ${b} y returning y::text`,
    () => `delete from ${a} where ${uuidA}::text = ${id()}::text returning ${a}::text`,
    () => `delete from ${a} using ${b} y returning y::text`,
    () => `insert into ${a} select * from ${a} on conflict do nothing returning ${a}::text`,
    () => `insert into ${a} select * from ${a} where ${uuidA}::text = ${id()}::text returning ${a}::text`,
    () => `select * from ${fillFunction(pick(functions), id)} f limit 200`,
    () => `select to_jsonb(x), f from ${a} x, ${fillFunction(pick(functions), id)} f limit 100`,
    () => `copy (select * from ${a}) to stdout`,
    () =>
      `select pg_get_constraintdef(oid), most_common_vals::text from pg_constraint, pg_stats where tablename = '${a}'`,
    () => `explain (analyze, format json) select * from ${a} where ${textA}::text like 'canary%'`,
  ])()
}

function fillFunction(call: string, id: () => string) {
  return call.replaceAll('$id', () => id()).replaceAll('$text', "'phone'")
}
