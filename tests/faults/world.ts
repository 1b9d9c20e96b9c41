import type { Op } from '#app/canvass/sync/ops.schema.ts'
import { createDevice, type Device, type Written } from './device.ts'
import { LockModel } from './lock-model.ts'
import type { Machine, Planted } from './machine.ts'
import { doorKeyOf, Model, type Photo, type Right } from './model.ts'
import { type FaultsLocal, floorsOfHouse, type House, type Person } from './union.ts'

export const deviceCount = 4

/** Who has what: two houses, a guest's phone, one with some floors only, one that two people share. */
const rights: readonly Right[] = [
  { account: 0, house: 0, floors: null },
  { account: 1, house: 0, floors: floorsOfHouse.slice(0, 2) },
  { account: 2, house: 1, floors: null },
  { account: 3, house: 0, floors: null },
  { account: 3, house: 1, floors: null },
  { account: 4, house: 1, floors: floorsOfHouse.slice(1) },
]
/** Whoever came by a code, without a password. */
export const guestDevice = 0
export const colleagueCount = 4

/** Out of reach while the file changes hands, and while the turf is taken back. */
export const offlineAtFounding = 1
export const offlineAtRevoke = 2
const revoked = { account: 2, house: 1 }

export type Place = { unitId: string; doorKey: string; turfId: string }
/** `server`: ended by the union; `phone`: it said itself that it has nothing more to send. */
type Session = 'live' | 'server' | 'phone'

