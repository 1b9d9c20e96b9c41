import type { Op } from '#app/canvass/ops.schema.ts'
import { createDevice, type Device } from './device.ts'
import type { Machine, Planted } from './machine.ts'
import { doorKeyOf, Model, type Right } from './model.ts'
import { type FaultsUnion, floorsOfHouse, type House, type Person } from './union.ts'

export const deviceCount = 4

/** Who has what: two houses, a phone with some floors only, a phone that two people share. */
const rights: readonly Right[] = [
  { account: 0, house: 0, floors: null },
  { account: 1, house: 0, floors: floorsOfHouse.slice(0, 2) },
  { account: 2, house: 1, floors: null },
  { account: 3, house: 0, floors: null },
  { account: 3, house: 1, floors: null },
  { account: 4, house: 1, floors: floorsOfHouse.slice(1) },
]
/** The accounts of each phone, its own first. */
const accountsOf = [[0], [1], [2], [3, 4]] as const
export const accountCount = 5

/** Out of reach while the file changes hands, and while the turf is taken back. */
export const offlineAtFounding = 1
export const offlineAtRevoke = 2
const revoked = { account: 2, house: 1 }

export type Place = { unitId: string; doorKey: string; turfId: string }

/** One run's phones, houses and turf, with the model of what must come of them. */
export async function createWorld(machine: Machine, union: FaultsUnion, planted?: Planted) {
  const houses = [await union.buildHouse(), await union.buildHouse()] as [House, House]
  const people = union.people.slice(0, accountCount) as Person[]
  const turfOf = new Map<string, string>()
  for (const { account, house, floors } of rights)
    turfOf.set(
      `${account} ${house}`,
      await union.giveTurf(houses[house] as House, [people[account] as Person], floors && [...floors]),
    )
  const ownDoors = houses.flatMap(({ doors }, house) =>
    doors.map(({ unitId, label }) => ({ unitId, doorKey: doorKeyOf(house, label) })),
  )
  const devices: Device[] = []
  /** Whose cookie each phone carries: an index into its accounts. */
  const carried = Array(deviceCount).fill(0) as number[]
  const metDoors: (Place & { device: number; account: number })[] = []
  const problems: string[] = []
  const model = new Model(rights)
  let committee: { bodyId: string; secretary: Person } | undefined

  const world = {
    machine,
    union,
    houses,
    people,
    model,
    devices,
    ownDoors,
    metDoors,
    problems,
    accountsOf,
    get committee() {
      return committee
    },

    /** Doors this account could think of as its own: all of the house, also floors it was not given. */
    places(device: number, account: number): Place[] {
      const own = ownDoors.flatMap(({ unitId, doorKey }) => {
        const turfId = turfOf.get(`${account} ${doorKey.slice(0, 1)}`)
        return turfId ? [{ unitId, doorKey, turfId }] : []
      })
      return [...own, ...metDoors.filter((each) => each.device === device && each.account === account)]
    },
    turfOf: (account: number, house: number) => turfOf.get(`${account} ${house}`),

    async signIn(device: number, nth: number) {
      carried[device] = nth
      const account = accountsOf[device]?.[nth] ?? 0
      const session = await union.signIn(people[account] as Person)
      people[account] = { ...(people[account] as Person), ...session }
      devices[device]?.carry(session)
    },
    /** The session of whoever carries this phone ends at the server. */
    async signOut(device: number) {
      const account = accountsOf[device]?.[carried[device] ?? 0] ?? 0
      await machine.ask(
        'update session set revoked_at = now() where account_id = $1 and revoked_at is null',
        [people[account]?.accountId],
      )
    },

    /** Whose phone it is by what the phone says: nobody's before its first download. */
    async accountOf(device: number) {
      const id = await devices[device]?.accountId()
      const account = people.findIndex(({ accountId }) => accountId === id)
      return account < 0 ? undefined : account
    },

    async found() {
      committee = await union.foundCommittee(houses[0])
    },
    /** What the server has by then counts; nothing is on its way any more, for this phone is out of reach. */
    async revoke() {
      await devices[offlineAtRevoke]?.proxy.quiet()
      const rows = await machine.ask<{ op_id: string }>('select op_id from op_ledger where account_id = $1', [
        people[revoked.account]?.accountId,
      ])
      await union.takeTurf(
        turfOf.get(`${revoked.account} ${revoked.house}`) as string,
        people[revoked.account] as Person,
      )
      model.revoke(revoked.account, revoked.house, new Set(rows.map(({ op_id }) => op_id)))
    },

    async close() {
      for (const device of devices) await device.close()
      await union.endTurf([...turfOf.values()])
    },
  }

  for (let n = 0; n < deviceCount; n++) {
    const device = await createDevice(machine.port, planted)
    devices.push(device)
    await world.signIn(n, 0)
    const got = await device.download()
    if (!('value' in got)) throw new Error('A phone got no turf in fair weather')
  }
  return world
}

export type World = Awaited<ReturnType<typeof createWorld>>

/** Writes down what a phone has just called saved. */
export function note(
  world: World,
  device: number,
  account: number,
  place: Place,
  opId: string,
  op: Op,
  of = '',
) {
  const { doorKey, unitId } = place
  const isAfterRevoke = world.model.isRevoked(account, doorKey)
  const common = { opId, device, account, doorKey, unitId, isAfterRevoke }
  if (op.kind === 'unit') world.model.add({ ...common, kind: 'unit' })
  else if (op.kind === 'retract') world.model.add({ ...common, kind: 'retract', of })
  else {
    const { disposition, join = false, repairs = [] } = op
    const said = { disposition, joins: join, repairs: repairs.length }
    world.model.add({ ...common, kind: 'knock', knockId: op.knockId, said })
  }
}
