import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { scheduleMeeting } from '#app/federation/meetings/meetings.server.ts'
import { tickDoor } from '#app/federation/meetings/tick-doors.server.ts'
import { aBody, aBuilding, actAs, today } from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import { findDoor } from './door-panel.server.ts'

test('a level nobody has asked about for 90 days is called old, one that was followed by another is history', async () => {
  const body = await aBody({ kind: 'committee' })
  const building = await aBuilding({ in: body, floors: 1, lines: 1 })
  const unitId = building.units[0]?.id ?? ''
  const [ana, bo] = [
    await aTenant({ in: body, building, unitId, name: 'Ana' }),
    await aTenant({ in: body, building, unitId, name: 'Bo' }),
  ]
  const stands = (who: string, level: number, ago: number) =>
    actAs(
      body.secretary,
      (db) => db.sql`
      insert into assessment (holding_id, id, person_id, unit_id, level, basis, account_id, day, at)
      values (${building.holdingId}, ${randomUUID()}, ${who}, ${unitId}, ${level}, '{said}', ${db.actor.accountId},
        ${addDays(today(), -ago)}::date, now() - make_interval(days => ${ago}))`,
    )
  await stands(ana, 2, 91)
  await stands(bo, 3, 200)
  await stands(bo, 1, 90)
  const { levels } = (await actAs(body.secretary, (db) => findDoor(db, building.id, '1A'))) ?? {}
  expect(levels?.map(({ name, level, stale }) => [name, level, stale])).toEqual([
    ['Bo', 1, false],
    ['Ana', 2, true],
    ['Bo', 3, false],
  ])
})

test('beside what they said stands what became of it', async () => {
  const body = await aBody({ kind: 'committee' })
  const building = await aBuilding({ in: body, floors: 1, lines: 1 })
  const unitId = building.units[0]?.id ?? ''
  const meetingId = await actAs(body.secretary, (db) =>
    scheduleMeeting(db, { bodyId: body.id, title: 'Heat', day: today(), time: '19:00', place: 'Yard' }),
  )
  const answers = async () =>
    (await actAs(body.secretary, (db) => findDoor(db, building.id, '1A')))?.answers.map(
      ({ answer, outcome }) => [answer, outcome],
    )
  await actAs(
    body.secretary,
    (db) => db.sql`
    insert into ask (holding_id, id, unit_id, step, meeting_id, answer, account_id)
    values (${building.holdingId}, ${randomUUID()}, ${unitId}, 'meeting', ${meetingId}, 'yes', ${db.actor.accountId})`,
  )
  expect(await answers()).toEqual([['yes', null]])
  await actAs(body.secretary, (db) => tickDoor(db, meetingId, { unitId, outcome: 'excused' }))
  expect(await answers()).toEqual([['yes', 'excused']])
})
