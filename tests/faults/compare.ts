import { storedOf } from './check.ts'
import { doorKeyOf, houseOf } from './model.ts'
import type { Person } from './union.ts'
import type { World } from './world.ts'

type DoorRow = {
  label: string
  tries: number
  last_disposition: string | null
  is_knocked: boolean
  do_not_knock: boolean
  open_repairs: number
  pending_members: number
}

/** The rows themselves: each once, and none that nobody made. */
export async function compareFacts({ model, machine, houses, problems }: World) {
  const holdings = [houses.map(({ holdingId }) => holdingId)]
  const ids = async (text: string) => (await machine.ask<{ id: string }>(text, holdings)).map(({ id }) => id)
  const taken = model.taken()
  const talks = taken.flatMap((made) =>
    made.kind === 'knock' && made.said.disposition === 'conversation' ? made.said : [],
  )
  const knocks = taken.flatMap((made) => (made.kind === 'knock' ? made.knockId : []))
  same(problems, 'knocks', await ids('select id from knock where holding_id = any ($1::uuid[])'), knocks)
  const knockIdOf = new Map(
    model.made.flatMap((made) => (made.kind === 'knock' ? [[made.opId, made.knockId]] : [])),
  )
  const back = taken.flatMap((made) => (made.kind === 'retract' ? (knockIdOf.get(made.of) ?? []) : []))
  same(
    problems,
    'retractions',
    await ids('select knock_id as id from knock_retraction where holding_id = any ($1::uuid[])'),
    back,
  )
  const [counts] = await machine.ask<Record<string, number>>(
    `select (select count(*)::int from person where holding_id = any ($1::uuid[])) as people,
      (select count(*)::int from assessment where holding_id = any ($1::uuid[])) as levels,
      (select count(*)::int from knock_note where holding_id = any ($1::uuid[])) as notes,
      (select count(*)::int from membership where holding_id = any ($1::uuid[])) as joined,
      (select count(*)::int from grievance where holding_id = any ($1::uuid[])) as repairs`,
    holdings,
  )
  const wanted = {
    people: talks.length,
    levels: talks.length,
    notes: talks.length,
    joined: talks.filter(({ joins }) => joins).length,
    repairs: talks.flatMap(({ repairs }) => repairs).length,
  }
  if (JSON.stringify(counts) !== JSON.stringify(wanted))
    problems.push(`facts are ${JSON.stringify(counts)} and should be ${JSON.stringify(wanted)}`)
}

export function same(problems: string[], what: string, found: string[], wanted: string[]) {
  const [there, expected] = [found.toSorted().join(), wanted.toSorted().join()]
  if (there !== expected)
    problems.push(`${found.length} ${what} are there and should be ${wanted.length}, or others`)
}

/** Answers what was last at each door. */
export async function compareNumbers({ model, machine, houses, ownDoors, problems }: World) {
  const last = new Map<string, string | null>()
  const ownKeys = ownDoors.map(({ doorKey }) => doorKey)
  for (const [house, { holdingId }] of houses.entries()) {
    const rows = await machine.ask<DoorRow>(
      `select u.label, coalesce(d.tries, 0) as tries, d.last_disposition, d.knocked_day is not null as is_knocked,
        coalesce(d.do_not_knock, false) as do_not_knock, coalesce(d.open_repairs, 0) as open_repairs, coalesce(d.pending_members, 0) as pending_members
       from unit u left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id where u.holding_id = $1 order by u.label`,
      [holdingId],
    )
    const keys = rows.map(({ label }) => doorKeyOf(house, label))
    same(problems, `doors of house ${house}`, keys, model.doorKeys(house, ownKeys))
    for (const row of rows) {
      const doorKey = doorKeyOf(house, row.label)
      compareDoor(problems, row, model.door(doorKey), house)
      last.set(doorKey, row.last_disposition)
    }
    const [coverage] = await machine.ask<Record<string, number>>(
      `select doors::int, knocked::int, open_repairs::int, pending_members::int from building_coverage where holding_id = $1`,
      [holdingId],
    )
    const doors = keys.map((key) => model.door(key))
    const wanted = {
      doors: doors.length,
      knocked: doors.filter(({ isKnocked }) => isKnocked).length,
      open_repairs: doors.flatMap(({ openRepairs }) => openRepairs).length,
      pending_members: doors.reduce((sum, { joined }) => sum + joined, 0),
    }
    if (JSON.stringify(coverage) !== JSON.stringify(wanted))
      problems.push(`house ${house} counts ${JSON.stringify(coverage)} and should ${JSON.stringify(wanted)}`)
  }
  return last
}

