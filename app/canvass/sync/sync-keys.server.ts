import type { Handle } from '#app/core/actor.server.ts'
import { knownSecrets } from './known-keys.ts'
import { newSyncKey } from './open-sealed.ts'

export type PublicSyncKey = { id: string; publicKey: string }
type Current = PublicSyncKey & { epoch: string }

/** The key phones seal their acts to, made when the first phone asks; and which history of the database this is. */
export async function requireSyncKey(db: Handle): Promise<Current> {
  const found = await findCurrent(db)
  if (found) return found
  const { publicKey, privateKey } = newSyncKey()
  await db.sql`select auth.add_sync_key(${publicKey}, ${privateKey})`
  const made = await findCurrent(db)
  if (!made) throw new Error('No sync key could be made')
  return made
}

async function findCurrent(db: Handle) {
  const [key] =
    await db.sql<Current>`select id, public_key as "publicKey", auth.epoch() as epoch from auth.current_sync_key()`
  return key
}

/** The private halves of these keys, asked of the database once a process. */
export async function findSecrets(db: Handle, keyIds: Iterable<string>) {
  const secrets = new Map<string, string>()
  for (const id of new Set(keyIds)) {
    const secret = knownSecrets.get(id) ?? (await findSecret(db, id))
    if (secret) secrets.set(id, secret)
  }
  return secrets
}

async function findSecret(db: Handle, id: string) {
  const [row] = await db.sql<{ secret: string | null }>`select auth.sync_private_key(${id}::uuid) as secret`
  if (row?.secret) knownSecrets.set(id, row.secret)
  return row?.secret ?? undefined
}
