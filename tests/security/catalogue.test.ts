import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capabilitiesOf } from '#app/core/permissions.ts'
import { testDatabase } from '../setup/database.ts'
import { closed, corrected, definers, derived, facts, letGo, outside } from './catalogue-lists.ts'

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
