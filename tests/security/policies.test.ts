import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setShare } from '#app/federation/shares.server.ts'
import { aBody, actAs, aUnion } from '../factories.ts'
import { testDatabase } from '../setup/database.ts'
import { fill, type Planted, plant } from './plant.ts'
import type { Actor, Probe } from './probe.ts'
import { probes } from './probes.ts'

let owner: pg.Client
let planted: Planted
let actors: Record<Actor, { accountId: string; sessionId: string }>
let ids: Record<string, string>

beforeAll(async () => {
  const union = await aUnion()
  owner = new pg.Client((await testDatabase()).ownerUrl)
  await owner.connect()
  planted = await plant(owner)
  const other = await aBody({ kind: 'committee' })
  const { body, cast } = planted
  await actAs(cast.secretary, (db) =>
    setShare(db, { fromBodyId: body.id, toBodyId: union.id, field: 'doors', on: true }),
  )
  const nobody = { accountId: cast.member.accountId, sessionId: '00000000-0000-4000-8000-000000000000' }
  actors = { ...cast, other: other.secretary, union: union.secretary, nobody }
  ids = { ...planted.ids, union: union.id, other_body: other.id }
})
afterAll(() => owner.end())

/** How many rows the act reached; 0 when it was refused. Nothing of it stays, nor of what was done to the policies before it. */
async function attempt(actor: Actor, act: string, before = '') {
  const { accountId, sessionId } = actors[actor]
  await owner.query('begin')
  try {
    if (before) await owner.query(before)
    await owner.query(`set local role lintel_app; set local app.session = '${sessionId}'`)
    const { rowCount } = await owner.query(fill(act, { ...ids, me: accountId }))
    return rowCount ?? 0
  } catch (error) {
    if ((error as pg.DatabaseError).code === '42501') return 0
    throw error
  } finally {
    await owner.query('rollback')
  }
}

