import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withActor } from '#app/core/actor.server.ts'
import { requirePool, requirePrisma } from '#app/core/db.server.ts'
import { setShare } from '#app/federation/shares.server.ts'
import { actAs, anAccount, asSession, aUnion, type TestAccount } from '../factories.ts'
import { testDatabase } from '../setup/database.ts'
import { type Cast, type Planted, personalColumns, plant } from './plant.ts'
import { type Column, createRandom, randomQuery } from './random-query.ts'

type FuzzActor = { account: TestAccount; role: keyof Cast | 'union' | 'city delegate'; canary: string | null }

let owner: pg.Client
let planted: Planted[]
let actors: FuzzActor[]
let columns: Column[]

beforeAll(async () => {
  const union = await aUnion()
  owner = new pg.Client((await testDatabase()).ownerUrl)
  await owner.connect()
  planted = [await plant(owner), await plant(owner), await plant(owner)]
  for (const { body, cast } of planted)
    for (const field of ['doors', 'support', 'members', 'repairs'] as const)
      await actAs(cast.secretary, (db) =>
        setShare(db, { fromBodyId: body.id, toBodyId: union.id, field, on: true }),
      )
  const delegate = await anAccount({ bodyId: union.id, role: 'delegate', by: union.secretary })
  actors = [
    ...planted.flatMap(({ cast, canary }) =>
      Object.entries(cast).map(([role, account]) => ({ role: role as keyof Cast, account, canary })),
    ),
    { role: 'union', account: union.secretary, canary: null },
    { role: 'city delegate', account: delegate, canary: null },
  ]
  const { rows } = await owner.query<Column>(`
    select table_name::text as tab, column_name::text as col, data_type::text as type from information_schema.columns
    where table_schema = 'public' and table_name <> '_prisma_migrations' order by 1, ordinal_position`)
  columns = rows
  // Statistics hold samples of what is in the tables.
  await owner.query('analyze')
})
afterAll(() => owner.end())

