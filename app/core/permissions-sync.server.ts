import type pg from 'pg'
import { capabilitiesOf } from './permissions.ts'

/** Writes the permission table into the database, so that screens and row policies read the same one. Runs as the owner, after migrations. */
export async function syncPermissions(client: pg.Client | pg.PoolClient): Promise<void> {
  const rows = Object.entries(capabilitiesOf).flatMap(([role, held]) =>
    held.map((capability) => ({ role, capability })),
  )
  await client.query('begin')
  await client.query('set local role lintel_auth')
  await client.query('delete from public.role_capability')
  await client.query(
    'insert into public.role_capability select * from jsonb_to_recordset($1) as r (role text, capability text)',
    [JSON.stringify(rows)],
  )
  await client.query('commit')
}
