import type { Device } from './device.ts'
import { doorKeyOf, houseOf } from './model.ts'
import type { Person } from './union.ts'
import type { World } from './world.ts'

type Ledger = { op_id: string; device_id: string; result: string; code: string | null; is_kept: boolean }
type DoorRow = {
  label: string
  tries: number
  last_disposition: string | null
  is_knocked: boolean
  do_not_knock: boolean
  open_repairs: number
  pending_members: number
}

export type Tally = { created: number; applied: number; outbox: number; quarantine: number }

const drainMs = 30_000

/** The least that holds at any moment: what a phone calls safe is at the server, and what it was given is somewhere. */
export async function check(world: World, n: number) {
  const { model, problems, devices } = world
  const account = await world.accountOf(n)
  const acts = new Map((await (devices[n] as Device).acts()).map((act) => [act.opId, act]))
  const mine = model.made.filter((made) => made.device === n && made.account === account)
  const ledger = await ledgerOf(world, [...acts.keys(), ...mine.map(({ opId }) => opId)])
  for (const [opId, { state, op }] of acts) {
    const row = ledger.get(opId)
    if (state === 'safe' && (!row || row.result === 'rejected'))
      problems.push(`${n} calls a ${op.kind} safe, and the server ${row ? 'refused it' : 'has no such act'}`)
    if (state === 'look' && !row?.is_kept)
      problems.push(`${n} says a ${op.kind} waits for a look, and the server keeps none`)
  }
  for (const { opId, kind } of mine)
    if (!acts.has(opId) && !ledger.has(opId)) problems.push(`${n}: a ${kind} is neither here nor there`)
  speak(problems)
}

/** All is calm, everybody signs in and sends: then phones, ledger, facts and numbers are what the model says. */
export async function judge(world: World): Promise<Tally> {
  const { devices, problems, accountsOf } = world
  for (const device of devices) await device.calm()
  for (const [n, device] of devices.entries()) {
    for (const nth of [...(accountsOf[n]?.keys() ?? [])].toReversed()) {
      await world.signIn(n, nth)
      await fetchTurf(device, problems, n)
      await drain(device, problems, n)
      await check(world, n)
    }
  }
  const tally = await compareLedger(world)
  await compareFacts(world)
  await compareNumbers(world)
  for (const n of devices.keys()) await compareReplica(world, n)
  await compareFiles(world)
  if (world.machine.said().includes('Canary')) problems.push('the server wrote down what a tenant said')
  speak(problems)
  return tally
}

function speak(problems: string[]) {
  if (problems.length > 0) throw new Error(problems.slice(0, 12).join('\n'))
}

async function fetchTurf(device: Device, problems: string[], n: number) {
  const until = Date.now() + drainMs
  while (!('value' in (await device.download()))) {
    if (Date.now() > until) return void problems.push(`${n} gets no turf in fair weather`)
    await pause(50)
  }
}

async function drain(device: Device, problems: string[], n: number) {
  const until = Date.now() + drainMs
  for (;;) {
    await device.send()
    const { waiting, lost, needsSignIn, notSaved } = await device.status()
    if (waiting === 0 && !needsSignIn) {
      if (lost > 0) problems.push(`${n} misses ${lost} numbers`)
      return
    }
    // An answer to the session before may have come after the new one began.
    if (needsSignIn) await device.download()
    if (Date.now() > until)
      return void problems.push(
        `${n} still waits with ${waiting} acts in fair weather (${notSaved}, ${needsSignIn})`,
      )
    await pause(20)
  }
}

async function ledgerOf({ machine }: World, opIds: string[]) {
  const rows = await machine.ask<Ledger>(
    `select l.op_id, l.device_id, l.result, l.code, exists (select from refused_op r where r.device_id = l.device_id and r.op_id = l.op_id) as is_kept
     from op_ledger l where l.op_id = any ($1::uuid[])`,
    [opIds],
  )
  return new Map(rows.map((row) => [row.op_id, row]))
}

async function compareLedger(world: World): Promise<Tally> {
  const { model, machine, problems } = world
  const ledger = await ledgerOf(
    world,
    model.made.map(({ opId }) => opId),
  )
  const tally: Tally = { created: model.made.length, applied: 0, outbox: 0, quarantine: 0 }
  for (const made of model.made) {
    const row = ledger.get(made.opId)
    const who = `${made.device}'s ${made.kind} at ${made.doorKey}`
    if (!row) {
      tally.outbox++
      problems.push(`lost: ${who}`)
      continue
    }
    const isTaken = row.result !== 'rejected'
    if (isTaken) tally.applied++
    else tally.quarantine++
    if (isTaken !== (model.verdict(made) === 'taken'))
      problems.push(`${who} was ${row.result} (${row.code}) and should be ${model.verdict(made)}`)
    if (isTaken === row.is_kept)
      problems.push(`${who} is ${isTaken ? 'taken and kept to look at' : 'refused and not kept'}`)
  }
  const deviceIds = [...new Set([...ledger.values()].map(({ device_id }) => device_id))]
  const [sum] = await machine.ask<{ acts: number; gaps: number }>(
    `select (select count(*)::int from op_ledger where device_id = any ($1::uuid[]) and kind <> 'void') as acts,
      (select count(*)::int from device where id = any ($1::uuid[]) and cardinality(missing) > 0) as gaps`,
    [deviceIds],
  )
  if (sum?.acts !== ledger.size) problems.push(`the ledger has ${sum?.acts} acts of ${ledger.size}`)
  if (sum?.gaps) problems.push(`${sum.gaps} phones have numbers the server waits for`)
  return tally
}

