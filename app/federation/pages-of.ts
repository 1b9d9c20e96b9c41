import type { Actor } from '#app/core/actor.server.ts'
import type { BodyPages } from './body-tabs.tsx'

/** Which pages of a body are open to this person. */
export function pagesOf(actor: Actor, bodyId: string): BodyPages {
  return {
    bodyId,
    people: actor.can('colleagues.read', bodyId),
    shares: actor.can('coverage.read', bodyId),
    scripts: actor.can('turf.assign', bodyId),
    log: actor.can('log.read', bodyId),
  }
}
