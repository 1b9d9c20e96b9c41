import { carry } from './carry.ts'
import { check, checkDrafts, ledgerOf, speak } from './check.ts'
import { compareFacts, compareFiles, compareNumbers, comparePhotos } from './compare.ts'
import { compareReplica } from './compare-replica.ts'
import type { Device } from './device.ts'
import type { Person } from './union.ts'
import { settle } from './with-locks.ts'
import { guestDevice, type World } from './world.ts'

export type Tally = {
  created: number
  applied: number
  outbox: number
  quarantine: number
  /** Of these, brought in a file. */
  carried: number
  photos: number
  stored: number
  waiting: number
}

/** Far longer than it takes: a machine with too much to do is no fault of a phone. */
const drainMs = 60_000

/** All is calm, everybody signs in and sends: then phones, ledger, facts and numbers are what the model says. */
export async function judge(world: World): Promise<Tally> {
  const { devices, problems } = world
  await Promise.all(devices.map((device) => device.calm()))
  const ended = await Promise.all(devices.keys().map((n) => handIn(world, n)))
  speak(problems)
  const carried = await bringUnsent(world)
  const acts = await compareLedger(world)
  await compareFacts(world)
  const last = await compareNumbers(world)
  const { created: photos, stored, waiting } = await comparePhotos(world)
  for (const [n, isEnded] of ended.entries())
    if (!isEnded) {
      await fetchTurf(world, n)
      // A late answer to the session before locks: of a locked phone nobody can say how often a door was tried.
      await settle(world, n)
      await compareReplica(world, n, last)
    }
  await compareFiles(world)
  if (world.machine.said().includes('Canary')) problems.push('the server wrote down what a tenant said')
  speak(problems)
  return { ...acts, carried, photos, stored, waiting }
}

/** Everybody this phone has acts of; true when nobody can, for a guest's session is over. */
async function handIn(world: World, n: number) {
  if (n === guestDevice) {
    const account = world.carried[n] as number
    const isLive = async () => (await world.sessionOf(account)) === 'live'
    // A phone that was emptied ends its session itself once all is sent.
    if (await isLive()) await settle(world, n)
    if (await isLive()) await sendAll(world, n)
    await check(world, n)
    return !(await isLive())
  }
  for (const nth of [...(world.accountsOf[n]?.keys() ?? [])].toReversed()) {
    for (let tries = 0; tries < 3; tries++) {
      await world.signIn(n, nth)
      await settle(world, n)
      if ((await world.devices[n]?.lockState()) === 'open') break
    }
    await sendAll(world, n)
    await check(world, n)
  }
  return false
}

async function sendAll(world: World, n: number) {
  await fetchTurf(world, n)
  await drain(world, n)
  await drainPhotos(world, n)
  await checkDrafts(world, n)
}

/** A phone that was emptied may still be ending its session when somebody signs in: then they sign in once more. */
async function fetchTurf(world: World, n: number) {
  const { devices, problems } = world
  const until = Date.now() + drainMs
  for (;;) {
    const why = await (devices[n] as Device).whyNoDoors()
    if (why === null) return
    const account = world.carried[n] as number
    if (why === 'sign_in' && n === guestDevice && (await world.sessionOf(account)) !== 'live') return
    if (why === 'sign_in' && n !== guestDevice) {
      await world.signIn(n, world.accountsOf[n]?.indexOf(account) ?? 0)
      await settle(world, n)
    }
    if (Date.now() > until) return void problems.push(`${n} gets no turf in fair weather: ${why}`)
    await pause(50)
  }
}

async function drain(world: World, n: number) {
  const { devices, problems } = world
  const device = devices[n] as Device
  const until = Date.now() + drainMs
  for (;;) {
    await device.send()
    const { waiting, lost, needsSignIn, notSaved } = await device.status()
    if (waiting === 0 && !needsSignIn) {
      if (lost > 0) problems.push(`${n} misses ${lost} numbers`)
      return
    }
    // An answer to the session before may have come after the new one began.
    if (needsSignIn) await fetchTurf(world, n)
    if (n === guestDevice && (await world.sessionOf(world.carried[n] as number)) !== 'live') return
    if (Date.now() > until)
      return void problems.push(
        `${n} still waits with ${waiting} acts in fair weather (${notSaved}, ${needsSignIn})`,
      )
    await pause(20)
  }
}

async function drainPhotos(world: World, n: number) {
  const accountId = world.people[world.carried[n] as number]?.accountId
  const until = Date.now() + drainMs
  for (;;) {
    await world.devices[n]?.sendPhotos()
    const [row] = await world.machine.ask<{ n: number }>(
      'select count(*)::int as n from photo where account_id = $1 and holding_id = any ($2::uuid[]) and arrived_at is null',
      [accountId, world.houses.map(({ holdingId }) => holdingId)],
    )
    if (row?.n === 0) return
    if (Date.now() > until)
      return void world.problems.push(`${n} still has ${row?.n} photos the server waits for`)
    await pause(20)
  }
}

/** Of a guest whose session is over what waits is brought by whoever has the file. */
async function bringUnsent(world: World) {
  const { devices, machine, people, local } = world
  const mine = await (devices[guestDevice] as Device).raw('ops')
  const waiting = mine.filter(({ state, empty }) => (state === 'new' || state === 'sending') && empty !== 1)
  const photos = (await devices[guestDevice]?.raw('photos'))?.filter(({ doneAt }) => !doneAt) ?? []
  if (waiting.length + photos.length === 0) return 0
  await expectLooks(world, waiting)
  // At a desk of their own: the session on their phone may be one that ends late, as it was emptied.
  const friend = people[1] as Person
  const atDesk = { ...friend, ...(await local.signIn(friend)) }
  await carry(devices[guestDevice] as Device, atDesk, machine.port)
  return waiting.length
}

/** Whoever has a lost phone may write such a file: what the server did not have before waits for a person. */
async function expectLooks({ machine, model }: World, waiting: readonly { opId: string; device: string }[]) {
  const rows = await machine.ask<{ id: string }>(
    `select o.id from unnest($1::uuid[], $2::uuid[]) as o (id, device) join phone p on p.device_id = o.device
     where p.lost_at is not null and not exists (select from op_ledger l where l.op_id = o.id)`,
    [waiting.map(({ opId }) => opId), waiting.map(({ device }) => device)],
  )
  for (const { id } of rows) model.looked.add(id)
}

async function compareLedger(world: World) {
  const { model, machine, problems } = world
  const ledger = await ledgerOf(
    world,
    model.made.map(({ opId }) => opId),
  )
  const tally = { created: model.made.length, applied: 0, outbox: 0, quarantine: 0 }
  for (const made of model.made) {
    const row = ledger.get(made.opId)
    const who = `${made.device}'s ${made.kind} at ${made.doorKey}`
    const verdict = model.verdict(made)
    if (!row) {
      tally.outbox++
      problems.push(`lost: ${who}`)
      continue
    }
    const isTaken = row.result !== 'rejected'
    if (isTaken) tally.applied++
    else tally.quarantine++
    if (isTaken !== (verdict === 'taken'))
      problems.push(`${who} was ${row.result} (${row.code}) and should be ${verdict}`)
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

function pause(ms: number) {
  return new Promise<void>((resolve) => setTimeout(resolve, ms))
}
