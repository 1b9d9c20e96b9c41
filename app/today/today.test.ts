import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { setFollowUpDone } from '#app/canvass/turf/follow-ups.server.ts'
import { giveTurf } from '#app/canvass/turf/given-turf.server.ts'
import { addShift } from '#app/canvass/turf/shifts.server.ts'
import { addDays } from '#app/core/days.ts'
import { scheduleMeeting } from '#app/federation/meetings/meetings.server.ts'
import { NewRepair } from '#app/grievances/repair.schema.ts'
import { addRepair } from '#app/grievances/repair-case.server.ts'
import { addPerson, askToJoin } from '#app/people/keep-people.server.ts'
import { requirePeopleFile } from '#app/people/people.server.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, today } from '#tests/factories.ts'
import { readToday } from './today.server.ts'

test('a secretary’s day: what waits, each with its day, and nothing of another body', async () => {
  const local = await aBody()
  const building = await aBuilding({ in: local })
  const door = building.units[0]?.id ?? ''
  const followUp = { holdingId: building.holdingId, id: randomUUID() }
  await actAs(local.secretary, async (db) => {
    const meeting = {
      bodyId: local.id,
      title: 'Assembly',
      day: addDays(today(), 2),
      time: '19:00',
      place: 'Yard',
    }
    await scheduleMeeting(db, meeting)
  })
  await actAs(local.secretary, async (db) => {
    await addRepair(db, building.id, NewRepair.parse({ place: door, category: 'leak' }))
  })
  await actAs(local.secretary, async (db) => {
    const file = await requirePeopleFile(db, building.id)
    const personId = await addPerson(db, file, { name: 'Ana', unitId: door })
    await askToJoin(db, { file, personId })
    await db.sql`
      insert into follow_up (holding_id, id, unit_id, what, due, account_id)
      values (${followUp.holdingId}, ${followUp.id}, ${door}, 'Bring the letter', ${today()}::date, ${db.actor.accountId})`
  })

  const { items } = await actAs(local.secretary, (db) => readToday(db))
  expect(items.map(({ kind, day, count }) => [kind, day, count])).toEqual([
    ['repairsNew', addDays(today(), 3), 1],
    ['followUp', today(), 1],
    ['meeting', addDays(today(), 2), 1],
    ['vouch', today(), 1],
  ])
  await actAs(local.secretary, (db) => setFollowUpDone(db, { ...followUp, done: true }))
  expect((await actAs(local.secretary, (db) => readToday(db))).items.map(({ kind }) => kind)).not.toContain(
    'followUp',
  )

  const other = await aBody()
  expect((await actAs(other.secretary, (db) => readToday(db))).items).toEqual([])
})

test('a canvasser’s day is the doors of a running shift, then the next one', async () => {
  const local = await aBody()
  const building = await aBuilding({ in: local })
  const ana = await aCanvasser(local)
  const give = async (day: string) => {
    const shiftId = await actAs(local.secretary, (db) =>
      addShift(db, { bodyId: local.id, day, from: '00:00', to: '23:59', place: 'Front steps', leadId: '' }),
    )
    await actAs(local.secretary, (db) =>
      giveTurf(db, shiftId, { buildingId: building.id, floors: [], accountIds: [ana.accountId] }),
    )
  }
  await give(addDays(today(), 3))
  expect((await actAs(ana, (db) => readToday(db))).isKnocking).toBe(false)
  await give(today())
  const { items, isKnocking } = await actAs(ana, (db) => readToday(db))
  expect(isKnocking).toBe(true)
  expect(items.map(({ kind, what }) => [kind, what])).toEqual([
    ['knock', building.address],
    ['shift', building.address],
  ])
})
