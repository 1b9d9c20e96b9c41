import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Knock, Op } from '#app/canvass/sync/ops.schema.ts'
import { type Command, command, device, deviceOf, nth, type Weighed } from './command.ts'
import { pictures } from './pictures.ts'
import { floorsOfHouse } from './union.ts'
import { note, type Place, type World } from './world.ts'

const bare = fc.constantFrom<Knock['disposition'][]>(
  'not_home',
  'not_home',
  'refused',
  'inaccessible',
  'left_literature',
  'wrong_unit',
  'moved',
  'do_not_knock',
)

/**
 * Saves in a tab that may be killed meanwhile. What was called saved is; of the rest all is there or nothing, and then it is as if it
 * had been called saved, for whoever opens the phone again sees it.
 */
export async function save(
  world: World,
  n: number,
  tab: number,
  made: { place: Place; op: Op }[],
  account: number,
) {
  const phone = deviceOf(world, n)
  const did = await phone.saveAll(
    made.map(({ op }) => op),
    tab,
  )
  if ('value' in did) {
    for (const [i, each] of made.entries())
      note(world, { device: n, account, ...each, opId: did.value[i] as string }, did)
    return true
  }
  const acts = new Map((await phone.acts()).map((act) => [idOf(act.op), act]))
  const there = made.flatMap((each) => {
    const act = acts.get(idOf(each.op))
    return act ? [{ ...each, opId: act.opId }] : []
  })
  if (there.length > 0 && (did.how === 'not_saved' || there.length < made.length))
    world.problems.push(`${did.how}, and ${there.length} of ${made.length} are on the phone`)
  for (const each of there) note(world, { device: n, account, ...each }, { page: null, isSure: false })
  if (there.length === 0) for (const { op } of made) if (op.kind === 'knock') world.model.gone.add(op.knockId)
  return there.length > 0
}

function idOf(op: Op) {
  return op.kind === 'unit' ? op.unitId : `${op.kind} ${op.knockId}`
}

function knockAt({ turfId, unitId }: Place, said: Partial<Knock>): Knock {
  return {
    kind: 'knock',
    knockId: randomUUID(),
    turfId,
    unitId,
    disposition: 'not_home',
    flyer: false,
    ...said,
  }
}

const aRepair = (photos: readonly string[] = [], category: 'leak' | 'heat' = 'leak') => ({
  id: randomUUID(),
  category,
  severity: 'serious' as const,
  since: 'today' as const,
  ...(photos.length > 0 && { photos: photos.map((sha256) => ({ id: randomUUID(), sha256 })) }),
})

const talkAt = (place: Place, said: Partial<Knock>) =>
  knockAt(place, {
    disposition: 'conversation',
    person: { personId: randomUUID(), name: 'Canary Ana', isNew: true },
    level: { id: randomUUID(), level: 2, basis: ['said'] },
    note: 'Canary words',
    ...said,
  })

const knock = fc
  .tuple(device, nth, bare, fc.integer({ min: 1, max: 3 }), fc.nat(1))
  .map(([n, door, disposition, doors, tab]) =>
    command(`${n}: ${disposition} at ${door} × ${doors}`, async (world) => {
      const account = await world.accountOf(n)
      const places = account === undefined ? [] : world.places(n, account)
      if (account === undefined || places.length === 0) return
      const made = Array.from({ length: doors }, (_, i) => {
        const place = places[(door + i) % places.length] as Place
        return { place, op: knockAt(place, { disposition }) }
      })
      await save(world, n, tab, made, account)
    }),
  )

/** Somebody out of reach goes on knocking all the same. */
export async function knockOnce(world: World, n: number) {
  const account = await world.accountOf(n)
  const [place] = account === undefined ? [] : world.places(n, account)
  if (account !== undefined && place) await save(world, n, 0, [{ place, op: knockAt(place, {}) }], account)
}

const talk = fc.tuple(device, nth, fc.boolean(), fc.nat(2)).map(([n, door, joins, repairs]) =>
  command(`${n}: talks at ${door}`, async (world) => {
    const account = await world.accountOf(n)
    const places = account === undefined ? [] : world.places(n, account)
    const place = places[door % places.length]
    if (account === undefined || !place) return
    const said = {
      ...(joins ? { join: true } : {}),
      repairs: (['heat', 'leak'] as const).slice(0, repairs).map((category) => aRepair([], category)),
    }
    await save(world, n, 0, [{ place, op: talkAt(place, said) }], account)
  }),
)

