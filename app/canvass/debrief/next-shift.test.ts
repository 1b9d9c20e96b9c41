import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { planAction } from '#app/federation/meetings/meetings.server.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  doorAt,
  type TestAccount,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { aPastKnock, aTenant } from '#tests/file-factories.ts'
import type { Disposition } from '../lists.ts'
import { leftOutOf } from '../turf/change-plan.ts'
import { giveTurf } from '../turf/given-turf.server.ts'
import { findLeftOut } from '../turf/left-out.server.ts'
import { addPair, giveDoorsOfPair, setLanguages } from '../turf/pairs.server.ts'
import { changePlan, findPlan } from '../turf/plan.server.ts'
import { addShift, findShift, lockShift } from '../turf/shifts.server.ts'
import { callNextShift } from './next-shift.server.ts'

let body: TestBody
let ana: TestAccount
let bo: TestAccount

beforeAll(async () => {
  body = await aBody()
  ana = await aCanvasser(body, 'Ana')
  bo = await aCanvasser(body, 'Bo')
})

const asDesk = <T>(fn: Parameters<typeof actAs<T>>[1]) => actAs(body.secretary, fn)

type Given = { building: TestBuilding; floors: string[] | null; to: TestAccount | 'pair' | 'nobody' }

/** This evening: a pair of Ana, and turf of it, of one person beside it, or of nobody. */
async function anEveningWith(turfs: Given[], actionId?: string) {
  return asDesk(async (db) => {
    const hours = { day: today(), from: '00:00', to: '23:59', place: 'Steps' }
    const shiftId = await addShift(db, { bodyId: body.id, ...hours, ...(actionId && { actionId }) })
    const pairId = await addPair(db, shiftId, [ana.accountId])
    const ids: string[] = []
    for (const { building, floors, to } of turfs) {
      if (typeof to === 'object') {
        const accountIds = [to.accountId]
        ids.push(await giveTurf(db, shiftId, { buildingId: building.id, floors: floors ?? [], accountIds }))
        continue
      }
      const id = randomUUID()
      await db.sql`insert into turf (holding_id, id, shift_id, building_id, floors, pair_id)
        values (${building.holdingId}, ${id}, ${shiftId}, ${building.id}, ${floors}::text[], ${to === 'pair' ? pairId : null}::uuid)`
      ids.push(id)
    }
    await giveDoorsOfPair(db, pairId)
    return { shiftId, pairId, turfIds: ids }
  })
}

const say = (building: TestBuilding, label: string, disposition: Disposition, ago = 0) =>
  aPastKnock({ in: body, building, unitId: doorAt(building, label), disposition, ago })
const speaks = (building: TestBuilding, label: string, language: string) =>
  aTenant({ in: body, building, unitId: doorAt(building, label), languages: [language] })

/** What became of the doors: those of the pair, those its plan would give it, and those left out with the reason. */
async function nextOf(shiftId: string) {
  const nextId = await asDesk((db) => callNextShift(db, shiftId))
  return asDesk(async (db) => {
    const next = await lockShift(db, nextId)
    const turf = await db.sql<{ label: string }>`
      select u.label from turf t join unit u on u.building_id = t.building_id and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
      where t.shift_id = ${nextId} and t.pair_id is not null order by u.label`
    const found = await findPlan(db, next)
    const label = new Map(found.doors.map((door) => [door.unitId, door.label]))
    const { waiting } = await findLeftOut(db, next)
    return {
      nextId,
      turf: turf.map((one) => one.label).join(' '),
      planned: found.plan.parts.flatMap(({ units }) => units.map((id) => label.get(id))).toSorted(),
      leftOut: leftOutOf(found.plan, found)
        .map((door) => `${door.label} ${door.reason}`)
        .toSorted(),
      waiting,
    }
  })
}

test('of a pair’s doors it gets again those it may knock; the others are in the plan with the reason', async () => {
  const building = await aBuilding({ in: body, floors: 4, lines: 2 })
  const { shiftId } = await anEveningWith([{ building, floors: null, to: 'pair' }])
  await say(building, '1A', 'moved')
  await say(building, '1B', 'refused', 60)
  await say(building, '2A', 'do_not_knock', 400)
  await say(building, '2B', 'landlord_agent', 30)
  await say(building, '3A', 'conversation')
  await say(building, '3B', 'hostile_unsafe')
  await say(building, '4A', 'not_home')
  expect(await nextOf(shiftId)).toMatchObject({
    turf: '4A 4B',
    planned: [],
    leftOut: ['1A moved', '1B refused', '2A do_not_knock', '2B never'],
    waiting: 0,
  })
})

