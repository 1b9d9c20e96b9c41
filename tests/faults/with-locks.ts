import fc from 'fast-check'
import type { PinAnswer } from '#app/canvass/offline/pin.ts'
import { check, checkDrafts } from './check.ts'
import { command, device, deviceOf, type Weighed } from './command.ts'
import type { Did } from './tabs.ts'
import { guestDevice, type World } from './world.ts'

/** What the lock must make of an answer to the right PIN. */
export async function openedBy(world: World, n: number, did: Did<PinAnswer>) {
  const account = await world.accountOf(n)
  if (account === undefined) return
  const lock = world.lockOf(n, account)
  const why = 'how' in did ? did.how : did.value.ok ? 'right' : did.value.why
  if (why === 'gone') world.problems.push(...lock.went().map((problem) => `${n} ${problem}`))
  else if (why === 'wrong') world.problems.push(`${n} calls the right PIN wrong`)
  else lock.triedRight(why === 'right')
}

const lock = device.map((n) => command(`${n}: locked`, (world) => deviceOf(world, n).lock()))

const unlock = fc.tuple(device, fc.nat(1)).map(([n, tab]) =>
  command(`${n}: unlocked`, async (world) => {
    if ((await deviceOf(world, n).lockState()) !== 'locked') return
    await openedBy(world, n, await deviceOf(world, n).unlock(tab))
    await checkDrafts(world, n)
  }),
)

const wrongPin = fc.tuple(device, fc.constantFrom(1, 1, 2, 3, 10)).map(([n, times]) =>
  command(`${n}: ${times} wrong PINs`, async (world) => {
    const phone = deviceOf(world, n)
    const account = await world.accountOf(n)
    if (account === undefined) return
    const mine = world.lockOf(n, account)
    for (let i = 0; i < times && (await phone.lockState()) === 'locked'; i++) {
      const did = await phone.tryWrongPin()
      if ('value' in did && did.value.ok) world.problems.push(`${n} opens with a wrong PIN`)
      const answer = 'value' in did && !did.value.ok ? did.value : undefined
      if (answer?.why === 'gone') {
        mine.triedWrong(undefined)
        world.problems.push(...mine.went().map((problem) => `${n} ${problem}`))
      } else {
        const left = answer?.why === 'wrong' ? answer.left : undefined
        world.problems.push(...mine.triedWrong(left).map((problem) => `${n} ${problem}`))
      }
    }
  }),
)

/** Emptied by hand: afterwards nothing on it can be read, and all that waits still waits. */
const wipe = device.map((n) =>
  command(`${n}: emptied`, async (world) => {
    const phone = deviceOf(world, n)
    if ((await world.accountOf(n)) === undefined) return
    const did = await phone.wipe()
    if ('value' in did) {
      for (const each of world.accountsOf[n] ?? []) world.lockOf(n, each).went(true)
      const left = (await phone.raw('records')).length + (await phone.raw('locks')).length
      if (left > 0) world.problems.push(`${n} was emptied, and ${left} records are there`)
      if ((await phone.turfs()).length > 0) world.problems.push(`${n} was emptied, and shows doors`)
    } else for (const each of world.accountsOf[n] ?? []) world.lockOf(n, each).mayGo()
    await check(world, n)
  }),
)

const lose = device.map((n) => command(`${n}: said to be lost`, (world) => world.lose(n)))

const signOut = device.map((n) => command(`${n}: signed out`, (world) => world.signOut(n)))

/** As the page does it: whoever has no PIN here chooses one; somebody else's doors come first. */
export async function settle(world: World, n: number) {
  const phone = deviceOf(world, n)
  const isOther = (await world.accountOf(n)) !== world.carried[n]
  if (isOther) await phone.download()
  if ((await world.accountOf(n)) !== world.carried[n]) return
  if ((await phone.lockState()) === 'locked') await openedBy(world, n, await phone.unlock())
  if ((await phone.lockState()) === 'none') {
    const did = await phone.setPin()
    if ('value' in did && did.value.ok) world.lockOf(n, world.carried[n] as number).begin()
  }
}

const signIn = fc.tuple(device, fc.nat(1)).map(([n, who]) =>
  command(`${n}: signs in`, async (world) => {
    await world.signIn(n, who)
    await settle(world, n)
    await deviceOf(world, n).download()
  }),
)

const vouch = fc
  .boolean()
  .map((on) =>
    command(`${guestDevice}: ${on ? 'vouched for' : 'vouched for no more'}`, (world) => world.vouch(on)),
  )

/** Who may look at a phone, and who is believed. */
export const withLocks: Weighed[] = [
  [3, lock],
  [6, unlock],
  [2, wrongPin],
  [1, wipe],
  [1, lose],
  [2, signOut],
  [4, signIn],
  [2, vouch],
]
