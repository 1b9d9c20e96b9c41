import type { AskStep } from '#app/canvass/lists.ts'
import { createSeal, type Seal } from '#app/canvass/offline/seal.ts'
import type { Knock } from '#app/canvass/sync/ops.schema.ts'
import type { SealedOp } from '#app/canvass/sync/sync.schema.ts'
import { applyBatch } from '#app/canvass/sync/sync.server.ts'
import { requireSyncKey } from '#app/canvass/sync/sync-keys.server.ts'
import { giveAll } from '#app/canvass/turf/given-turf.server.ts'
import { addPair, giveDoorsOfPair } from '#app/canvass/turf/pairs.server.ts'
import { addShift } from '#app/canvass/turf/shifts.server.ts'
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
  action?: { id: string; step: AskStep }
  walks: { phone: StoryPhone; building: StoryBuilding; share?: number; mate?: Someone }[]
}

export function dayAgo(days: number) {
  return addDays(dayOf(new Date(), timeZone), -days)
}

/** A shift as it happens: called, doors given, knocked floor by floor from the top, sent in small batches. */
export async function knockAnEvening(random: Random, evening: Evening) {
  const day = dayAgo(evening.daysAgo)
  const shiftId = await callShift(evening, { day, from: '18:00', to: '20:30' })
  for (const { phone, building, share = 1, mate } of evening.walks) {
    // To every door: its phones are to show marks that keep one from knocking, too.
    const turfId = await as(evening.secretary, at(day, 17), (db) =>
      giveAll(db, shiftId, { buildingId: building.buildingId, accountIds: [phone.owner.accountId] }),
    )
    if (mate) await pairUp(evening.secretary, at(day, 17), { shiftId, turfId, people: [phone.owner, mate] })
    // A pair has signal all evening, and is sent door by door.
    const atOnce = mate ? 1 : 10
    const promise = mate ? promiser() : (knock: Knock) => knock
    const doors = building.doors.slice(0, Math.ceil(building.doors.length * share))
    const flyer = random.chance(0.5)
    for (let from = 0; from < doors.length; from += atOnce) {
      const knocks = doors
        .slice(from, from + atOnce)
        .map(({ unitId, household }) =>
          promise(
            knockAt(
              random,
              { turfId, unitId, meetingId: evening.meetingId, step: evening.action?.step, flyer },
              household,
            ),
          ),
        )
      await send(phone, new Date(at(day, 18).getTime() + Math.min(140, from * 2) * minute), knocks)
    }
  }
  return shiftId
}

const promises = ['Bring the letter to sign', 'Ask who else has the leak', 'Bring the flyer in Spanish']

/** At every third talk something is promised, without a throw of the dice. */
function promiser() {
  let talks = 0
  return (knock: Knock): Knock => {
    if (knock.disposition !== 'conversation' || talks++ % 3 > 0) return knock
    const what = promises[Math.floor(talks / 3) % promises.length] ?? ''
    return { ...knock, followUp: knock.followUp ?? { id: knock.knockId, what, owner: 'Cleo' } }
  }
}

type Pairing = { shiftId: string; turfId: string; people: Someone[] }

async function pairUp(secretary: Someone, when: Date, { shiftId, turfId, people }: Pairing) {
  await as(secretary, when, async (db) => {
    const pairId = await addPair(
      db,
      shiftId,
      people.map(({ accountId }) => accountId),
    )
    await db.sql`update turf set pair_id = ${pairId} where id = ${turfId}`
    await giveDoorsOfPair(db, pairId)
  })
}

async function callShift(
  { secretary, bodyId, place, action }: Evening,
  when: { day: string; from: string; to: string },
) {
  return as(secretary, at(when.day, 12), (db) =>
    addShift(db, { bodyId, ...when, place, leadId: secretary.accountId, actionId: action?.id }),
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