/** The camera first, then the talk that names what it took; whoever is killed between them has a photo of no talk. */
const photo = fc
  .tuple(device, nth, fc.nat(pictures.length - 1), fc.integer({ min: 1, max: 2 }))
  .map(([n, door, which, count]) =>
    command(`${n}: takes ${count} × photo ${which} at ${door}`, async (world) => {
      const account = await world.accountOf(n)
      const places = account === undefined ? [] : world.places(n, account)
      const place = places[door % places.length]
      if (account === undefined || !place) return
      const hashes: string[] = []
      for (let i = 0; i < count; i++) {
        const taken = await deviceOf(world, n).takePhoto(pictures[which] as ArrayBuffer)
        if (!('value' in taken)) break
        world.model.photos.set(taken.value, { device: n, account })
        hashes.push(taken.value)
      }
      await save(world, n, 0, [{ place, op: talkAt(place, { repairs: [aRepair(hashes)] }) }], account)
    }),
  )

/** A talk that was taken back, told once more with the pictures it had. */
const retell = fc.tuple(device, nth).map(([n, which]) =>
  command(`${n}: tells ${which} again`, async (world) => {
    const account = await world.accountOf(n)
    const told = world.model.made.filter(
      (made) =>
        made.kind === 'knock' &&
        made.device === n &&
        made.account === account &&
        made.said.photos.length > 0 &&
        world.model.undone.has(made.opId),
    )
    const made = told[which % told.length]
    const place = made && world.places(n, made.account).find(({ unitId }) => unitId === made.unitId)
    if (account === undefined || made?.kind !== 'knock' || !place) return
    const hashes = made.said.photos.map(({ hash }) => hash)
    await save(world, n, 0, [{ place, op: talkAt(place, { repairs: [aRepair(hashes)] }) }], account)
  }),
)

const newDoor = fc
  .tuple(device, fc.constantFrom(...floorsOfHouse), fc.constantFrom('C', 'D'), fc.nat(1))
  .map(([n, floor, line, house]) =>
    command(`${n}: finds door ${floor}${line} in house ${house}`, async (world) => {
      const account = await world.accountOf(n)
      const turfId = account === undefined ? undefined : world.turfOf(account, house)
      if (account === undefined || !turfId) return
      const label = `${floor}${line}`
      const place = { unitId: randomUUID(), doorKey: `${house} ${label}`, turfId }
      const op: Op = { kind: 'unit', unitId: place.unitId, turfId, label, floor }
      if (await save(world, n, 0, [{ place, op }], account))
        world.metDoors.push({ ...place, device: n, account })
    }),
  )

const undo = fc.tuple(device, nth, fc.nat(1)).map(([n, which, tab]) =>
  command(`${n}: takes back ${which}`, async (world) => {
    const account = await world.accountOf(n)
    const phone = deviceOf(world, n)
    const before = new Set((await phone.acts()).map(({ opId }) => opId))
    const mine = world.model.made.filter(
      (made) =>
        made.device === n &&
        made.account === account &&
        made.kind === 'knock' &&
        before.has(made.opId) &&
        !world.model.undone.has(made.opId),
    )
    const made = mine[which % mine.length]
    if (account === undefined || made?.kind !== 'knock') return
    const photos = made.said.photos.map(({ hash }) => hash)
    const outcome = await phone.undo(made.opId, photos, tab)
    const acts = await phone.acts()
    const act = acts.find(({ op }) => op.kind === 'retract' && op.knockId === made.knockId)
    const isThere = acts.some(({ opId }) => opId === made.opId)
    const how = act ? 'retracted' : isThere ? 'nothing' : 'removed'
    if ('value' in outcome && outcome.value !== how)
      world.problems.push(`a phone said ${outcome.value}, and it was ${how}`)
    if ('how' in outcome && outcome.how === 'not_saved' && how !== 'nothing')
      world.problems.push(`a phone said not saved, and it was ${how}`)
    if (how === 'nothing') return
    world.model.undone.add(made.opId)
    if (how === 'removed') world.model.remove(made.opId)
    else if (act)
      note(
        world,
        { device: n, account, place: made as unknown as Place, opId: act.opId, op: act.op, of: made.opId },
        { page: null, isSure: true },
      )
  }),
)

let words = 0

const draft = fc.tuple(device, nth, fc.nat(1)).map(([n, door, tab]) =>
  command(`${n}: writes at ${door}`, async (world) => {
    const account = await world.accountOf(n)
    const places = account === undefined ? [] : world.places(n, account)
    const place = places[(door % 3) % places.length]
    if (account === undefined || !place) return
    const word = `Canary<${words++}>`
    const did = await deviceOf(world, n).writeDraft(place.unitId, word, tab)
    const lock = world.lockOf(n, account)
    if ('value' in did) lock.wrote(place.unitId, word, did.page, did.isSure)
    else lock.wrote(place.unitId, word, null, false)
  }),
)

/** What a person does at doors. */
export const atDoors: Weighed[] = [
  [14, knock],
  [4, talk],
  [5, photo],
  [2, retell],
  [4, newDoor],
  [7, undo],
  [7, draft],
] satisfies [number, fc.Arbitrary<Command>][]