describe('the planted words', () => {
  test('stand in every column a person’s words could be in', async () => {
    for (const { canary } of planted)
      for (const [tab, col] of personalColumns) {
        const { rowCount } = await owner.query(`select from ${tab} where ${col}::text like $1`, [
          `%${canary}%`,
        ])
        expect(rowCount, `${tab}.${col}`).toBeGreaterThan(0)
      }
  })

  test('no free column of a file was forgotten', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select c.table_name || '.' || c.column_name as name from information_schema.columns c
      where c.table_schema = 'public' and c.data_type in ('text', 'jsonb')
        and exists (select from pg_tables t where t.schemaname = 'public' and t.tablename = c.table_name)
        and exists (select from information_schema.columns h where h.table_schema = 'public' and h.table_name = c.table_name
          and h.column_name in ('holding_id', 'body_id'))
        and not exists (select from pg_constraint k where k.contype = 'c' and k.conrelid = ('public.' || c.table_name)::regclass
          and pg_get_constraintdef(k.oid) ~ ('\\(\\(?' || c.column_name || ' = ANY'))
      order by 1`)
    const codes = [
      // Doors and imports are the union's common ground; the rest are codes of our own.
      'audit_entry.action',
      'change.kind',
      'door_state.last_disposition',
      'door_state.worst_severity',
      'import.counts',
      'import.file_hash',
      'import.file_name',
      'import.recipe',
      'invitation.role',
      // Held up to whoever opens a door.
      'language_card.language',
      'language_card.reviewed_by',
      'language_card.text',
      'meeting.step',
      'op_ledger.code',
      'op_ledger.kind',
      'photo.problem',
      'print_sheet.code',
      'repair_sheet.code',
      'role_grant.role',
      'unit.entrance',
      'unit.floor',
      'unit.label',
      'unit.label_key',
      'unit.line',
    ]
    const known = new Set([...codes, ...personalColumns.map(([tab, col]) => `${tab}.${col}`)])
    expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([])
  })
})

/** Whatever came back, as text; what an error says counts as well. Nothing is kept. */
async function everythingSeen(account: TestAccount, query: string): Promise<string> {
  let seen = ''
  await withActor(asSession(account), 'self', async ({ sql }) => {
    seen = JSON.stringify(await sql(Object.assign([query], { raw: [query] })))
    throw new Error('enough')
  }).catch((error: Partial<pg.DatabaseError>) => {
    seen += ` ${error.message} ${error.detail ?? ''} ${error.hint ?? ''} ${error.where ?? ''}`
  })
  return seen
}

function requireOwnOnly(seen: string, { role, canary }: FuzzActor, query: string) {
  const foreign = planted.filter((each) => each.canary !== canary && seen.includes(each.canary))
  expect(foreign, `${role} saw another body’s words: ${query}`).toEqual([])
  if (['canvasser', 'delegate', 'member', 'steward'].includes(role))
    for (const kept of ['note', 'vote'])
      expect(seen.includes(`${kept} ${canary}`), `${role} read a ${kept}: ${query}`).toBe(false)
}

test('4,000 random statements of random people bring up no word of another body', {
  timeout: 120_000,
}, async () => {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000)
  const random = createRandom(seed)
  let ownSeen = 0
  for (let n = 0; n < 4000; n++) {
    const actor = random.pick(actors)
    const query = randomQuery(random, columns, planted)
    const seen = await everythingSeen(actor.account, query)
    requireOwnOnly(seen, actor, `seed ${seed}, ${query}`)
    if (actor.canary && seen.includes(actor.canary)) ownSeen += 1
  }
  expect(ownSeen, 'the statements do find what may be found').toBeGreaterThan(100)
})

test('the same statements find a hole in the wall', { timeout: 60_000 }, async () => {
  const { rows } = await owner.query<{ rule: string }>(
    "select qual as rule from pg_policies where policyname = 'contact_select'",
  )
  await owner.query('alter policy contact_select on contact using (true)')
  const random = createRandom(11)
  let found = 0
  for (let n = 0; n < 4000 && found === 0; n++) {
    const actor = random.pick(actors)
    const seen = await everythingSeen(actor.account, randomQuery(random, columns, planted))
    found += planted.filter(({ canary }) => canary !== actor.canary && seen.includes(canary)).length
  }
  await owner.query(`alter policy contact_select on contact using (${rows[0]?.rule})`)
  expect(found).toBeGreaterThan(0)
})

test('500 random questions through Prisma neither', { timeout: 60_000 }, async () => {
  const random = createRandom(Date.now() % 1_000_000)
  type Model = { findMany(args: object): Promise<unknown[]>; findFirst(args: object): Promise<unknown> }
  await aUnion()
  const models = Object.entries(requirePrisma())
    .filter(
      ([name, value]) => /^[a-z]/.test(name) && typeof (value as Partial<Model>)?.findMany === 'function',
    )
    .map(([, model]) => model as unknown as Model)
  expect(models.length).toBeGreaterThan(30)
  for (let n = 0; n < 500; n++) {
    const actor = random.pick(actors)
    const model = random.pick(models)
    const seen = await withActor(asSession(actor.account), 'self', async () =>
      JSON.stringify(
        await (random.next() < 0.5 ? model.findMany({ take: 200 }) : model.findFirst({})),
        (_, value) => (typeof value === 'bigint' ? String(value) : value),
      ),
    ).catch((error: Error) => error.message)
    requireOwnOnly(seen ?? '', actor, 'through Prisma')
  }
})

test('a canvasser sees the doors and first names of the turf, and no level, note or history', async () => {
  const { cast, ids, canary } = planted[0] as Planted
  for (const query of ['assessment', 'knock_note', 'person', 'contact', 'consent', 'grievance'])
    expect(await everythingSeen(cast.canvasser, `select to_jsonb(x) from ${query} x`)).toMatch(/^\[\] enough/)
  expect(await everythingSeen(cast.canvasser, 'select unit_id, tries from door_state')).toMatch(
    /^\[\] enough/,
  )
  const doors = await everythingSeen(cast.canvasser, 'select to_jsonb(d) from auth.turf_doors() d')
  expect(doors).toContain(ids.door)
  expect(doors).not.toContain(ids.upstairs)
  expect(doors).not.toMatch(/level|note|support/)
  const people = await everythingSeen(cast.canvasser, 'select to_jsonb(p) from auth.turf_people() p')
  expect(people).toContain(`Ana ${canary}`)
  expect(people).not.toContain('Bo')
})

test('what the city is shown is numbers', async () => {
  const delegate = actors.at(-1) as FuzzActor
  const seen = await everythingSeen(delegate.account, 'select to_jsonb(c) from auth.shared_coverage() c')
  for (const { building, canary } of planted) {
    expect(seen).toContain(building.id)
    expect(seen).not.toContain(canary)
  }
})

test('64 workers on 4 connections: nobody ever asks as somebody else', { timeout: 60_000 }, async () => {
  const random = createRandom(7)
  const people = actors.filter(({ canary }) => canary !== null)
  const odd = [
    'fine',
    'fine',
    'throws',
    'bad statement',
    'cancelled',
    'prisma fails',
    'unknown session',
  ] as const

  async function once({ account, canary }: FuzzActor, kind: (typeof odd)[number]) {
    const session =
      kind === 'unknown session' ? { sessionId: '00000000-0000-4000-8000-000000000000' } : account
    return withActor(asSession(session), 'self', async ({ sql, prisma, actor }) => {
      const [asked] = await sql<{ me: string }>`select auth.account() as me`
      expect([asked?.me, actor.accountId]).toEqual([account.accountId, account.accountId])
      const seen = JSON.stringify(await sql`select name from person union all select title from meeting`)
      for (const other of planted) if (other.canary !== canary) expect(seen).not.toContain(other.canary)
      if (kind === 'throws') throw new Error('thrown on purpose')
      if (kind === 'bad statement') await sql`select 1 / 0`
      if (kind === 'cancelled') {
        await sql`set local statement_timeout = 5`
        await sql`select pg_sleep(1)`
      }
      if (kind === 'prisma fails')
        await prisma.account.update({ where: { id: randomId }, data: { locale: 'es' } })
      return 'done'
    }).catch((error: { message?: string; matcherResult?: unknown }) => {
      if (error.matcherResult) throw error
      return 'failed'
    })
  }

  const randomId = '11111111-1111-4111-8111-111111111111'
  const results = await Promise.all(
    Array.from({ length: 64 }, async () => {
      const kinds: string[] = []
      for (let n = 0; n < 12; n++) {
        const kind = random.pick(odd)
        const ended = await once(random.pick(people), kind)
        kinds.push(`${kind === 'fine' ? 'fine' : 'odd'} ${ended}`)
      }
      return kinds
    }),
  )
  expect(new Set(results.flat())).toEqual(new Set(['fine done', 'odd failed']))

  for (let n = 0; n < 8; n++) {
    const client = await requirePool().connect()
    const { rows } = await client.query(
      "select coalesce(current_setting('app.session', true), '') as session, auth.account() as me",
    )
    client.release()
    expect(rows).toEqual([{ session: '', me: null }])
  }
})
