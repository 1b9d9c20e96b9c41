import { createSeal, type Seal } from '#app/canvass/offline/seal.ts'
import type { Knock } from '#app/canvass/ops.schema.ts'
import type { SealedOp } from '#app/canvass/sync.schema.ts'
import { applyBatch } from '#app/canvass/sync.server.ts'
import { requireSyncKey } from '#app/canvass/sync-keys.server.ts'
import { addShift, giveTurf } from '#app/canvass/turf/shifts.server.ts'
import { addDays, dayOf } from '#app/core/days.ts'
import { knockAt } from './at-the-door.ts'
import type { StoryBuilding } from './build-city.ts'
import { as, type Someone } from './cast.ts'
import type { Random } from './random.ts'

export const timeZone = 'America/New_York'
const minute = 60_000

/** A phone of the story: it seals what it sends like any other. */
export type StoryPhone = { owner: Someone; deviceId: string; seal: Seal; seq: number }

export async function turnOnPhone(random: Random, owner: Someone): Promise<StoryPhone> {
  const key = await as(owner, new Date(), requireSyncKey)
  return { owner, deviceId: random.uuid(), seal: await createSeal(key, () => new Date()), seq: 0 }
}

export type Evening = {
  /** 0 is today, 7 a week ago; below 0 still to come. */
  daysAgo: number
  bodyId: string
  secretary: Someone
  place: string
  meetingId: string | null
  walks: { phone: StoryPhone; building: StoryBuilding; share?: number }[]
}

export function dayAgo(days: number) {
  return addDays(dayOf(new Date(), timeZone), -days)
}

/** A shift as it happens: called, doors given, knocked floor by floor from the top, sent in small batches. */
export async function knockAnEvening(random: Random, evening: Evening) {
  const day = dayAgo(evening.daysAgo)
  const shiftId = await callShift(evening, { day, from: '18:00', to: '20:30' })
  for (const { phone, building, share = 1 } of evening.walks) {
    const turfId = await as(evening.secretary, at(day, 17), (db) =>
      giveTurf(db, shiftId, {
        buildingId: building.buildingId,
        floors: [],
        accountIds: [phone.owner.accountId],
      }),
    )
    const doors = building.doors.slice(0, Math.ceil(building.doors.length * share))
    const flyer = random.chance(0.5)
    for (let from = 0; from < doors.length; from += 10) {
      const knocks = doors
        .slice(from, from + 10)
        .map(({ unitId, household }) =>
          knockAt(random, { turfId, unitId, meetingId: evening.meetingId, flyer }, household),
        )
      await send(phone, new Date(at(day, 18).getTime() + Math.min(140, from * 2) * minute), knocks)
    }
  }
}

async function callShift(
  { secretary, bodyId, place }: Evening,
  when: { day: string; from: string; to: string },
) {
  return as(secretary, at(when.day, 12), (db) =>
    addShift(db, { bodyId, ...when, place, leadId: secretary.accountId }),
  )
}

async function send(phone: StoryPhone, when: Date, knocks: Knock[]) {
  const ops: SealedOp[] = []
  for (const knock of knocks) {
    phone.seq += 1
    ops.push({ ...(await phone.seal(phone.deviceId, knock)), seq: phone.seq })
  }
  const { answers } = await as(phone.owner, when, (db) =>
    applyBatch(db, { accountId: phone.owner.accountId, deviceId: phone.deviceId, ops }),
  )
  const refused = answers.find(({ result }) => result === 'rejected')
  if (refused) throw new Error(`A knock of the story was refused: ${refused.code}`)
}

/** An hour of a day on the union's clock; New York is five hours behind, give or take the summer. */
export function at(day: string, hour: number) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + (hour + 5) * 60 * minute)
}
