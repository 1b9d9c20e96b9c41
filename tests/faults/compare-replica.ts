import type { Door } from '#app/canvass/lease/turf.schema.ts'
import { same } from './compare.ts'
import type { Device } from './device.ts'
import { doorKeyOf, type Model } from './model.ts'
import type { World } from './world.ts'

/** What the phone would show tomorrow: the same doors, and of each what this person may read of it, as the server has it. */
export async function compareReplica(world: World, n: number, last: ReadonlyMap<string, string | null>) {
  const { devices, model, problems, houses, ownDoors } = world
  const device = devices[n] as Device
  const account = await world.accountOf(n)
  if (account === undefined) return void problems.push(`${n} belongs to nobody`)
  const isStranger = world.isGuest(account) && !world.isVouched
  const shown: string[] = []
  const turfs = await device.turfs()
  for (const turf of turfs) {
    const house = houses.findIndex(({ buildingId }) => buildingId === turf.buildingId)
    for (const door of turf.doors) {
      const doorKey = doorKeyOf(house, door.label)
      shown.push(doorKey)
      const wanted = isStranger ? forStrangers(model.door(doorKey)) : model.door(doorKey)
      const lastThere = isStranger ? null : (last.get(doorKey) ?? null)
      for (const problem of compareDoor(door, wanted, lastThere))
        problems.push(`${n} shows of door ${door.label} of house ${house} ${problem}`)
    }
  }
  const ownKeys = ownDoors.map(({ doorKey }) => doorKey)
  const all = houses.flatMap((_, house) => model.doorKeys(house, ownKeys))
  const readable = all.filter((key) => model.reads(account, key))
  same(problems, `doors on phone ${n}`, shown, readable)
  if (!world.isGuest(account)) return
  if ((await device.isGuest()) !== !world.isVouched)
    problems.push(`${n} is ${world.isVouched ? 'still a guest' : 'a guest no more'}`)
  if (isStranger && JSON.stringify(turfs).includes('Canary'))
    problems.push(`${n} is a guest, and reads names`)
}

type Wanted = ReturnType<Model['door']>

/** What was at a door before is nothing for guests; that nobody may knock there is. */
function forStrangers({ doNotKnock, ...wanted }: Wanted): Wanted {
  const nothing = { tries: 0, isReached: false, openRepairs: [], people: [] }
  return { ...wanted, ...nothing, doNotKnock, mayHideNames: true, mayShowNames: false }
}

function compareDoor(door: Door, wanted: Wanted, last: string | null) {
  const kinds = [...new Set(wanted.openRepairs)].toSorted()
  const found = [
    door.tries,
    door.lastDisposition,
    door.reachedDay !== null,
    door.doNotKnock,
    ...door.openRepairs.map(({ category }) => category).toSorted(),
  ].join()
  const should = [wanted.tries, last, wanted.isReached, wanted.doNotKnock, ...kinds].join()
  const problems = found === should ? [] : [`${found} and should ${should}`]
  const people = new Set(door.people.map(({ personId }) => personId))
  const isAsKnown =
    wanted.people.every(({ personId, isGone, mayBeGone }) => (people.has(personId) ? !isGone : mayBeGone)) &&
    people.isSubsetOf(new Set(wanted.people.map(({ personId }) => personId)))
  if (!(wanted.mayShowNames && isAsKnown) && !(wanted.mayHideNames && people.size === 0))
    problems.push(`${people.size} names, and not those it may`)
  return problems
}
