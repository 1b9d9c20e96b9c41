import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { setLanguages } from '#app/people/keep-people.server.ts'
import { requirePeopleFile } from '#app/people/people.server.ts'
import { aBody, aBuilding, actAs, anAccount, today } from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import { listInterpreting, listReading } from './meeting-languages.server.ts'
import { scheduleMeeting } from './meetings.server.ts'

test('interpreters are counted by door of those who mean to come; what is read, by person', async () => {
  const committee = await aBody({ kind: 'committee' })
  const building = await aBuilding({ in: committee, floors: 2, lines: 2 })
  const unitIds = building.units.map(({ id }) => id)
  const meetingId = await actAs(committee.secretary, (db) =>
    scheduleMeeting(db, {
      bodyId: committee.id,
      title: 'Heat',
      day: addDays(today(), 3),
      time: '19:00',
      place: 'Yard',
    }),
  )
  const lives = async (door: number, languages: Parameters<typeof setLanguages>[2]) => {
    const unitId = unitIds[door] ?? ''
    const personId = await aTenant({ in: committee, building, unitId })
    await actAs(committee.secretary, async (db) =>
      setLanguages(db, { file: await requirePeopleFile(db, building.id), personId }, languages),
    )
    return personId
  }
  const says = (door: number, personId: string | null, answer: 'yes' | 'maybe' | 'no') =>
    actAs(
      committee.secretary,
      (db) => db.sql`
      insert into ask (holding_id, id, unit_id, person_id, step, meeting_id, answer, account_id)
      values (${building.holdingId}, ${randomUUID()}, ${unitIds[door]}, ${personId}, 'meeting', ${meetingId}, ${answer}, ${db.actor.accountId})`,
    )
  const mei = await lives(0, { speaks: ['yue'], reading: ['cmn.yes', 'yue.no'], interpreter: ['yue'] })
  await lives(0, { speaks: ['vi'], interpreter: ['vi'] })
  await lives(1, { speaks: ['yue', 'en'], interpreter: ['yue'] })
  const noComing = await lives(2, { speaks: ['es'], interpreter: ['es'] })
  await lives(3, { speaks: ['en'] })
  // Who answered is known at one door, and not at the other.
  await says(0, mei, 'yes')
  await says(1, null, 'maybe')
  await says(2, noComing, 'no')

  await actAs(committee.secretary, async (db) => {
    expect(await listInterpreting(db, meetingId)).toEqual([{ language: 'yue', count: 2 }])
    expect(await listReading(db, committee.id)).toEqual([
      { language: 'en', count: 2 },
      { language: 'cmn', count: 1 },
      { language: 'es', count: 1 },
      { language: 'vi', count: 1 },
      { language: 'yue', count: 1 },
    ])
  })
  const member = await anAccount({ bodyId: committee.id, role: 'member', by: committee.secretary })
  await actAs(member, async (db) => {
    expect(await listInterpreting(db, meetingId)).toEqual([])
    expect(await listReading(db, committee.id)).toEqual([])
  })
})