test('doors that nobody had, or one person beside the pairs, or that were handed back wait in the plan', async () => {
  const [own, nobodys, bos, back, off] = [
    await aBuilding({ in: body, floors: 1, lines: 2 }),
    await aBuilding({ in: body, floors: 2, lines: 1 }),
    await aBuilding({ in: body, floors: 3, lines: 1 }),
    await aBuilding({ in: body, floors: 4, lines: 1 }),
    await aBuilding({ in: body, floors: 5, lines: 1 }),
  ]
  const { shiftId, turfIds } = await anEveningWith([
    { building: own, floors: null, to: ana },
    { building: bos, floors: ['3'], to: bo },
    { building: back, floors: ['4'], to: 'pair' },
    { building: off, floors: ['5'], to: bo },
    { building: nobodys, floors: ['2'], to: 'nobody' },
  ])
  const handBack = (turfId: string) => (db: Parameters<Parameters<typeof actAs>[1]>[0]) =>
    db.sql<{ n: number }>`select auth.hand_back(${turfId}::uuid, 'no_time') as n`
  expect(await actAs(ana, handBack(turfIds[2] ?? ''), 'doors')).toEqual([{ n: 1 }])
  await asDesk(
    (db) =>
      db.sql`select auth.take_back(${shiftId}::uuid, a.id) from turf_assignment a where a.turf_id = ${turfIds[3] ?? ''}`,
  )
  // The last was never given, the one before it taken back by the desk: neither was a door of that evening.
  expect(await nextOf(shiftId)).toMatchObject({
    turf: '1A 1B',
    planned: ['3A', '4A'],
    leftOut: [],
    waiting: 2,
  })
})

test('without a pair all wait in the plan, and nothing else is said against them', async () => {
  const building = await aBuilding({ in: body, floors: 2, lines: 1 })
  const shiftId = await asDesk(async (db) => {
    const made = await addShift(db, {
      bodyId: body.id,
      day: today(),
      from: '00:00',
      to: '23:59',
      place: 'Steps',
    })
    await giveTurf(db, made, { buildingId: building.id, floors: [], accountIds: [bo.accountId] })
    return made
  })
  await say(building, '1A', 'moved')
  expect(await nextOf(shiftId)).toMatchObject({
    turf: '',
    planned: [],
    leftOut: ['1A moved', '2A not_shared'],
    waiting: 1,
  })
})

test('after another language a door goes to the pair that had it only if it speaks that', async () => {
  const building = await aBuilding({ in: body, floors: 2, lines: 1 })
  for (const label of ['1A', '2A']) await say(building, label, 'language')
  await speaks(building, '1A', 'es')
  await speaks(building, '2A', 'vi')
  const { shiftId } = await anEveningWith([{ building, floors: null, to: 'pair' }])
  await asDesk((db) => setLanguages(db, shiftId, { accountId: ana.accountId, languages: ['en', 'es'] }))
  expect(await nextOf(shiftId)).toMatchObject({ turf: '1A', leftOut: ['2A language'], planned: [] })
})

test('a building added to such a plan comes with all its doors', async () => {
  const [building, more] = [
    await aBuilding({ in: body, floors: 1, lines: 1 }),
    await aBuilding({ in: body, floors: 2, lines: 2 }),
  ]
  await say(building, '1A', 'moved')
  const { shiftId } = await anEveningWith([{ building, floors: null, to: 'pair' }])
  const { nextId } = await nextOf(shiftId)
  await asDesk((db) => changePlan(db, nextId, { intent: 'addBuildings', buildingIds: [more.id] }))
  const doors = await asDesk(async (db) => (await findPlan(db, await lockShift(db, nextId))).doors)
  expect(doors).toHaveLength(5)
})

test('the action goes along while it is open', async () => {
  const building = await aBuilding({ in: body, floors: 1, lines: 1 })
  const plan = (day: string) =>
    asDesk((db) => planAction(db, { bodyId: body.id, kind: 'petition', title: 'Heat now', day }))
  const actionOfNext = async (actionId: string) => {
    const { shiftId } = await anEveningWith([{ building, floors: null, to: 'pair' }], actionId)
    return async () => {
      const { nextId } = await nextOf(shiftId)
      return (await asDesk((db) => findShift(db, nextId)))?.actionId
    }
  }
  const open = await plan(addDays(today(), 3))
  const called = await actionOfNext(open)
  expect(await called()).toBe(open)
  await asDesk((db) => db.sql`update meeting set cancelled_at = now() where id = ${open}`)
  expect(await called()).toBeNull()
})
