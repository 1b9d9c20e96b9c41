import fc from 'fast-check'
import { atDoors } from './at-doors.ts'
import { check } from './check.ts'
import { command, device, deviceOf, isHeldOffline, type Stage, type Told, type Weighed } from './command.ts'
import { faults } from './proxy.ts'
import { withLocks } from './with-locks.ts'
import type { World } from './world.ts'

const weather = fc
  .tuple(device, fc.constantFrom(...faults), fc.oneof(fc.nat(60), fc.nat(3000)))
  .map(([n, fault, much]) =>
    command(
      `${n}: ${fault} ${much}`,
      async (world) => deviceOf(world, n).become({ fault, n: much }),
      (told) => !isHeldOffline(n, told),
    ),
  )

const send = fc.tuple(device, fc.nat(1)).map(([n, tab]) =>
  command(`${n}: sends`, async (world) => {
    await deviceOf(world, n).send(tab)
    await deviceOf(world, n).sendPhotos(tab)
  }),
)
const download = device.map((n) => command(`${n}: downloads`, (world) => deviceOf(world, n).download()))
const look = device.map((n) => command(`${n}: is looked at`, (world) => check(world, n)))
const anotherTab = device.map((n) =>
  command(`${n}: another tab`, (world) => deviceOf(world, n).openAnother()),
)
const kill = device.map((n) => command(`${n}: killed`, async (world) => deviceOf(world, n).killAll()))
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
const killWorker = device.map((n) =>
  command(`${n}: its service worker is killed`, async (world) => deviceOf(world, n).killWorker()),
)
const full = fc
  .tuple(device, fc.boolean())
  .map(([n, isFull]) =>
    command(`${n}: ${isFull ? 'no' : 'some'} room`, async (world) => deviceOf(world, n).fill(isFull)),
  )
const closed = device.map((n) =>
  command(`${n}: loses its store`, async (world) => deviceOf(world, n).loseConnections()),
)
const tenYears = 3650 * 86_400_000
const clock = fc
  .tuple(device, fc.integer({ min: -tenYears, max: tenYears }))
  .map(([n, offset]) =>
    command(`${n}: clock off by ${Math.round(offset / 86_400_000)} days`, async (world) =>
      deviceOf(world, n).setClock(offset),
    ),
  )
const killServer = fc.constant(command('the server is killed', (world) => world.machine.killServer()))
const killPostgres = fc.constant(command('PostgreSQL is killed', (world) => world.machine.killPostgres()))

const all: Weighed[] = [
  ...atDoors,
  ...withLocks,
  [14, weather],
  [10, send],
  [3, download],
  [7, look],
  [2, anotherTab],
  [3, kill],
  [6, killLater],
  [2, killAtStart],
  [2, killWorker],
  [2, full],
  [2, closed],
  [2, clock],
]

/** What may happen in one stage of a run. */
export function commandsOf(withKills: boolean, most: number) {
  const some: Weighed[] = withKills ? [...all, [1, killServer], [1, killPostgres]] : all
  const one = fc.oneof(...some.map(([weight, arbitrary]) => ({ weight, arbitrary })))
  return fc.commands<Told, World, false>([one], { maxCommands: most, size: 'max' })
}

export type { Stage }
