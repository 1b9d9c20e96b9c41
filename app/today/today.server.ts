import { listLedShifts } from '#app/canvass/board/board.server.ts'
import { listEvenings } from '#app/canvass/debrief/debrief.server.ts'
import { countRefused } from '#app/canvass/sync/refused-ops.server.ts'
import { listFollowUpsDue, listMyTurf } from '#app/canvass/turf/follow-ups.server.ts'
import { listShifts } from '#app/canvass/turf/shifts.server.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { nextMeeting } from '#app/federation/meetings/meetings.server.ts'
import { listRepairs, type Repair } from '#app/grievances/repairs.server.ts'
import { listWaitingForVouch } from '#app/people/people.server.ts'
import { chooseSeven, type TodayItem, type TodayKind } from './choose-seven.ts'

export type Today = { items: TodayItem[]; isKnocking: boolean; isLeading: boolean }

/** What this person can do today, by what they may do. */
export async function readToday(db: Handle): Promise<Today> {
  const lists = await Promise.all([
    leading(db),
    knocking(db),
    repairs(db),
    meetings(db),
    vouching(db),
    looking(db),
    followUps(db),
    evenings(db),
    shifts(db),
  ])
  const items = lists.flat()
  const has = (wanted: TodayKind) => items.some(({ kind }) => kind === wanted)
  return { items: chooseSeven(items), isKnocking: has('knock'), isLeading: has('lead') }
}

const item = (kind: TodayKind, href: string, rest: Partial<TodayItem>): TodayItem => ({
  kind,
  href,
  day: null,
  count: 1,
  what: '',
  where: '',
  late: false,
  ...rest,
})

const dayIn = (db: Handle, instant: string) => dayOf(instant, db.union.timeZone)

async function leading(db: Handle) {
  const led = await listLedShifts(db)
  return led.map(({ id, place, startsAt }) =>
    item('lead', `/turf/${id}/board`, { day: dayIn(db, startsAt), what: place }),
  )
}

async function knocking(db: Handle) {
  const turfs = await listMyTurf(db)
  const running = turfs.filter(({ startsAt }) => Date.parse(startsAt) <= Date.now())
  const [next] = turfs.filter(({ startsAt }) => Date.parse(startsAt) > Date.now())
  const items = running.map((turf) =>
    item('knock', '/doors', {
      day: dayIn(db, turf.startsAt),
      what: turf.address,
      where: turf.place,
    }),
  )
  if (next)
    items.push(
      item('shift', '/doors', { day: dayIn(db, next.startsAt), what: next.address, where: next.place }),
    )
  return items
}

async function repairs(db: Handle) {
  if (!db.actor.can('repairs.read')) return []
  const all = await listRepairs(db)
  return [
    ...repairItem('repairsLate', 'late', all),
    ...repairItem('repairsNew', 'new', all),
    ...repairItem('repairsDue', 'due', all),
  ]
}

function repairItem(kind: TodayKind, tab: Repair['tab'], all: Repair[]) {
  const those = all.filter((repair) => repair.tab === tab)
  // Red stands beside a day somebody stands for; a rule nobody checked stays grey.
  const late = kind === 'repairsLate' ? those.find(({ clock }) => clock?.checked) : undefined
  const first = late ?? those[0]
  if (!first) return []
  return [
    item(kind, `/repairs?tab=${tab}`, {
      day: first.clock?.due ?? null,
      count: those.length,
      where: [...new Set(those.map(({ address }) => address))].join(', '),
      late: late !== undefined,
    }),
  ]
}

async function meetings(db: Handle) {
  const bodies = [...new Set(db.actor.bodiesWith('meetings.read').map(({ bodyId }) => bodyId))]
  const next = await Promise.all(bodies.map((bodyId) => nextMeeting(db, bodyId)))
  return next
    .filter((meeting) => meeting !== null)
    .map((meeting) =>
      item('meeting', `/meetings/${meeting.id}`, {
        day: dayIn(db, meeting.startsAt),
        what: meeting.title,
        where: meeting.place,
      }),
    )
}

async function vouching(db: Handle) {
  if (!db.actor.can('members.vouch')) return []
  const waiting = await listWaitingForVouch(db)
  return waiting.map(({ buildingId, address, count, since }) =>
    item('vouch', `/buildings/${buildingId}/people`, { day: dayIn(db, since), count, where: address }),
  )
}

async function looking(db: Handle) {
  if (!db.actor.can('turf.assign')) return []
  const { count, since } = await countRefused(db)
  return since ? [item('look', '/doors/needs-a-look', { day: dayIn(db, since), count })] : []
}

async function followUps(db: Handle) {
  if (!db.actor.can('follow_ups.read')) return []
  const due = await listFollowUpsDue(db)
  return due.map(({ holdingId, id, what, due: day, door, address, buildingId }) =>
    item('followUp', `/buildings/${buildingId}`, {
      day,
      what,
      where: `${door}, ${address}`,
      done: { holdingId, id },
    }),
  )
}

async function evenings(db: Handle) {
  const evenings = await listEvenings(db)
  return evenings.map(({ id, place, startsAt }) =>
    item('debrief', `/turf/${id}/debrief`, { day: dayIn(db, startsAt), what: place }),
  )
}

async function shifts(db: Handle) {
  if (!db.actor.can('turf.assign')) return []
  const [next] = (await listShifts(db)).filter(({ endsAt }) => Date.parse(endsAt) > Date.now())
  if (!next) return []
  const kind = Date.parse(next.startsAt) <= Date.now() ? 'running' : 'shift'
  return [
    item(kind, `/turf/${next.id}`, {
      day: dayIn(db, next.startsAt),
      what: next.place,
      where: next.bodyName,
    }),
  ]
}
