import pg from 'pg'
import { StartError } from './start-error.ts'

type AppLogin = { password: string }

const roles = {
  lintel_owner: 'nologin',
  lintel_app: 'login nosuperuser nocreatedb nocreaterole nobypassrls',
  lintel_auth: 'nologin',
  lintel_jobs: 'nologin',
} as const

/** The roles of one PostgreSQL server; harmless when they are there already. */
export async function ensureRoles(client: pg.Client, app: AppLogin) {
  const { rows } = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [Object.keys(roles)],
  )
  const known = new Set(rows.map((row) => row.rolname))
  const missing = Object.entries(roles).filter(([name]) => !known.has(name))
  const password = pg.escapeLiteral(app.password)
  try {
    for (const [name, options] of missing) await client.query(`create role ${name} ${options}`)
    if (!known.has('lintel_app')) await client.query(`alter role lintel_app password ${password}`)
    for (const [role, member] of await missingMemberships(client)) {
      await client.query(`grant ${role} to ${member}`)
    }
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new StartError(
      `The owner login may not create roles. Run this once as an administrator of the server, then start again:\n\n${operatorSql(client)}\n`,
    )
  }
}

/** The owner role hands functions over to the other two; the login that migrates becomes the owner role. */
async function missingMemberships(client: pg.Client) {
  const wanted = [
    ['lintel_auth', 'lintel_owner'],
    ['lintel_jobs', 'lintel_owner'],
    ['lintel_owner', 'current_user'],
  ] as const
  const { rows } = await client.query<{ has: boolean }>(
    `select pg_has_role(case member when 'current_user' then current_user else member::name end, role, 'member') as has
     from unnest($1::text[], $2::text[]) with ordinality as w (role, member, n) order by n`,
    [wanted.map(([role]) => role), wanted.map(([, member]) => member)],
  )
  return wanted.filter((_, at) => !rows[at]?.has)
}

/** Lets the owner role build in this database and keeps everybody else out of it. */
export async function ensureGrants(client: pg.Client) {
  const database = pg.escapeIdentifier(client.database ?? 'lintel')
  await client.query(`
    grant connect, create on database ${database} to lintel_owner;
    grant connect on database ${database} to lintel_app, lintel_jobs;
    revoke temporary on database ${database} from public;
    grant usage, create on schema public to lintel_owner;
    revoke create on schema public from public`)
}

function operatorSql(client: pg.Client) {
  const login = pg.escapeIdentifier(client.user ?? 'owner')
  const database = pg.escapeIdentifier(client.database ?? 'lintel')
  return [
    ...Object.entries(roles).map(
      ([name, options]) =>
        `create role ${name} ${options}${name === 'lintel_app' ? " password 'choose one'" : ''};`,
    ),
    'grant lintel_auth, lintel_jobs to lintel_owner;',
    `grant lintel_owner to ${login};`,
    `alter database ${database} owner to ${login};`,
  ].join('\n')
}

/** The wall of row-level security does not hold for these: refuse to serve with them. */
export async function requireAppRole(database: pg.Pool | pg.Client) {
  const { rows } = await database.query<{
    name: string
    super: boolean
    bypass: boolean
    owner: boolean
    app: boolean
  }>(`
    select current_user as name, rolsuper as super, rolbypassrls as bypass,
      exists (select from pg_roles o where o.rolname = 'lintel_owner' and pg_has_role(current_user, o.oid, 'member'))
        or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relowner = r.oid and n.nspname not like 'pg\\_%') as owner,
      exists (select from pg_roles a where a.rolname = 'lintel_app' and pg_has_role(current_user, a.oid, 'member')) as app
    from pg_roles r where rolname = current_user`)
  const role = rows[0]
  if (!role) throw new StartError('The server does not say which role DATABASE_URL signs in as')
  const because = role.super
    ? 'is a superuser'
    : role.bypass
      ? 'may bypass row-level security'
      : role.owner
        ? 'owns tables'
        : role.app
          ? null
          : 'is not lintel_app nor a member of it'
  if (because) {
    throw new StartError(
      `DATABASE_URL signs in as ${role.name}, which ${because}. Use lintel_app, for example postgresql://lintel_app:secret@localhost:5432/lintel`,
    )
  }
}
