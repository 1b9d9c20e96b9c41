import { redirect } from 'react-router'
import type { Route } from './+types/home.route.ts'
import { withActor } from './actor.server.ts'

/** Whoever came in by a shift's code has doors, and no desk. */
export async function loader({ context }: Route.LoaderArgs) {
  const isVisitor = await withActor(context, 'doors', async ({ actor }) => actor.isVisitor)
  throw redirect(isVisitor ? '/doors' : '/today')
}