/** One run's phones, houses and turf, with the model of what must come of them. */
export async function createWorld(machine: Machine, local: FaultsLocal, planted?: Planted) {
  const houses = (await Promise.all([local.buildHouse(), local.buildHouse()])) as [House, House]
  const evening = await local.openEvening(houses[0])
  const people = [await local.joinEvening(evening), ...local.people.slice(0, colleagueCount)]
  /** The accounts of each phone, its own first; a guest who comes anew is another. */
  const accountsOf: number[][] = [[0], [1], [2], [3, 4]]
  const turfOf = new Map<string, string>([['0 0', evening.turfId]])
  for (const { account, house, floors } of rights.slice(1)) {
    const given = await local.giveTurf(
      houses[house] as House,
      people[account] as Person,
      floors && [...floors],
    )
    turfOf.set(`${account} ${house}`, given)
  }
  const ownDoors = houses.flatMap(({ doors }, house) =>
    doors.map(({ unitId, label }) => ({ unitId, doorKey: doorKeyOf(house, label) })),
  )
  const devices: Device[] = []
  /** Whose cookie each phone carries. */
  const carried = [0, 1, 2, 3]
  const metDoors: (Place & { device: number; account: number })[] = []
  const locks = new Map<string, LockModel>()
  const endedByServer = new Set<number>()
  const problems: string[] = []
  const model = new Model(rights)
  let committee: { bodyId: string; secretary: Person } | undefined
  let isVouched = false

  const personOf = (account: number) => people[account] as Person

  const world = {
    machine,
    local,
    houses,
    people,
    model,
    devices,
    ownDoors,
    metDoors,
    problems,
    accountsOf,
    carried,
    get committee() {
      return committee
    },
    get isVouched() {
      return isVouched
    },

    lockOf(device: number, account: number) {
      const key = `${device} ${account}`
      const known = locks.get(key) ?? new LockModel()
      locks.set(key, known)
      return known
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
    isGuest: (account: number) => accountsOf[guestDevice]?.includes(account) ?? false,

    /** A colleague by name and password; a guest by the code, as another when the session is over. */
    async signIn(device: number, nth: number) {
      const mine = accountsOf[device] as number[]
      if (device !== guestDevice) {
        const account = mine[nth % mine.length] as number
        people[account] = { ...personOf(account), ...(await local.signIn(personOf(account))) }
        carried[device] = account
      } else if ((await world.sessionOf(carried[device] as number)) === 'live')
        await local.comeAlong(personOf(carried[device] as number), evening)
      else if (mine.length < 3) {
        const account = people.push(await local.joinEvening(evening)) - 1
        mine.push(account)
        isVouched = false
        carried[device] = account
        // A committee's doors are given out by no code of the local.
        if (!committee) {
          turfOf.set(`${account} 0`, evening.turfId)
          model.give({ account, house: 0, floors: null })
        }
      }
      devices[device]?.carry(personOf(carried[device] as number))
    },
    async sessionOf(account: number): Promise<Session> {
      const [row] = await machine.ask<{ live: boolean }>(
        'select revoked_at is null as live from session where id = $1',
        [personOf(account).sessionId],
      )
      return row?.live ? 'live' : endedByServer.has(account) ? 'server' : 'phone'
    },
    /** The session of whoever carries this phone ends at the server. */
    async signOut(device: number) {
      const account = carried[device] as number
      if ((await world.sessionOf(account)) === 'live') endedByServer.add(account)
      await machine.ask(
        'update session set revoked_at = now() where account_id = $1 and revoked_at is null',
        [personOf(account).accountId],
      )
    },
    /** Somebody says at the desk, or at the board, that this phone was lost. */
    async lose(device: number) {
      const account = await world.accountOf(device)
      if (account === undefined) return
      const deviceId = await devices[device]?.deviceIdOf(personOf(account).accountId)
      if (!deviceId) return
      if ((await world.sessionOf(account)) === 'live') endedByServer.add(account)
      // A phone that never said it was there cannot be named at the desk.
      if (world.isGuest(account)) await local.loseVisitor(evening, personOf(account))
      else await local.losePhone(deviceId).catch(() => {})
      world.lockOf(device, account).lose()
    },
    async vouch(on: boolean) {
      await local.vouch(evening, personOf(carried[guestDevice] as number), on)
      isVouched = on
    },

    /** Whose phone it is by what the phone says: nobody's before its first download. */
    async accountOf(device: number) {
      const id = await devices[device]?.accountId()
      const account = people.findIndex(({ accountId }) => accountId === id)
      return account < 0 ? undefined : account
    },

    async found() {
      committee = await local.foundCommittee(houses[0])
    },
    /** What the server has by then counts; nothing is on its way any more, for this phone is out of reach. */
    async revoke() {
      await devices[offlineAtRevoke]?.proxy.quiet()
      const rows = await machine.ask<{ op_id: string }>('select op_id from op_ledger where account_id = $1', [
        personOf(revoked.account).accountId,
      ])
      await local.takeTurf(
        turfOf.get(`${revoked.account} ${revoked.house}`) as string,
        personOf(revoked.account),
      )
      model.revoke(revoked.account, revoked.house, new Set(rows.map(({ op_id }) => op_id)))
    },

    async close() {
      await Promise.all(devices.map((device) => device?.close()))
      await local.endTurf([...turfOf.values()])
    },
  }

  /** The doors of a phone want a PIN first. A busy machine may let it wait. */
  async function begin(n: number) {
    const device = await createDevice(machine.port, planted)
    devices[n] = device
    if (n === guestDevice) device.carry(personOf(0))
    else await world.signIn(n, 0)
    for (let tries = 0; tries < 5; tries++) {
      const set = (await device.lockState()) === 'open' || (await device.setPin())
      if ((set === true || ('value' in set && set.value.ok)) && (await device.whyNoDoors()) === null) return
    }
    throw new Error('A phone got no turf in fair weather')
  }
  const begun = await Promise.allSettled(Array.from({ length: deviceCount }, (_, n) => begin(n)))
  const failed = begun.find(({ status }) => status === 'rejected')
  if (!failed) return world
  await world.close()
  throw (failed as PromiseRejectedResult).reason
}

export type World = Awaited<ReturnType<typeof createWorld>>

type Noted = { device: number; account: number; place: Place; opId: string; op: Op; of?: string }

/** Writes down what a phone has just called saved. */
export function note(world: World, { device, account, place, opId, op, of = '' }: Noted, how: Written) {
  const { doorKey, unitId } = place
  const isAfterRevoke = world.model.isRevoked(account, doorKey)
  const common = { opId, device, account, doorKey, unitId, isAfterRevoke }
  if (op.kind === 'unit') world.model.add({ ...common, kind: 'unit' })
  else if (op.kind === 'retract') world.model.add({ ...common, kind: 'retract', of })
  else {
    const { disposition, join = false, repairs = [], person } = op
    const photos: Photo[] = repairs.flatMap(({ photos: named = [] }) =>
      named.map(({ id, sha256 }) => ({ id, hash: sha256 })),
    )
    const kinds = repairs.map(({ category }) => category)
    const said = { disposition, personId: person?.personId ?? null, joins: join, repairs: kinds, photos }
    world.model.add({ ...common, kind: 'knock', knockId: op.knockId, said })
    world.lockOf(device, account).knocked(unitId, how.page, how.isSure)
  }
}
