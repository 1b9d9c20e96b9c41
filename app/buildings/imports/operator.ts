import { RouterContextProvider } from 'react-router'
import { endSession, openSession } from '#app/account/accounts.server.ts'
import { withActor, withAnyone } from '#app/core/actor.server.ts'
import { importingKinds } from '#app/core/permissions.ts'
import { sessionContext, surfaceContext } from '#app/core/request-context.ts'
import { withClient } from '#app/core/start/database.ts'

/**
 * Whoever may run the database may import, but as somebody of the union: the log names a person, and row policies hold as on the
 * page. Without a name it is the first who may import, the union's own body before others.
 */
export async function signInAsOperator(ownerUrl: string, name: string | undefined) {
  const accountId = await withClient(ownerUrl, async (client) => {
    await client.query('set role lintel_auth')
    const { rows } = await client.query<{ id: string }>(
      `select a.id from public.account a join public.role_grant g on g.account_id = a.id
         join public.role_capability c on c.role = g.role and c.capability = 'buildings.import'
         join public.body b on b.id = g.body_id left join public.credential k on k.account_id = a.id
       where b.kind = any ($2) and a.disabled_at is null and g.revoked_at is null and (g.expires_at is null or g.expires_at > now())
         and ($1::text is null or lower(a.name) = lower($1) or k.login = lower($1))
       order by (b.kind = 'union') desc, g.granted_at, g.id limit 1`,
      [name ?? null, importingKinds],
    )
    return rows[0]?.id
  })
  if (!accountId) return null
  const { sessionId } = await withAnyone((db) => openSession(db, accountId, 'npm run import'))
  const context = new RouterContextProvider()
  context.set(sessionContext, sessionId)
  context.set(surfaceContext, 'endpoint')
  return { context, signOut: () => withActor(context, 'self', (db) => endSession(db, sessionId)) }
}