type Policy = { policy: string; tab: string; cmd: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' }

async function listPolicies() {
  const { rows } = await owner.query<Policy>(`
    select policyname as policy, tablename as tab, cmd from pg_policies where 'lintel_app' = any (roles) order by 1`)
  return rows
}

const drop = ({ policy, tab }: Policy) => `drop policy ${policy} on ${tab};`

/** Says yes to all: what the policy kept out must now come in, or something else keeps it out and the probe proves nothing. */
const widen = ({ policy, tab, cmd }: Policy) =>
  `alter policy ${policy} on ${tab} ${
    {
      SELECT: 'using (true)',
      DELETE: 'using (true)',
      INSERT: 'with check (true)',
      UPDATE: 'using (true) with check (true)',
    }[cmd]
  };`

/** What a change or removal must be able to see first. */
const show = ({ tab, cmd }: Policy) =>
  cmd === 'SELECT' || cmd === 'INSERT' ? '' : `alter policy ${tab}_select on ${tab} using (true);`

test('every policy has a probe, and every probe a policy', async () => {
  expect(Object.keys(probes).toSorted()).toEqual(
    (await listPolicies()).map(({ policy }) => policy).toSorted(),
  )
})

describe('each policy holds', () => {
  test.each(Object.entries(probes))('%s', async (name, { may, mayNot, act }: Probe) => {
    const policy = (await listPolicies()).find((each) => each.policy === name)
    if (!policy) throw new Error(`There is no policy ${name}`)
    expect({
      allowed: (await attempt(may, act)) > 0,
      withoutPolicy: await attempt(may, act, drop(policy)),
      outsider: await attempt(mayNot, act, show(policy)),
      outsiderWithoutRule: (await attempt(mayNot, act, show(policy) + widen(policy))) > 0,
    }).toEqual({ allowed: true, withoutPolicy: 0, outsider: 0, outsiderWithoutRule: true })
  })
})

describe('the wall holds each table', () => {
  const select = Object.entries(probes).filter(([name]) => name.endsWith('_select'))
  test.each(select)('%s: without row security the outsider reads it', async (name, { mayNot, act }) => {
    const table = name.replace(/_select$/, '')
    expect(await attempt(mayNot, act)).toBe(0)
    expect(await attempt(mayNot, act, `alter table ${table} disable row level security;`)).toBeGreaterThan(0)
  })
})

describe('whoever may change a row', () => {
  test.each([
    ['a body does not become the union', `update body set kind = 'union' where id = :body`],
    ['a role does not become another', `update role_grant set role = 'secretary' where body_id = :body`],
    ['a link does not lead elsewhere', `update invitation set body_id = :other_body where body_id = :body`],
    ['a meeting stays its body’s', `update meeting set body_id = :other_body where id = :meeting`],
    ['a door stays in its file', `update unit set building_id = :bare where id = :door`],
    ['nobody else promised it', `update follow_up set account_id = :me where id = :follow_up`],
  ])('%s', async (_, act) => {
    expect(await attempt('secretary', act)).toBe(0)
  })

  test('nobody founds a second union', async () => {
    const found = (kind: string) => `select auth.found_body('${kind}', 'Ours', :body)`
    expect(await attempt('secretary', found('local'))).toBe(1)
    expect(await attempt('secretary', found('union'))).toBe(0)
    await expect(owner.query(`insert into body (kind, name) values ('union', 'Ours')`)).rejects.toMatchObject(
      {
        code: '23505',
      },
    )
  })
})

describe('levels and answers', () => {
  const planted = `insert into ask (holding_id, id, unit_id, person_id, step, answer, account_id)
    values (:holding, gen_random_uuid(), :door, :ana, 'strike_vote', 'no', :committee);`
  const vote = `select from ask where holding_id = :holding and step = 'strike_vote'`
  const levels = `select from auth.door_levels(:holding) where level is not null`

  test.each(['steward', 'delegate', 'member'] as const)('a %s sees neither', async (who) => {
    expect(await attempt(who, vote, fill(planted, ids))).toBe(0)
    expect(await attempt(who, levels)).toBe(0)
    for (const column of ['level', 'supporting', 'split', 'leaders', 'leaders_not_yet'])
      expect(await attempt(who, `select ${column} from door_state`), column).toBe(0)
  })

  test('the committee sees both, a steward the meeting’s answers', async () => {
    expect(await attempt('committee', vote, fill(planted, ids))).toBe(1)
    expect(await attempt('committee', levels)).toBe(1)
    expect(await attempt('steward', 'select from ask where id = :ask')).toBe(1)
  })
})

test('a session that ended, one that ran out and an account that was shut see nothing', async () => {
  const { sessionId, accountId } = planted.cast.secretary
  const read = probes.person_select?.act ?? ''
  expect(await attempt('secretary', read)).toBeGreaterThan(0)
  for (const ending of [
    `update session set revoked_at = now() where id = '${sessionId}';`,
    `update session set expires_at = now() where id = '${sessionId}';`,
    `update account set disabled_at = now() where id = '${accountId}';`,
    `update role_grant set revoked_at = now() where account_id = '${accountId}';`,
    `update role_grant set expires_at = now() where account_id = '${accountId}';`,
  ])
    expect(await attempt('secretary', read, ending)).toBe(0)
})

test('a canvasser’s rights end with the turf', async () => {
  const knock = probes.knock_insert?.act ?? ''
  expect(await attempt('canvasser', knock)).toBe(1)
  expect(await attempt('canvasser', knock, `update turf_assignment set revoked_at = now();`)).toBe(0)
  expect(await attempt('canvasser', knock.replace(':door', ':upstairs'))).toBe(0)
  expect(await attempt('canvasser', 'select from auth.turf_people()')).toBe(1)
  expect(
    await attempt(
      'canvasser',
      'select from auth.turf_people()',
      `update turf_assignment set expires_at = now() - interval '1 hour';`,
    ),
  ).toBe(0)
  expect(
    await attempt('canvasser', knock, `update turf_assignment set expires_at = now() - interval '1 day';`),
    'a phone without signal may be late',
  ).toBe(1)
})