/** The rows themselves: each once, and none that nobody made. */
async function compareFacts({ model, machine, houses, problems }: World) {
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
    repairs: talks.reduce((sum, { repairs }) => sum + repairs, 0),
  }
  if (JSON.stringify(counts) !== JSON.stringify(wanted))
    problems.push(`facts are ${JSON.stringify(counts)} and should be ${JSON.stringify(wanted)}`)
}

function same(problems: string[], what: string, found: string[], wanted: string[]) {
  const [there, expected] = [found.toSorted().join(), wanted.toSorted().join()]
  if (there !== expected)
    problems.push(`${found.length} ${what} are there and should be ${wanted.length}, or others`)
}

async function compareNumbers({ model, machine, houses, ownDoors, problems }: World) {
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
    for (const row of rows) compareDoor(problems, row, model.door(doorKeyOf(house, row.label)), house)
    const [coverage] = await machine.ask<Record<string, number>>(
      `select doors::int, knocked::int, open_repairs::int, pending_members::int from building_coverage where holding_id = $1`,
      [holdingId],
    )
    const doors = keys.map((key) => model.door(key))
    const wanted = {
      doors: doors.length,
      knocked: doors.filter(({ isKnocked }) => isKnocked).length,
      open_repairs: doors.reduce((sum, { openRepairs }) => sum + openRepairs, 0),
      pending_members: doors.reduce((sum, { joined }) => sum + joined, 0),
    }
    if (JSON.stringify(coverage) !== JSON.stringify(wanted))
      problems.push(`house ${house} counts ${JSON.stringify(coverage)} and should ${JSON.stringify(wanted)}`)
  }
}

function compareDoor(
  problems: string[],
  row: DoorRow,
  wanted: ReturnType<World['model']['door']>,
  house: number,
) {
  const found = [row.tries, row.is_knocked, row.do_not_knock, row.open_repairs, row.pending_members].join()
  const should = [wanted.tries, wanted.isKnocked, wanted.doNotKnock, wanted.openRepairs, wanted.joined].join()
  const door = `door ${row.label} of house ${house}`
  if (found !== should) problems.push(`${door} counts ${found} and should ${should}`)
  const isLast =
    row.last_disposition === null ? wanted.last.length === 0 : wanted.last.includes(row.last_disposition)
  if (!isLast)
    problems.push(`${door}: last was ${row.last_disposition} and should be one of ${wanted.last.join()}`)
}

/** What the phone would show tomorrow: the same doors and tries as everybody's. */
async function compareReplica(world: World, n: number) {
  const { devices, model, problems, houses } = world
  const device = devices[n] as Device
  await fetchTurf(device, problems, n)
  const account = await world.accountOf(n)
  if (account === undefined) return void problems.push(`${n} belongs to nobody`)
  const shown: string[] = []
  for (const turf of await device.turfs()) {
    const house = houses.findIndex(({ buildingId }) => buildingId === turf.buildingId)
    for (const { label, tries } of turf.doors) {
      const wanted = model.door(doorKeyOf(house, label)).tries
      shown.push(doorKeyOf(house, label))
      if (tries !== wanted) problems.push(`${n} shows ${tries} tries at ${label} and should ${wanted}`)
    }
  }
  const all = houses.flatMap((_, house) =>
    model.doorKeys(
      house,
      world.ownDoors.map(({ doorKey }) => doorKey),
    ),
  )
  same(
    problems,
    `doors on phone ${n}`,
    shown,
    all.filter((key) => model.reads(account, key)),
  )
}

/** The file of the first house is its committee's now, with all that came late; the local reads nothing of it. */
async function compareFiles({ committee, union, houses, model, problems }: World) {
  if (!committee) return
  const knocks = model
    .taken()
    .filter(({ kind, doorKey }) => kind === 'knock' && houseOf(doorKey) === 0).length
  const [there, elsewhere] = await Promise.all(
    [committee.secretary, union.secretary].map((who: Person) => union.countKnocks(who, houses[0].holdingId)),
  )
  if (there !== knocks) problems.push(`the committee reads ${there} knocks and should ${knocks}`)
  if (elsewhere !== 0) problems.push(`the local reads ${elsewhere} knocks of the committee`)
}

function pause(ms: number) {
  return new Promise<void>((resolve) => setTimeout(resolve, ms))
}
