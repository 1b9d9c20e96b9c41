import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capabilitiesOf } from '#app/core/permissions.ts'
import { testDatabase } from '../setup/database.ts'

let owner: pg.Client

beforeAll(async () => {
  owner = new pg.Client((await testDatabase()).ownerUrl)
  await owner.connect()
})
afterAll(() => owner.end())

async function list(sql: string, values: unknown[] = []) {
  const { rows } = await owner.query<{ name: string }>(sql, values)
  return rows.map(({ name }) => name).toSorted()
}

const ourSchemas = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')"

/** Tables outside the wall, each with its reason. */
const outside = {
  'public._prisma_migrations': 'what the owner’s migrations did; the app’s role cannot read it',
}

/** Tables the app reaches through functions alone. */
const closed = ['credential', 'role_capability', 'shift_code', 'sync_key']

/** Everything that runs with another role's rights. A new one is a new door in the wall: look at it twice, then list it. */
const definers = [
  'auth.accept_invitation(uuid,text,text,text,text)',
  'auth.account()',
  'auth.actor()',
  'auth.acts_of_shift(uuid)',
  'auth.add_account(text,text,text,text)',
  'auth.add_sync_key(text,text)',
  'auth.bodies(text)',
  'auth.borrow_session(uuid)',
  'auth.bring_back(uuid)',
  'auth.bump_share_version()',
  'auth.by_hand(uuid,uuid)',
  'auth.call_off(uuid)',
  'auth.can(text)',
  'auth.carry(uuid,uuid,integer)',
  'auth.come_along(text)',
  'auth.credential(text)',
  'auth.current_sync_key()',
  'auth.debriefs(uuid)',
  'auth.door_levels(uuid)',
  'auth.doors_of(uuid[])',
  'auth.doors_to_correct(uuid)',
  'auth.end_help()',
  'auth.epoch()',
  'auth.evening_doors_added(uuid)',
  'auth.evening_drafts(uuid)',
  'auth.evening_heard(uuid,date)',
  'auth.evening_knocks(uuid)',
  'auth.evening_named(uuid)',
  'auth.file_once_given(uuid,uuid)',
  'auth.fill_photo()',
  'auth.forget_person(uuid,uuid)',
  'auth.found_body(text,text,uuid)',
  'auth.found_union(text,text,text[],text,text,text,text)',
  'auth.free_sheet_code(text[])',
  'auth.give_back(uuid,uuid)',
  'auth.give_on(uuid,uuid,uuid)',
  'auth.hand_back(uuid,text)',
  'auth.hand_over(uuid,uuid,date)',
  'auth.handed_back(uuid)',
  'auth.hides_names(uuid,uuid)',
  'auth.in_the_way_of_undo(uuid)',
  'auth.invitation(uuid)',
  'auth.is_device(uuid)',
  'auth.is_guest()',
  'auth.is_phone_of(uuid,uuid)',
  'auth.join_shift(text,text,text,uuid,text)',
  'auth.late_holdings()',
  'auth.late_turfs()',
  'auth.leads_shift(uuid)',
  'auth.leads_turf(uuid)',
  'auth.left_to_give(uuid)',
  'auth.link_asks()',
  'auth.lives_in_turf(uuid,uuid)',
  'auth.lock_shares(uuid,uuid)',
  'auth.lose_phone(uuid,uuid)',
  'auth.lose_visitor(uuid,uuid)',
  'auth.lost_by_calling_off(uuid)',
  'auth.move_to_pair(uuid,uuid,uuid)',
  'auth.my_bodies()',
  'auth.my_evenings()',
  'auth.my_shift(uuid)',
  'auth.my_shifts()',
  'auth.name_pairs(uuid)',
  'auth.not_knocked(uuid)',
  'auth.open_knocks(uuid,integer[],uuid[])',
  'auth.open_session(uuid,uuid,text,integer)',
  'auth.pass_follow_ups()',
  'auth.person_has(uuid,uuid,text)',
  'auth.phones_of(uuid)',
  'auth.promises_left(uuid)',
  'auth.put_back(uuid,uuid[],boolean)',
  'auth.put_in_pair(uuid,uuid,uuid)',
  'auth.record(uuid,text,uuid)',
  'auth.set_back(uuid,uuid[],boolean)',
  'auth.set_shift_code(uuid,text)',
  'auth.settle_act(uuid,text,text,uuid)',
  'auth.shared_coverage()',
  'auth.shift_board(uuid)',
  'auth.shift_code(uuid)',
  'auth.shift_doors(uuid)',
  'auth.shift_knocks(uuid)',
  'auth.shift_of_act(uuid)',
  'auth.shift_outcome(uuid)',
  'auth.shift_pace(uuid)',
  'auth.shift_people(uuid)',
  'auth.sync_private_key(uuid)',
  'auth.take_back(uuid,uuid)',
  'auth.take_in(uuid,integer[],uuid[],uuid[])',
  'auth.take_invitation(uuid)',
  'auth.take_knocks_at_once(uuid,uuid,uuid,uuid[],integer[],bytea[],uuid[],uuid[],uuid[],text[],boolean[])',
  'auth.tell_drafts(uuid,integer)',
  'auth.tell_shift(uuid,boolean,boolean)',
  'auth.tidy_photos()',
  'auth.turf_doors()',
  'auth.turf_of(uuid,uuid,uuid)',
  'auth.turfs_of(uuid[],uuid[],uuid[])',
  'auth.turf_people()',
  'auth.turfs()',
  'auth.union_name()',
  'auth.vouch_for(uuid,uuid,boolean)',
  'auth.who_else_has(uuid)',
  'derive.count_knocks(uuid[],uuid[],text[],uuid[],uuid,date)',
  'derive.is_open(uuid,uuid)',
  'derive.let_looks_go()',
  'derive.let_loose_minutes_go(integer)',
  'derive.let_minutes_go(integer)',
  'derive.lock_doors(uuid[])',
  'derive.lock_files(uuid[])',
  'derive.move_window(integer)',
  'derive.recount(uuid[],text)',
  'derive.recount_coverage(uuid[],text,uuid)',
  'derive.recount_doors(uuid[])',
  'derive.recount_knocks(uuid[],uuid[])',
  'derive.refresh_statistics()',
  'derive.taken_back(uuid,uuid)',
  'derive.today()',
]

