import type { Handle } from '#app/core/actor.server.ts'
import { listReviewedCards } from '../scripts/cards.server.ts'
import { listTurfScripts } from '../scripts/scripts.server.ts'
import { requireSyncKey } from '../sync/sync-keys.server.ts'
import type { Door, DoorPerson, Lease, Turf } from './turf.schema.ts'

type TurfRow = Omit<Turf, 'doors' | 'meeting' | 'script'> & { meeting: Turf['meeting'] | null }
type DoorRow = Omit<Door, 'people' | 'entrance'> & { turfId: string; entrance: string | null }
type PersonRow = DoorPerson & { turfId: string; unitId: string }

/** All a phone needs for its doors, for as long as they are this account's. */
export async function leaseTurf(db: Handle): Promise<Lease> {
  const { epoch, ...key } = await requireSyncKey(db)
  const [turfs, doors, people, settled, [who], scripts, cards] = await Promise.all([
    listTurfs(db),
    listDoors(db),
    listPeople(db),
    listSettled(db),
    db.sql<{ guest: boolean }>`select auth.is_guest() as guest`,
    listTurfScripts(db),
    listReviewedCards(db),
  ])
  const peopleOf = Map.groupBy(people, ({ turfId, unitId }) => `${turfId} ${unitId}`)
  const scriptOf = new Map(scripts.map(({ turfId, script }) => [turfId, { script }]))
  const doorsOf = Map.groupBy(doors, ({ turfId }) => turfId)
  return {
    accountId: db.actor.accountId,
    guest: who?.guest ?? true,
    ...(db.actor.isVisitor && { cameIn: true }),
    timeZone: db.union.timeZone,
    epoch,
    key,
    cards,
    settled: settled.map(({ opId }) => opId),
    turfs: turfs.map(({ meeting, ...turf }) => ({
      ...turf,
      ...(meeting ? { meeting } : {}),
      ...scriptOf.get(turf.turfId),
      doors: (doorsOf.get(turf.turfId) ?? []).map(({ turfId, entrance, ...door }) => ({
        ...door,
        ...(entrance && { entrance }),
        people: (peopleOf.get(`${turfId} ${door.unitId}`) ?? []).map(({ personId, name, languages }) => ({
          personId,
          name,
          languages,
        })),
      })),
    })),
  }
}

/**
 * What somebody looked at, for as long as a phone may have kept it: what it does not have it passes over. What nobody looked at was let go
 * without an outcome, and the phone's own copy is the last there is.
 */
function listSettled(db: Handle) {
  return db.sql<{ opId: string }>`
    select op_id as "opId" from refused_op where account_id = ${db.actor.accountId} and settled_at > now() - interval '60 days' and outcome is not null
    order by settled_at desc limit 500`
}

function listTurfs(db: Handle) {
  return db.sql<TurfRow>`
    select t.id as "turfId", t.holding_id as "holdingId", t.building_id as "buildingId", b.address,
      jsonb_build_object('id', s.id, 'place', s.place, 'lead', l.name, 'asks', s.asks, 'leavesFlyer', s.leaves_flyer,
        'startsAt', to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'endsAt', to_char(s.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'backBy', to_char(s.back_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as shift,
      (select to_char(max(a.expires_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from turf_assignment a
        where a.turf_id = t.id and a.account_id = ${db.actor.accountId} and a.revoked_at is null) as "expiresAt",
      (select jsonb_build_object('id', m.id, 'title', m.title, 'place', m.place,
          'startsAt', to_char(m.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        from meeting m join holding h on h.body_id = m.body_id where h.id = t.holding_id and m.kind = 'meeting' and m.cancelled_at is null and m.starts_at > now() - core.meeting_lasts()
        order by m.starts_at, m.id limit 1) as meeting
    from turf t join shift s on s.id = t.shift_id join building b on b.id = t.building_id left join account l on l.id = s.lead_id
    where t.id = any ((select auth.turfs())::uuid[])
    order by s.starts_at, b.address, t.id`
}

function listDoors(db: Handle) {
  return db.sql<DoorRow>`
    select turf_id as "turfId", unit_id as "unitId", label, floor, floor_rank as "floorRank", line, line_rank as "lineRank", entrance,
      struck_reason is not null as struck, tries, last_day as "lastDay", last_disposition as "lastDisposition", last_part as "lastPart", one_part as "onePart",
      reached_day as "reachedDay", do_not_knock as "doNotKnock", open_repairs as "openRepairs", warnings, languages, near_leader as "nearLeader", emergency, tonight
    from auth.turf_doors() order by floor_rank desc, line_rank, label`
}

function listPeople(db: Handle) {
  return db.sql<PersonRow>`
    select turf_id as "turfId", unit_id as "unitId", person_id as "personId", name, languages from auth.turf_people() order by name, person_id`
}
