import { redirect } from 'react-router'
import { withActor } from '#app/core/actor.server.ts'
import type { Route } from './+types/union.route.ts'
import { findUnionBody } from './bodies.server.ts'

/** The place "Union" opens at the body one works for; without a role, at the union's own page. */
export async function loader({ context }: Route.LoaderArgs) {
  const bodyId = await withActor(
    context,
    'self',
    async (db) => db.actor.grants[0]?.bodyId ?? (await findUnionBody(db)),
  )
  throw redirect(`/union/${bodyId}`)
}