/** Facts are appended: not even their author takes a word back out of the table. */
const facts = [
  'ask',
  'assessment',
  'attendance',
  'audit_entry',
  'change',
  'consent',
  'do_not_knock_lift',
  'grievance',
  'grievance_event',
  'grievance_event_words',
  'grievance_link',
  'grievance_words',
  'knock',
  'knock_heard',
  'knock_note',
  'knock_retraction',
  'naming',
  'op_ledger',
  'put_right',
  'reminder',
  'still_lives',
  'language_card',
  'script_version',
]

test('row security is enabled and forced on every table', async () => {
  const open = await list(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${ourSchemas} and not (c.relrowsecurity and c.relforcerowsecurity)`)
  expect(open).toEqual(Object.keys(outside))
})

test('every table has a policy for the app, but those it reaches through functions', async () => {
  const bare = await list(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and c.relrowsecurity and ${ourSchemas}
    and not exists (select from pg_policy p where p.polrelid = c.oid and 'lintel_app'::regrole = any (p.polroles))`)
  expect(bare).toEqual(closed)
  const granted = await list(
    `select table_name as name from information_schema.table_privileges where grantee in ('lintel_app', 'PUBLIC') and table_name = any ($1)`,
    [[...closed, '_prisma_migrations']],
  )
  expect(granted).toEqual([])
})

test('no policy is for everybody, and none of the app’s says yes to all', async () => {
  const wide = await list(`
    select tablename || '.' || policyname as name from pg_policies where 'public' = any (roles)
      or ('lintel_app' = any (roles) and (qual = 'true' or with_check = 'true' or permissive <> 'PERMISSIVE'))`)
  expect(wide).toEqual([])
})

