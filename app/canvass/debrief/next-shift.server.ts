import type { Handle } from '#app/core/actor.server.ts'
import { addDays, dayOf, timeOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { type Disposition, dispositionCodes, dispositions } from '../lists.ts'
import { addPair, giveDoorsOfPair } from '../turf/pairs.server.ts'
import { addShift, findShift, listColleagues, type Shift } from '../turf/shifts.server.ts'

/** After these there is nothing left to do at a door for now. */
const settled: Disposition[] = dispositionCodes.filter(
  (code) => code === 'conversation' || !['yes', 'speaker'].includes(dispositions[code].again),
)

/** A week later, or from today on: the same hour and place, the same pairs, and of each pair's doors those still to do. */
export async function callNextShift(db: Handle, shiftId: string): Promise<string> {
  const last = await findShift(db, shiftId)
  if (!last) throw notFound()
  const colleagues = new Set((await listColleagues(db, last.bodyId)).map(({ id }) => id))
  const nextId = await addShift(db, detailsAfter(db, last, colleagues))
  const pairs = await db.sql<{ id: string; people: string[] }>`
    select p.id, coalesce(array_agg(s.account_id order by s.account_id) filter (where s.account_id is not null), '{}') as people
    from shift_pair p left join shift_person s on s.pair_id = p.id where p.shift_id = ${shiftId} group by p.id order by p.place, p.id`
  for (const { id, people } of pairs) {
    const pairId = await addPair(
      db,
      nextId,
      people.filter((one) => colleagues.has(one)),
    )
    await giveRest(db, { from: { shiftId, pairId: id }, to: { shiftId: nextId, pairId } })
  }
  return nextId
}

function detailsAfter({ today, union }: Handle, last: Shift, colleagues: ReadonlySet<string>) {
  const weekLater = addDays(dayOf(last.startsAt, union.timeZone), 7)
  const time = (at: string) => timeOf(at, union.timeZone)
  return {
    bodyId: last.bodyId,
    day: weekLater < today ? today : weekLater,
    from: time(last.startsAt),
    to: time(last.endsAt),
    backBy: last.backBy ? time(last.backBy) : '',
    place: last.place,
    leadId: last.leadId && colleagues.has(last.leadId) ? last.leadId : '',
    scriptId: last.scriptId ?? '',
    asks: last.asks,
    leavesFlyer: last.leavesFlyer,
  }
}

type Place = { shiftId: string; pairId: string }

async function giveRest(db: Handle, { from, to }: { from: Place; to: Place }) {
  await db.sql`
    insert into turf (holding_id, shift_id, building_id, units, pair_id)
    select t.holding_id, ${to.shiftId}::uuid, t.building_id, array_agg(distinct u.id), ${to.pairId}::uuid
    from turf t join shift s on s.id = t.shift_id join holding h on h.id = t.holding_id and h.body_id = s.body_id
    join unit u on u.building_id = t.building_id and u.struck_reason is null and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
    left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
    where t.shift_id = ${from.shiftId} and t.pair_id = ${from.pairId} and not coalesce(d.do_not_knock, false)
      and not exists (select 1 from knock k where k.holding_id = u.holding_id and k.unit_id = u.id and k.disposition = any (${settled}::text[])
        and k.day >= (s.starts_at at time zone ${db.union.timeZone})::date and not derive.taken_back(k.holding_id, k.id))
    group by t.holding_id, t.building_id`
  await giveDoorsOfPair(db, to.pairId)
}
