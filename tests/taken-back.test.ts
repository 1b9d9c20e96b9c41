import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readChart } from '#app/buildings/chart.server.ts'
import { findDoor } from '#app/buildings/door-panel.server.ts'
import { findUnits } from '#app/buildings/units.server.ts'
import { leaseTurf } from '#app/canvass/lease/turf.server.ts'
import { listFollowUpsDue } from '#app/canvass/turf/follow-ups.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { meetingColumns } from '#app/federation/meetings/meetings.server.ts'
import { readShareSample } from '#app/federation/shares.server.ts'
import { listRepairs } from '#app/grievances/repairs.server.ts'
import { listCoverage } from '#app/map/coverage.server.ts'
import { findPerson, listPeople, listWaitingForVouch, requirePeopleFile } from '#app/people/people.server.ts'
import { readToday } from '#app/today/today.server.ts'
import { aCanvasser, aServedPhone, aTalk, aTurf } from './door-factories.ts'
import { aBody, aBuilding, actAs, type TestAccount, type TestBody, type TestBuilding } from './factories.ts'

type Place = { building: TestBuilding; personId: string; meetingId: string; unitId: string }

let body: TestBody
let canvasser: TestAccount
let place: Place
let seen: Record<'before' | 'during' | 'after', Record<string, unknown>>

/** Whoever shows what came of a talk. */
const readers: Record<string, (db: Handle) => Promise<unknown>> = {
  'the chart': (db) => readChart(db, place.building.id, 'committee'),
  'the chart for the room': (db) => readChart(db, place.building.id, 'room'),
  'the door': (db) => findDoor(db, place.building.id, '1A'),
  'the doors': (db) => findUnits(db, place.building.id),
  'the people': (db) => listPeople(db, place.building.holdingId),
  'the person': async (db) => findPerson(db, await requirePeopleFile(db, place.building.id), place.personId),
  'who waits for a vouch': listWaitingForVouch,
  'the repairs': listRepairs,
  'the follow-ups': (db) => listFollowUpsDue(db),
  'the meeting': (db) => meetingColumns(db, place.meetingId),
  'the map': async (db) => (await listCoverage(db)).filter(({ id }) => id === place.building.id),
  'the sample of a share': async (db) =>
    readShareSample(db, body.id).then(({ notes: _, ...sample }) => sample),
  today: readToday,
}

/** Someone known, whom two neighbors follow. */
async function aPlace(): Promise<Place & { turfId: string }> {
  const building = await aBuilding({ in: body })
  const unitId = building.units[0]?.id ?? ''
  const [personId, meetingId] = [randomUUID(), randomUUID()]
  await actAs(body.secretary, async (db) => {
    const file = building.holdingId
    await db.sql`insert into person (holding_id, id, name) values (${file}, ${personId}, 'Ana R.')`
    await db.sql`insert into residency (holding_id, person_id, unit_id) values (${file}, ${personId}, ${unitId})`
    await db.sql`insert into person_language (holding_id, person_id, language) values (${file}, ${personId}, 'es')`
    await db.sql`insert into contact (holding_id, person_id, kind, as_typed) values (${file}, ${personId}, 'phone', '510 555 0100')`
    for (const name of ['Bo', 'Cleo'])
      await db.sql`
        with neighbor as (insert into person (holding_id, name) values (${file}, ${name}) returning id)
        insert into tie (holding_id, from_person_id, to_person_id, kind) select ${file}, id, ${personId}, 'follows' from neighbor`
    await db.sql`
      insert into meeting (id, body_id, title, starts_at, place, made_by)
      values (${meetingId}, ${body.id}, 'All of us', now() + interval '1 day', 'Laundry room', ${body.secretary.accountId})`
    await db.sql`select derive.recount(array[${unitId}]::uuid[], 'test')`
  })
  return { building, unitId, personId, meetingId, turfId: await aTurf({ in: body, building, to: canvasser }) }
}

async function readAll() {
  const read: Record<string, unknown> = {}
  for (const [name, reader] of Object.entries(readers)) read[name] = await actAs(body.secretary, reader)
  read['the phone'] = await actAs(canvasser, leaseTurf)
  return read
}

beforeAll(async () => {
  body = await aBody()
  canvasser = await aCanvasser(body)
  const { turfId, ...rest } = await aPlace()
  place = rest
  const { unitId, personId, meetingId } = place
  const phone = await aServedPhone(canvasser)
  const before = await readAll()
  const talk = aTalk(turfId, unitId, {
    person: { personId, isNew: false },
    level: { id: randomUUID(), level: 1, basis: ['said'] },
    asks: [{ id: randomUUID(), step: 'meeting', meetingId, answer: 'yes' }],
    followUp: { id: randomUUID(), what: 'Bring the letter', owner: 'Sam', due: '2020-12-01' },
  })
  const sent = await phone.send(talk)
  expect(sent.answers).toMatchObject([{ result: 'applied' }])
  const during = await readAll()
  await phone.send({ kind: 'retract', knockId: talk.knockId, unitId })
  seen = { before, during, after: await readAll() }
})

describe('a talk that was taken back', () => {
  test.each([...Object.keys(readers), 'the phone'])('%s saw it and is as before', (name) => {
    expect(seen.during[name]).not.toEqual(seen.before[name])
    expect(seen.after[name]).toEqual(seen.before[name])
  })

  test('facts of a talk are read where what was taken back is left out', () => {
    const app = join(import.meta.dirname, '..', 'app')
    const direct = readdirSync(app, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.server.ts'))
      .flatMap((path) =>
        [
          ...readFileSync(join(app, path), 'utf8').matchAll(
            /(?<!delete )\b(?:from|join) (?:public\.)?(?:ask|assessment|consent|follow_up|grievance|membership)\b/g,
          ),
        ].map(([found]) => `${path}: ${found}`),
      )
    expect(direct).toEqual([])
  })
})