test('the app may do to a table only what a policy speaks of', async () => {
  const unspoken = await list(`
    select table_name || ' ' || privilege_type as name from (
      select table_name::text, privilege_type::text from information_schema.table_privileges where grantee = 'lintel_app'
      union select table_name::text, privilege_type::text from information_schema.column_privileges where grantee = 'lintel_app') g
    where not exists (select from pg_policies p where p.tablename = g.table_name and p.cmd in (g.privilege_type, 'ALL')
      and 'lintel_app' = any (p.roles))
      -- A view asks the policies of the tables under it: see below.
      and not exists (select from pg_views v where v.schemaname = 'public' and v.viewname = g.table_name)`)
  expect(unspoken).toEqual([])
})

test('facts are appended', async () => {
  const changeable = await list(
    `select distinct table_name || ' ' || privilege_type as name from information_schema.column_privileges
     where grantee = 'lintel_app' and privilege_type in ('UPDATE', 'DELETE') and table_name = any ($1)
     union select table_name || ' ' || privilege_type from information_schema.table_privileges
     where grantee = 'lintel_app' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and table_name = any ($1)`,
    [facts],
  )
  expect(changeable).toEqual([])
})

/** What may be corrected in a row. Everything else about it is as it was written: whose it is, what it is, who did it and when. */
const corrected: Record<string, string[]> = {
  account: ['locale', 'name'],
  affiliation: ['until'],
  area: ['geometry', 'name'],
  body: ['name'],
  building: ['cell', 'doors_estimate', 'doors_source', 'lat', 'lon'],
  contact: ['safe_rule'],
  deadline_rule: ['checked_by', 'checked_on', 'fix_days', 'source', 'start_days'],
  device: ['revoked_at'],
  follow_up: ['done_at', 'done_by', 'due', 'owner_id'],
  holding: ['script_id'],
  import: ['counts', 'undone_at'],
  interest: ['until'],
  invitation: ['expires_at'],
  meeting: ['cancelled_at'],
  membership: ['ended_at', 'vouched_at', 'vouched_by'],
  party: ['kind', 'name'],
  party_link: ['confirmed_by'],
  person: ['account_id', 'name'],
  person_language: ['interpreter', 'reads', 'speaks'],
  phone: ['session_id', 'label', 'share', 'seen_at', 'lost_at'],
  photo: ['arrived_at', 'problem'],
  print_sheet: ['closed_at'],
  refused_op: ['knock_id', 'outcome', 'reason', 'settled_at', 'settled_by'],
  repair_sheet: ['closed_at'],
  residency: ['until'],
  role_grant: ['revoked_at'],
  script: ['name', 'retired_at', 'used_since'],
  second_value: ['settled_at'],
  session: ['revoked_at'],
  share: ['ended_at'],
  shift: [
    'action_id',
    'asks',
    'back_by',
    'called_off_at',
    'ends_at',
    'lead_id',
    'leaves_flyer',
    'place',
    'script_id',
    'starts_at',
  ],
  shift_pair: ['name', 'place'],
  shift_person: ['back_at', 'ready_at'],
  shift_plan: ['plan'],
  street: ['geometry', 'kind', 'name'],
  turf: ['pair_id'],
  turf_assignment: ['expires_at', 'revoked_at'],
  union_profile: ['locales', 'name', 'time_zone', 'lock_minutes'],
  unit: ['entrance', 'label', 'label_key', 'struck_reason', 'use'],
}

test('of a row only what is listed is ever changed', async () => {
  const changeable = await list(
    `select table_name || '.' || column_name as name from information_schema.column_privileges
     where grantee = 'lintel_app' and privilege_type = 'UPDATE'`,
  )
  expect(changeable).toEqual(
    Object.entries(corrected)
      .flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))
      .toSorted(),
  )
})

/** A week after its shift a knock loses its minute and its device, by these functions alone: see decision 018. */
const letGo: Record<string, string[]> = {
  ask: ['at'],
  assessment: ['at'],
  consent: ['at'],
  follow_up: ['at'],
  grievance: ['at'],
  grievance_event: ['at'],
  knock: ['at', 'day_alone', 'day_part', 'device_id'],
  knock_retraction: ['at'],
  membership: ['asked_at'],
  op_ledger: ['at', 'holding_id', 'unit_id'],
  person: ['created_at'],
  photo: ['arrived_at', 'at'],
  refused_op: ['at', 'holding_id', 'knock_id', 'payload', 'settled_at'],
  second_value: ['at'],
  tie: ['at'],
}
const derived = ['body_clock', 'building_coverage', 'change', 'door_state']

