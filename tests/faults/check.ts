import type { Device } from './device.ts'
import type { World } from './world.ts'

export type Ledger = {
  op_id: string
  device_id: string
  result: string
  code: string | null
  is_kept: boolean
}

/** The least that holds at any moment: what a phone calls safe is at the server, and what it was given is somewhere. */
export async function check(world: World, n: number) {
  const { model, problems, devices } = world
  const device = devices[n] as Device
  // From the disk: also what lies there for another account, or under a key that is gone.
  const acts = new Map((await device.raw('ops')).map((act) => [act.opId, act]))
  const mine = model.made.filter((made) => made.device === n)
  const ledger = await ledgerOf(world, [...acts.keys(), ...mine.map(({ opId }) => opId)])
  for (const [opId, { state, empty }] of acts) {
    const row = ledger.get(opId)
    if (state === 'acked' && (!row || row.result === 'rejected'))
      problems.push(`${n} calls an act safe, and the server ${row ? 'refused it' : 'has no such act'}`)
    if (state === 'look' && empty !== 1 && !row?.is_kept)
      problems.push(`${n} says an act waits for a look, and the server keeps none`)
  }
  for (const { opId, kind } of mine)
    if (!acts.has(opId) && !ledger.has(opId)) problems.push(`${n}: a ${kind} is neither here nor there`)
  await checkPhotos(world, n)
  await checkWords(world, n)
  speak(problems)
}

async function checkPhotos({ model, devices, machine, problems }: World, n: number) {
  const here = new Set((await (devices[n] as Device).raw('photos')).map(({ hash }) => hash))
  const away = [...model.photos].flatMap(([hash, { device }]) =>
    device === n && !here.has(hash) ? hash : [],
  )
  if (away.length === 0) return
  const stored = await storedOf(machine, away)
  for (const hash of away) if (!stored.has(hash)) problems.push(`${n}: a photo is neither here nor there`)
}

/** The hashes among these whose picture is at the server. */
export async function storedOf({ ask }: World['machine'], hashes: readonly string[]) {
  const rows = await ask<{ hash: string }>(
    `select encode(o.sent_hash, 'hex') as hash from photo o join photo_picture i on i.holding_id = o.holding_id and i.photo_id = o.id
     where encode(o.sent_hash, 'hex') = any ($1::text[])`,
    [hashes],
  )
  return new Set(rows.map(({ hash }) => hash))
}

/** Whoever holds a locked phone, or is a guest nobody vouched for, reads what nobody may. */
async function checkWords(world: World, n: number) {
  const device = world.devices[n] as Device
  const isLocked = (await device.status()).locked
  const shown = JSON.stringify([await device.turfs(), await device.acts(), [...(await device.drafts())]])
  if (isLocked && (await device.status()).locked && shown.includes('Canary'))
    world.problems.push(`${n} is locked, and shows what was said`)
}

/** What was begun at a door is there for whoever has the PIN, and what became a talk is no draft any more. */
export async function checkDrafts(world: World, n: number) {
  const device = world.devices[n] as Device
  const account = await world.accountOf(n)
  if (account === undefined || (await device.isGuest()) === null) return
  const isOpen = async () => !(await device.status()).locked
  if (!(await isOpen())) return
  const found = await device.drafts()
  if (await isOpen())
    world.problems.push(
      ...world
        .lockOf(n, account)
        .compare(found)
        .map((problem) => `${n} ${problem}`),
    )
}

export async function ledgerOf({ machine }: World, opIds: string[]) {
  const rows = await machine.ask<Ledger>(
    `select l.op_id, l.device_id, l.result, l.code, exists (select from refused_op r where r.device_id = l.device_id and r.op_id = l.op_id) as is_kept
     from op_ledger l where l.op_id = any ($1::uuid[])`,
    [opIds],
  )
  return new Map(rows.map((row) => [row.op_id, row]))
}

export function speak(problems: string[]) {
  if (problems.length > 0) throw new Error(problems.slice(0, 12).join('\n'))
}
