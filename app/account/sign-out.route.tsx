import { redirect } from 'react-router'
import { withActor } from '#app/core/actor.server.ts'
import { clearSession } from '#app/core/session-token.ts'
import type { Route } from './+types/sign-out.route.ts'
import { endSession } from './accounts.server.ts'

export function loader() {
  throw redirect('/account')
}

/** The cookie goes in any case; a session that is over already needs no ending. */
export async function action({ request, context }: Route.ActionArgs) {
  await withActor(context, 'doors', (db) => endSession(db, db.sessionId)).catch((thrown: unknown) => {
    if (!(thrown instanceof Response)) throw thrown
  })
  throw redirect('/sign-in', { headers: { 'Set-Cookie': clearSession(request) } })
}