function compareDoor(
  problems: string[],
  row: DoorRow,
  wanted: ReturnType<World['model']['door']>,
  house: number,
) {
  const found = [row.tries, row.is_knocked, row.do_not_knock, row.open_repairs, row.pending_members].join()
  const should = [
    wanted.tries,
    wanted.isKnocked,
    wanted.doNotKnock,
    wanted.openRepairs.length,
    wanted.joined,
  ].join()
  const door = `door ${row.label} of house ${house}`
  if (found !== should) problems.push(`${door} counts ${found} and should ${should}`)
  const isLast =
    row.last_disposition === null ? wanted.last.length === 0 : wanted.last.includes(row.last_disposition)
  if (!isLast)
    problems.push(`${door}: last was ${row.last_disposition} and should be one of ${wanted.last.join()}`)
}

/** Each photo a phone called saved is at the server, once under each talk that names it, or still on the phone. */
export async function comparePhotos(world: World) {
  const { model, machine, houses, devices, problems } = world
  const rows = await machine.ask<{ id: string; hash: string; is_here: boolean }>(
    `select o.id, encode(o.sent_hash, 'hex') as hash, i.photo_id is not null as is_here
     from photo o left join photo_picture i on i.holding_id = o.holding_id and i.photo_id = o.id where o.holding_id = any ($1::uuid[])`,
    [houses.map(({ holdingId }) => holdingId)],
  )
  const named = model.named()
  const ids = (photos: readonly { id: string; hash: string }[]) =>
    photos.map(({ id, hash }) => `${id} ${hash}`)
  same(problems, 'photos', ids(rows), ids(named))
  const missing = rows.filter(({ is_here }) => !is_here).length
  if (missing > 0) problems.push(`the server waits for ${missing} photos of talks it has`)

  for (const [n, device] of devices.entries())
    for (const { hash, account: accountId } of await device.raw('photos')) {
      const account = world.people.findIndex((person) => person.accountId === accountId)
      // Whoever was killed before a word was said finds it there all the same.
      if (!model.photos.has(hash)) model.photos.set(hash, { device: n, account })
    }
  const stored = await storedOf(machine, [...model.photos.keys()])
  const there = (await Promise.all(devices.map((device) => device.raw('photos')))).flat()
  const waiting = new Set(there.map(({ hash }) => hash).filter((hash) => !stored.has(hash)))
  for (const hash of model.photos.keys())
    if (!stored.has(hash) && !waiting.has(hash)) problems.push('lost: a photo')
  return { created: model.photos.size, stored: stored.size, waiting: waiting.size }
}

/** The file of the first house is its committee's now, with all that came late; the local reads nothing of it. */
export async function compareFiles({ committee, local, houses, model, problems }: World) {
  if (!committee) return
  const knocks = model
    .taken()
    .filter(({ kind, doorKey }) => kind === 'knock' && houseOf(doorKey) === 0).length
  const [there, elsewhere] = await Promise.all(
    [committee.secretary, local.secretary].map((who: Person) => local.countKnocks(who, houses[0].holdingId)),
  )
  if (there !== knocks) problems.push(`the committee reads ${there} knocks and should ${knocks}`)
  if (elsewhere !== 0) problems.push(`the local reads ${elsewhere} knocks of the committee`)
}
