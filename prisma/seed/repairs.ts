import {
  assignOwner,
  logContact,
  moveRepair,
  recordTenantAnswer,
} from '#app/grievances/repair-case.server.ts'
import { listRepairs, type Repair } from '#app/grievances/repairs.server.ts'
import { as, type Someone } from './cast.ts'
import type { Random } from './random.ts'
import { at, dayAgo } from './story.ts'

const words = [
  'The plumber comes on Tuesday, maybe.',
  'Nobody else in the building has complained.',
  'We are aware of it. Parts are ordered.',
  'Send it in writing.',
]

const placeOf = ({ door, category }: Repair) => `${door} ${category}`

/** A steward's weeks: some repairs are asked for, some promised, a few done, and some still lie there. */
export async function workOnRepairs(random: Random, steward: Someone, bodyId: string) {
  const repairs = (await as(steward, new Date(), listRepairs)).filter((repair) => repair.bodyId === bodyId)
  repairs.sort((a, b) => placeOf(a).localeCompare(placeOf(b)))
  for (const { holdingId, id: grievanceId } of repairs) {
    const ref = { holdingId, grievanceId }
    const fate = random.whole(6)
    const step = <T>(daysAgo: number, fn: Parameters<typeof as<T>>[2]) =>
      as(steward, at(dayAgo(daysAgo), 11), fn)
    if (fate === 0) continue
    await step(12, (db) => assignOwner(db, ref, steward.accountId))
    if (fate === 1) continue
    await step(11, (db) => moveRepair(db, ref, 'requested', null))
    if (fate === 2) continue
    const promisedBy = fate === 5 ? dayAgo(-3) : dayAgo(4)
    await step(8, (db) => logContact(db, ref, { channel: 'call', words: random.pick(words), promisedBy }))
    if (fate < 5) await step(4, (db) => moveRepair(db, ref, 'claimed_fixed', null))
    if (fate === 4) await step(2, (db) => recordTenantAnswer(db, ref, 'yes', null))
  }
}
