import fc from 'fast-check'
import type { Device } from './device.ts'
import { deviceCount, offlineAtFounding, offlineAtRevoke, type World } from './world.ts'

/** Between which two moments of the run something happens. */
export type Stage = 'before' | 'apart' | 'after'

export type Told = { stage: Stage }
export type Command = fc.AsyncCommand<Told, World>
export type Weighed = [weight: number, command: fc.Arbitrary<Command>]

/** While they are out of reach two phones keep their weather. */
export const isHeldOffline = (device: number, { stage }: Told) =>
  stage === 'apart' && (device === offlineAtFounding || device === offlineAtRevoke)

export function command(
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

export const device = fc.nat(deviceCount - 1)
export const nth = fc.nat(40)

export function deviceOf(world: World, n: number) {
  return world.devices[n] as Device
}