test('the server by itself changes of a fact when it was, and no word of it', async () => {
  const changeable = await list(
    `select table_name || '.' || column_name as name from information_schema.column_privileges
     where grantee = 'lintel_jobs' and privilege_type = 'UPDATE' and table_name <> all ($1)`,
    [derived],
  )
  expect(changeable).toEqual(
    Object.entries(letGo)
      .flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))
      .toSorted(),
  )
  const { rows } = await owner.query<{ name: string }>(
    `select p.oid::regprocedure::text as name from pg_proc p
     where p.proowner = 'lintel_jobs'::regrole and p.prosrc ~ 'update public[.](${Object.keys(letGo).join('|')}) '`,
  )
  expect(rows.map(({ name }) => name).toSorted()).toEqual([
    'derive.let_looks_go()',
    'derive.let_loose_minutes_go(integer)',
    'derive.let_minutes_go(integer)',
  ])
})

test('a row of a file points only into its own file', async () => {
  const loose = await list(`
    select c.conrelid::regclass || ' → ' || c.confrelid::regclass as name from pg_constraint c
    where c.contype = 'f'
      and exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'holding_id' and not a.attisdropped)
      and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'holding_id' and not a.attisdropped)
      and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'holding_id' and a.attnum = any (c.conkey))`)
  expect(loose).toEqual([])
})

test('no view and no copy shows more than its reader may see', async () => {
  const leaky = await list(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ourSchemas} and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)))`)
  expect(leaky).toEqual([])
})

test('functions with another role’s rights are listed, owned by the right role and closed to the public', async () => {
  const { rows } = await owner.query<{ name: string; owner: string; path: string[] | null; open: boolean }>(`
    select p.oid::regprocedure::text as name, p.proowner::regrole::text as owner, p.proconfig as path,
      has_function_privilege('public', p.oid, 'execute') as open
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${ourSchemas} order by 1`)
  expect(rows.map(({ name }) => name).toSorted()).toEqual(definers.toSorted())
  for (const { name, owner: role, path, open } of rows) {
    const right = name.startsWith('auth.') ? 'lintel_auth' : 'lintel_jobs'
    expect({ name, role, open }).toEqual({ name, role: right, open: false })
    expect(path, name).toContain('search_path=""')
  }
})

test('the app’s role owns nothing, makes nothing and becomes nobody', async () => {
  const { rows } = await owner.query(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles
     where rolname in ('lintel_app', 'lintel_auth', 'lintel_jobs')`,
  )
  for (const role of rows)
    expect(role).toEqual({
      rolname: role.rolname,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    })
  expect(
    await list(`select c.oid::regclass::text as name from pg_class c where c.relowner = 'lintel_app'::regrole
      union select p.oid::regprocedure::text from pg_proc p where p.proowner = 'lintel_app'::regrole`),
  ).toEqual([])
  expect(
    await list(
      `select roleid::regrole::text as name from pg_auth_members where member = 'lintel_app'::regrole`,
    ),
  ).toEqual([])
  expect(
    await list(
      `select nspname as name from pg_namespace n where ${ourSchemas} and has_schema_privilege('lintel_app', oid, 'create')`,
    ),
  ).toEqual([])
  expect(
    await list(
      `select rolname as name from pg_roles where rolcanlogin and rolname in ('lintel_owner', 'lintel_auth', 'lintel_jobs')`,
    ),
  ).toEqual([])
})

test('the database asks the same permission table as the screens', async () => {
  const { rows } = await owner.query<{ role: string; capability: string }>(
    'select role, capability from role_capability',
  )
  const inCode = Object.entries(capabilitiesOf).flatMap(([role, held]) =>
    held.map((capability) => `${role} ${capability}`),
  )
  expect(rows.map(({ role, capability }) => `${role} ${capability}`).toSorted()).toEqual(inCode.toSorted())
})

test('a table made without a wall is noticed', async () => {
  await owner.query('begin; create table forgotten (id int)')
  const open = await list(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${ourSchemas} and not (c.relrowsecurity and c.relforcerowsecurity)`)
  await owner.query('rollback')
  expect(open).toContain('public.forgotten')
})
