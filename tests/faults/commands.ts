import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Knock, Op } from '#app/canvass/ops.schema.ts'
import type { Device } from './device.ts'
import { check } from './judge.ts'
import { faults } from './proxy.ts'
import { floorsOfHouse } from './union.ts'
import { deviceCount, note, offlineAtFounding, offlineAtRevoke, type Place, type World } from './world.ts'

/** Between which two moments of the run something happens. */
export type Stage = 'before' | 'apart' | 'after'

type Told = { stage: Stage }
type Command = fc.AsyncCommand<Told, World>

/** While they are out of reach two phones keep their weather. */
const isHeldOffline = (device: number, { stage }: Told) =>
  stage === 'apart' && (device === offlineAtFounding || device === offlineAtRevoke)

function command(
  name: string,
  run: (world: World) => Promise<unknown>,
  may: (told: Readonly<Told>) => boolean = () => true,
): Command {
  return {
    check: (told) => may(told),
    run: async (_told, world) => {
      await run(world)
    },
    toString: () => name,
  }
}

const device = fc.nat(deviceCount - 1)
const nth = fc.nat(40)
const bare = fc.constantFrom<Knock['disposition'][]>(
  'not_home',
  'not_home',
  'refused',
  'inaccessible',
  'left_literature',
  'wrong_unit',
  'do_not_knock',
)

function deviceOf(world: World, n: number) {
  return world.devices[n] as Device
}

/**
 * Saves in a tab that may be killed meanwhile. What was called saved is; of the rest all is there or nothing, and then it is as if it
 * had been called saved, for whoever opens the phone again sees it.
 */
async function save(world: World, n: number, tab: number, made: { place: Place; op: Op }[], account: number) {
  const phone = deviceOf(world, n)
  const outcome = await phone.saveAll(
    made.map(({ op }) => op),
    tab,
  )
  if ('value' in outcome) {
    for (const [i, { place, op }] of made.entries())
      note(world, n, account, place, outcome.value[i] as string, op)
    return true
  }
  const acts = new Map((await phone.acts()).map((act) => [idOf(act.op), act]))
  const there = made.flatMap(({ place, op }) => {
    const act = acts.get(idOf(op))
    return act ? [{ place, op, opId: act.opId }] : []
  })
  if (there.length > 0 && (outcome.how === 'not_saved' || there.length < made.length))
    world.problems.push(`${outcome.how}, and ${there.length} of ${made.length} are on the phone`)
  for (const { place, op, opId } of there) note(world, n, account, place, opId, op)
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

const knock = fc
  .tuple(device, nth, bare, fc.integer({ min: 1, max: 3 }), fc.nat(1))
  .map(([n, door, disposition, doors, tab]) =>
    command(`${n}: ${disposition} at ${door} × ${doors}`, async (world) => {
      const account = await world.accountOf(n)
      if (account === undefined) return
      const places = world.places(n, account)
      const made = Array.from({ length: doors }, (_, i) => {
        const place = places[(door + i) % places.length] as Place
        return { place, op: knockAt(place, { disposition }) }
      })
      await save(world, n, tab, made, account)
    }),
  )

const talk = fc.tuple(device, nth, fc.boolean(), fc.nat(2)).map(([n, door, joins, repairs]) =>
  command(`${n}: talks at ${door}`, async (world) => {
    const account = await world.accountOf(n)
    if (account === undefined) return
    const places = world.places(n, account)
    const place = places[door % places.length] as Place
    const said: Partial<Knock> = {
      disposition: 'conversation',
      person: { personId: randomUUID(), name: 'Canary Ana', isNew: true },
      level: { id: randomUUID(), level: 2, basis: ['said'] },
      note: 'Canary words',
      ...(joins ? { join: true } : {}),
      repairs: Array.from({ length: repairs }, () => ({
        id: randomUUID(),
        category: 'leak',
        severity: 'serious',
        since: 'today',
      })),
    }
    await save(world, n, 0, [{ place, op: knockAt(place, said) }], account)
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
    const outcome = await phone.undo(made.opId, tab)
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
    else if (act) note(world, n, account, made as unknown as Place, act.opId, act.op, made.opId)
  }),
)

const weather = fc
  .tuple(device, fc.constantFrom(...faults), fc.oneof(fc.nat(60), fc.nat(3000)))
  .map(([n, fault, much]) =>
    command(
      `${n}: ${fault} ${much}`,
      async (world) => deviceOf(world, n).become({ fault, n: much }),
      (told) => !isHeldOffline(n, told),
    ),
  )

const send = fc
  .tuple(device, fc.nat(1))
  .map(([n, tab]) => command(`${n}: sends`, (world) => deviceOf(world, n).send(tab)))
const download = device.map((n) => command(`${n}: downloads`, (world) => deviceOf(world, n).download()))
const look = device.map((n) => command(`${n}: is looked at`, (world) => check(world, n)))
const anotherTab = device.map((n) =>
  command(`${n}: another tab`, (world) => deviceOf(world, n).openAnotherTab()),
)
const kill = device.map((n) => command(`${n}: killed`, async (world) => deviceOf(world, n).kill()))
const killLater = fc
  .tuple(device, fc.nat(30), fc.nat(1))
  .map(([n, steps, tab]) =>
    command(`${n}: killed in ${steps} steps`, (world) => deviceOf(world, n).killAfter(steps, tab)),
  )
const killAtStart = fc
  .tuple(device, fc.nat(8))
  .map(([n, steps]) =>
    command(`${n}: killed ${steps} steps after its start`, async (world) =>
      deviceOf(world, n).killWhileStarting(steps),
    ),
  )
const full = fc
  .tuple(device, fc.boolean())
  .map(([n, isFull]) =>
    command(`${n}: ${isFull ? 'no' : 'some'} room`, (world) => deviceOf(world, n).fill(isFull)),
  )
const closed = device.map((n) =>
  command(`${n}: loses its store`, (world) => deviceOf(world, n).loseConnections()),
)
const tenYears = 3650 * 86_400_000
const clock = fc
  .tuple(device, fc.integer({ min: -tenYears, max: tenYears }))
  .map(([n, offset]) =>
    command(`${n}: clock off by ${Math.round(offset / 86_400_000)} days`, async (world) =>
      deviceOf(world, n).setClock(offset),
    ),
  )
const signOut = device.map((n) => command(`${n}: signed out`, (world) => world.signOut(n)))
const signIn = fc.tuple(device, fc.nat(1)).map(([n, who]) =>
  command(`${n}: signs in`, async (world) => {
    await world.signIn(n, world.accountsOf[n]?.[who] === undefined ? 0 : who)
    await deviceOf(world, n).download()
  }),
)
const killServer = fc.constant(command('the server is killed', (world) => world.machine.killServer()))
const killPostgres = fc.constant(command('PostgreSQL is killed', (world) => world.machine.killPostgres()))

const all: [number, fc.Arbitrary<Command>][] = [
  [14, knock],
  [6, talk],
  [4, newDoor],
  [7, undo],
  [14, weather],
  [10, send],
  [3, download],
  [7, look],
  [2, anotherTab],
  [3, kill],
  [6, killLater],
  [2, killAtStart],
  [2, full],
  [2, closed],
  [2, clock],
  [2, signOut],
  [4, signIn],
]

/** What may happen in one stage of a run. */
export function commandsOf(withKills: boolean, most: number) {
  const some = withKills ? [...all, [1, killServer] as const, [1, killPostgres] as const] : all
  const one = fc.oneof(...some.map(([weight, arbitrary]) => ({ weight, arbitrary })))
  return fc.commands<Told, World, false>([one], { maxCommands: most, size: 'max' })
}
