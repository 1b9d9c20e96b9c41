import { affiliate, foundCommittee, listAffiliations } from '#app/federation/bodies.server.ts'
import type { ShareField } from '#app/federation/federation.schema.ts'
import { endRole } from '#app/federation/grants.server.ts'
import { stepOf } from '#app/federation/meetings/meeting.schema.ts'
import { planAction, scheduleMeeting } from '#app/federation/meetings/meetings.server.ts'
import { tickDoor } from '#app/federation/meetings/tick-doors.server.ts'
import { setShare } from '#app/federation/shares.server.ts'
import { vouchFor } from '#app/people/keep-people.server.ts'
import { listPeople, requirePeopleFile } from '#app/people/people.server.ts'
import type { StoryBuilding } from './build-city.ts'
import { acceptLink, as, type Cast, type Local, type Someone } from './cast.ts'
import type { Random } from './random.ts'
import { at, dayAgo } from './story.ts'

type Founding = { cast: Cast; local: Local; building: StoryBuilding; secretary: string; daysAgo: number }

/** The tenants of a building take over their file and join the city's union. */
export async function foundTheCommittee({ cast, local, building, secretary: name, daysAgo }: Founding) {
  const day = dayAgo(daysAgo)
  const { committeeId, token } = await as(local.secretary, at(day, 20), (db) =>
    foundCommittee(db, {
      holdingId: building.holdingId,
      name: `${building.address} Committee`,
      since: day,
      decided: 'Decided by the founding meeting, by show of hands',
      joins: [cast.union.bodyId],
    }),
  )
  const secretary = await acceptLink(token, name)
  await as(secretary, at(day, 21), async (db) => {
    const { parents } = await listAffiliations(db, committeeId)
    if (!parents.some(({ bodyId }) => bodyId === local.bodyId))
      await affiliate(db, {
        childId: committeeId,
        parentId: local.bodyId,
        since: day,
        decided: 'Decided by the founding meeting',
      })
    const [helper] = await db.sql<{ id: string }>`
      select id from role_grant where body_id = ${committeeId} and account_id = ${local.secretary.accountId} and revoked_at is null`
    if (helper) await endRole(db, { bodyId: committeeId, grantId: helper.id })
  })
  return { bodyId: committeeId, secretary, building }
}

export type Committee = Awaited<ReturnType<typeof foundTheCommittee>>

export async function shareWith(
  secretary: Someone,
  fromBodyId: string,
  toBodyId: string,
  fields: ShareField[],
  daysAgo: number,
) {
  for (const field of fields)
    await as(secretary, at(dayAgo(daysAgo), 21), (db) =>
      setShare(db, { fromBodyId, toBodyId, field, on: true }),
    )
}

export async function callMeeting(
  by: Someone,
  bodyId: string,
  { daysAgo, title, place }: { daysAgo: number; title: string; place: string },
) {
  return as(by, at(dayAgo(Math.max(daysAgo + 7, 0)), 12), (db) =>
    scheduleMeeting(db, { bodyId, title, day: dayAgo(daysAgo), time: '19:00', place }),
  )
}

/** What the building does together in the open: its day, and what is asked for it at the doors. */
export async function planTogether(
  by: Someone,
  bodyId: string,
  { daysAgo, kind, title }: { daysAgo: number; kind: 'petition' | 'button_day'; title: string },
) {
  const plan = { bodyId, kind, title, day: dayAgo(daysAgo), step: '' as const }
  const id = await as(by, at(dayAgo(Math.max(daysAgo + 7, 6)), 12), (db) => planAction(db, plan))
  return { id, step: stepOf[kind] }
}

/** Of those who said yes two in three come, of the maybes one in four. */
export async function holdMeeting(random: Random, by: Someone, meetingId: string, daysAgo: number) {
  const said = await as(
    by,
    at(dayAgo(daysAgo), 19),
    (db) =>
      db.sql<{ unitId: string; answer: string }>`
      select distinct on (u.floor_rank, u.line_rank, u.label) u.id as "unitId", a.answer from live_ask a join unit u on u.id = a.unit_id
      where a.meeting_id = ${meetingId} order by u.floor_rank, u.line_rank, u.label, a.at desc, a.id`,
  )
  for (const { unitId, answer } of said)
    if (random.chance(answer === 'yes' ? 0.66 : answer === 'maybe' ? 0.25 : 0))
      await as(by, at(dayAgo(daysAgo), 19), (db) => tickDoor(db, meetingId, { unitId, outcome: 'kept' }))
}

/** Most who asked to join are known to somebody; a few still wait. */
export async function vouch(random: Random, by: Someone, building: StoryBuilding, daysAgo: number) {
  await as(by, at(dayAgo(daysAgo), 20), async (db) => {
    const file = await requirePeopleFile(db, building.buildingId)
    const people = (await listPeople(db, file.holdingId)).sort((a, b) =>
      `${a.doors} ${a.name}`.localeCompare(`${b.doors} ${b.name}`),
    )
    for (const { id, standing, membershipId } of people)
      if (standing === 'pending' && membershipId && random.chance(0.8))
        await vouchFor(db, { file, personId: id }, membershipId)
  })
}

/** Neighbors follow the few who open doors for others: two of them on one floor are enough to see it. */
export async function followLeaders(by: Someone, building: StoryBuilding, daysAgo: number) {
  const known = building.doors.filter(({ household }) => household.known)
  const leaders = known.filter(({ household }) => household.level === 1).slice(0, 3)
  await as(by, at(dayAgo(daysAgo), 20), async (db) => {
    for (const { household: leader, floor } of leaders) {
      const followers = known
        .filter((door) => door.household !== leader)
        .sort((a, b) => Number(b.floor === floor) - Number(a.floor === floor))
      for (const { household } of followers.slice(0, 3))
        await db.sql`insert into tie (holding_id, from_person_id, to_person_id, kind)
          values (${building.holdingId}, ${household.neighbor.personId}, ${leader.neighbor.personId}, 'follows') on conflict do nothing`
    }
  })
  return known.map(({ unitId }) => unitId)
}
