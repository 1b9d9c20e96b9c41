import { withActor } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { requireUuid } from '#app/core/uuid.ts'
import type { Route } from './+types/door.route.ts'
import { findDoor } from './door-panel.server.ts'

/** What the chart's panel asks for while arrows walk the doors. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const door = await withActor(context, 'chart.read', (db) =>
    findDoor(db, requireUuid(params.buildingId), params.door),
  )
  if (!door) throw notFound()
  return door
}
