import { beforeAll, expect, test } from 'vitest'
import { addPerson, confirmStillLives, moveOut } from '#app/people/keep-people.server.ts'
import { findPerson, requirePeopleFile } from '#app/people/people.server.ts'
import { aKnock } from '#tests/door-factories.ts'
import { aBody, actAs, type TestBody, today } from '#tests/factories.ts'
import { aPlace, door, type Place } from '#tests/place-factories.ts'
import { findLeftOut } from './left-out.server.ts'
import { noConditions } from './lists/list.schema.ts'
import { countLeftOut, findDoors } from './lists/lists.server.ts'
import { addPair } from './pairs.server.ts'
import { changePlan, findPlan } from './plan.server.ts'
import { addShift, findShift, lockShift } from './shifts.server.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

const say = (place: Place, at: number, disposition: 'moved' | 'deceased' | 'landlord_agent') =>
  place.phone.send(aKnock(place.turfId, door(place, at), { disposition }))

async function aPlannedShift(place: Place) {
  const to = { from: '17:00', to: '20:00', backBy: '20:00', place: 'Steps' }
  const shiftId = await actAs(body.secretary, (db) => addShift(db, { bodyId: body.id, day: today(), ...to }))
  const pair = await actAs(body.secretary, (db) => addPair(db, shiftId, [place.phone.account.accountId]))
  return { shiftId, pair }
}

test('where somebody moved out or died, doors are open again once the desk said who lives there, and only then', async () => {
  const place = await aPlace(body)
  const atDesk = <T>(fn: (db: Parameters<typeof addPerson>[0], file: Parameters<typeof addPerson>[1]) => T) =>
    actAs(body.secretary, async (db) => fn(db, await requirePeopleFile(db, place.building.id)))
  const lives = (name: string, at: number) =>
    atDesk((db, file) => addPerson(db, file, { name, unitId: door(place, at) }))
  const homeOf = (personId: string) =>
    atDesk(async (db, file) => {
      const [home] = (await findPerson(db, file, personId))?.residencies ?? []
      if (!home) throw new Error('nobody')
      return home
    })
  const closed = () =>
    actAs(body.secretary, async (db) =>
      countLeftOut(db, await findDoors(db, body.id, { ...noConditions, buildingId: place.building.id })),
    )
  const [ana, ben, cem] = [await lives('Ana', 0), await lives('Ben', 0), await lives('Cem', 1)]
  await say(place, 0, 'deceased')
  await say(place, 1, 'moved')
  // Of a door where nobody was known the desk has nothing to settle.
  await say(place, 2, 'moved')
  expect(await closed()).toEqual([
    { reason: 'never', doors: 1 },
    { reason: 'moved', doors: 2 },
  ])

  for (const personId of [ana, cem]) {
    const { id: residencyId } = await homeOf(personId)
    await atDesk((db, file) => moveOut(db, { file, personId }, { residencyId, until: today() }))
  }
  expect(await closed()).toEqual([
    { reason: 'never', doors: 1 },
    { reason: 'moved', doors: 1 },
  ])
  const { id: residencyId, doubt } = await homeOf(ben)
  await atDesk((db, file) =>
    confirmStillLives(db, { file, personId: ben }, { residencyId, knockId: doubt?.knockId ?? '' }),
  )
  expect(await closed()).toEqual([{ reason: 'moved', doors: 1 }])

  const { shiftId } = await aPlannedShift(place)
  await actAs(body.secretary, (db) =>
    changePlan(db, shiftId, { intent: 'addBuildings', buildingIds: [place.building.id] }),
  )
  const nobodys = await actAs(body.secretary, async (db) => findLeftOut(db, await lockShift(db, shiftId)))
  expect(nobodys).toMatchObject({
    mayGoBack: true,
    leftOut: [{ leftOut: [{ reason: 'moved', labels: ['2A'] }] }],
  })
})

test("behind which the landlord's people live: no plan takes it, and somebody may put it back", async () => {
  const place = await aPlace(body)
  await say(place, 0, 'landlord_agent')
  const { shiftId, pair } = await aPlannedShift(place)
  const act = (what: Parameters<typeof changePlan>[2]) =>
    actAs(body.secretary, (db) => changePlan(db, shiftId, what))
  const planned = () =>
    actAs(body.secretary, async (db) => {
      const shift = await findShift(db, shiftId)
      return shift && (await findPlan(db, shift)).plan.parts.some(({ units }) => units.includes(door(place)))
    })
  await act({ intent: 'addBuildings', buildingIds: [place.building.id] })
  expect(await planned()).toBe(false)
  await act({ intent: 'putBack', unitId: door(place), to: pair })
  expect(await planned()).toBe(true)
  await act({ intent: 'propose', knockedWithin: 0 })
  expect(await planned()).toBe(false)
})
