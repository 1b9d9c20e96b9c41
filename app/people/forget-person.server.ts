import { recountDoors } from '#app/buildings/coverage.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'
import type { PeopleFile } from './people.server.ts'
import { doorsLed } from './ties.server.ts'

/** Deletes what this file holds of a person, for ever. The log says that somebody was forgotten, never who. */
export async function forgetPerson(db: Handle, file: PeopleFile, personId: string) {
  if (!file.mayWrite) throw notFound()
  // Held before the facts go, as by everybody who changes what is counted.
  await db.sql`select derive.lock_doors(array(
    select r.unit_id from residency r where r.holding_id = ${file.holdingId} and r.person_id = ${personId}))`
  const led = await doorsLed(db, file, personId)
  const [forgotten] = await db.sql<{ doors: string[] }>`
    select auth.forget_person(${file.holdingId}::uuid, ${personId}::uuid) as doors`
  await recountDoors(db, [...(forgotten?.doors ?? []), ...led], 'forgotten')
  await recordDeed(db, file.bodyId, 'person_forgotten')
}
