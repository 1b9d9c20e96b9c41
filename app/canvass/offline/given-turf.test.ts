import { afterEach, expect, test, vi } from 'vitest'
import {
  aLeaseWithNames,
  all,
  aPhoneWithPin,
  closePhones,
  everything,
  hour,
  keep,
  pin,
  talk,
  tokens,
} from './a-locked-phone.ts'
import { aPhone, aServer, notHome } from './a-phone.ts'
import { aReadyPhone, closePhones as closeReady } from './a-ready-phone.ts'
import type { Phone } from './phone-types.ts'
import { setPin, unlock } from './pin.ts'

vi.mock('./stretch-pin.ts', () => import('#tests/faults/cheap-pin.ts'))

afterEach(() => {
  vi.useRealTimers()
  closePhones()
  closeReady()
})

const words = /Token\d/
const day = 24 * hour
const expiresAt = Date.parse('2099-01-01T00:00:00Z')

/** A phone in the last hour of its doors, and by how much its clock is set on. */
async function beforeTheEnd() {
  const clock = { at: expiresAt - hour }
  const found = await aPhoneWithPin({ now: () => new Date(clock.at) })
  return { ...found, clock }
}

const labelsOf = async (phone: Phone) =>
  (await phone.past()).map(({ doors }) => doors.map(({ label }) => label).join())

test('when a lease ends names leave the page that is open, and nobody has to touch it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: expiresAt - hour })
  const { phone, door } = await aPhoneWithPin({ now: () => new Date() })
  await phone.save(talk(door, 300))
  expect(await all(phone)).toMatch(words)
  const shown: Promise<string>[] = []
  phone.subscribe(() => shown.push(all(phone)))
  vi.advanceTimersByTime(hour)
  expect(shown).not.toHaveLength(0)
  expect(await shown.at(-1)).not.toMatch(words)
  expect(await phone.turfs()).toEqual([])
  expect(await labelsOf(phone)).toEqual(['4A,4B'])
  expect(JSON.stringify(await phone.past())).not.toMatch(words)
})

test('a phone that slept through the end of its lease wakes up without names', async () => {
  let wake = () => {}
  const clock = { at: expiresAt - hour }
  const { phone } = await aPhoneWithPin({
    now: () => new Date(clock.at),
    awake(listener) {
      wake = listener
      return () => {}
    },
  })
  const heard = vi.fn()
  phone.subscribe(heard)
  clock.at += hour
  wake()
  expect(heard).toHaveBeenCalled()
  expect(await all(phone)).not.toMatch(words)
})

test('a talk begun in the last hour is finished after the lease, by a page that was loaded anew', async () => {
  const { phone, door, start, clock, server } = await beforeTheEnd()
  await phone.saveDraft(door.unitId, { knockId: 'x', note: 'half a sentence' })
  phone.close()
  clock.at += 3 * hour

  const next = await start()
  expect(await labelsOf(next)).toEqual(['4A,4B'])
  expect(await next.draft(door.unitId)).toBeUndefined()
  expect(await unlock(next, pin)).toEqual({ ok: true })
  expect(await next.turfs()).toEqual([])
  expect(await labelsOf(next)).toEqual(['4A,4B'])
  expect(JSON.stringify(await next.past())).not.toMatch(words)
  expect(await next.draft(door.unitId)).toMatchObject({ note: 'half a sentence' })
  const opId = await next.save({ ...notHome(door), disposition: 'conversation', note: 'The whole of it' })
  await next.send()
  expect(server.applied.get(opId)).toBe(1)
  expect(await next.drafts()).toEqual([])
})

test('doors that were taken back are numbers from then on, on the disk too, and their talk can be finished', async () => {
  const { phone, door, server, name, start } = await beforeTheEnd()
  await phone.saveDraft(door.unitId, { knockId: 'x', note: 'half a sentence' })
  server.lease.turfs = []
  await phone.download()
  expect(await phone.turfs()).toEqual([])
  expect(await labelsOf(phone)).toEqual(['4A,4B'])
  expect(JSON.stringify(phone.inside.lease())).not.toMatch(words)
  expect((await everything(name)).opened).not.toMatch(words)
  phone.close()

  const next = await start()
  await unlock(next, pin)
  expect(await labelsOf(next)).toEqual(['4A,4B'])
  expect(await next.draft(door.unitId)).toMatchObject({ note: 'half a sentence' })
})

/** One of its two doors is taken back; the turf stays. */
async function afterAPart(isBegun = false) {
  const found = await beforeTheEnd()
  const { phone, door, server } = found
  const [turf] = server.lease.turfs
  if (!turf) throw new Error('No turf')
  if (isBegun) await phone.saveDraft(door.unitId, { knockId: 'x', note: 'half a sentence' })
  const leave = async (...labels: string[]) => {
    server.lease.turfs = [{ ...turf, doors: turf.doors.filter(({ label }) => labels.includes(label)) }]
    await phone.download()
  }
  const opened = async () => (await phone.turfs()).map(({ doors }) => doors.map(({ label }) => label).join())
  return { ...found, turf, leave, opened }
}

test('doors that left a turf are numbers, the others have their names; a talk there can be finished by a page loaded anew', async () => {
  const { phone, door, server, turf, leave, opened, start } = await afterAPart(true)
  await leave('4B')
  expect(await opened()).toEqual(['4B'])
  expect((await phone.past()).map(({ turfId }) => turfId)).toEqual([turf.turfId])
  expect(await labelsOf(phone)).toEqual(['4A'])
  expect((await phone.past()).map(({ address }) => address)).toEqual(['4A'])
  expect(JSON.stringify(await phone.past())).not.toMatch(words)
  phone.close()

  const next = await start()
  await unlock(next, pin)
  expect(await labelsOf(next)).toEqual(['4A'])
  expect(await next.draft(door.unitId)).toMatchObject({ note: 'half a sentence' })
  const opId = await next.save({ ...notHome(door), disposition: 'conversation', note: 'The whole of it' })
  await next.send()
  expect(server.applied.get(opId)).toBe(1)
})

test('what leaves a turf piece by piece, and in the end the turf, is one list; what comes back is in it no more', async () => {
  const { phone, leave, server, turf, opened } = await afterAPart()
  await leave('4B')
  await leave()
  expect(await labelsOf(phone)).toEqual(['4B,4A'])
  await leave('4B')
  expect(await labelsOf(phone)).toEqual(['4A'])
  server.lease.turfs = []
  await phone.download()
  expect(await labelsOf(phone)).toEqual(['4B,4A'])
  server.lease.turfs = [turf]
  await phone.download()
  expect(await opened()).toEqual(['4A,4B'])
  expect(await phone.past()).toEqual([])
})

test('when the rest of a turf is over too, it is one list with what left it before', async () => {
  const { phone, leave, clock } = await afterAPart()
  await leave('4B')
  clock.at += 2 * hour
  expect(await labelsOf(phone)).toEqual(['4B,4A'])
})

test('what was said at a door that left its turf is shown without its words, what at the others with them', async () => {
  const { phone, door, turf, leave } = await afterAPart()
  await phone.save(talk(door, 300))
  await phone.save(talk({ turfId: turf.turfId, unitId: turf.doors[1]?.unitId ?? '' }, 400))
  await leave('4B')
  const acts = JSON.stringify(await phone.outbox())
  expect(acts).toContain(door.unitId)
  expect(acts).not.toContain(tokens[300])
  expect(acts).toContain(tokens[400])
})

test('doors given again are no past ones', async () => {
  const { phone, server } = await beforeTheEnd()
  const { turfs } = server.lease
  server.lease.turfs = []
  await phone.download()
  server.lease.turfs = turfs
  await phone.download()
  expect(await phone.turfs()).toHaveLength(1)
  expect(await phone.past()).toEqual([])
  expect(await all(phone)).toMatch(words)
})

test.each([
  ['without a talk they go after as long as the server takes what is written there', false, 0],
  ['with a talk to finish they wait for it', true, 1],
])('%s', async (_, isBegun, left) => {
  const { phone, door, server, clock } = await beforeTheEnd()
  if (isBegun) await phone.saveDraft(door.unitId, { note: 'half a sentence' })
  clock.at += 29 * day
  expect(await phone.past()).toHaveLength(1)
  clock.at += 2 * day
  expect(await phone.past()).toHaveLength(left)
  server.lease.turfs = []
  await phone.download()
  expect(await phone.past()).toHaveLength(left)
  expect(phone.inside.lease()?.past).toHaveLength(left)
})

test.each([
  ['nothing is left of a shift called off before it began', false, 0],
  ['but a talk that was begun there all the same', true, 1],
])('%s', async (_, isBegun, left) => {
  const { phone, door, server } = await beforeTheEnd()
  const [turf] = server.lease.turfs
  if (turf) turf.shift = { ...turf.shift, startsAt: '2099-06-01T00:00:00Z' }
  await phone.download()
  if (isBegun) await phone.saveDraft(door.unitId, { note: 'half a sentence' })
  server.lease.turfs = []
  await phone.download()
  expect(await phone.past()).toHaveLength(left)
})

test('of what was said at doors that are over no word is read, of what was said at those of tonight every one', async () => {
  const { phone, door, server, clock } = await beforeTheEnd()
  await phone.save(talk(door, 300))
  const [turf] = server.lease.turfs
  if (!turf) throw new Error('No turf')
  const [first] = turf.doors
  const again = {
    ...turf,
    turfId: crypto.randomUUID(),
    expiresAt: '2099-02-01T00:00:00Z',
    doors: turf.doors.slice(1),
  }
  server.lease.turfs = [turf, again]
  await phone.download()
  await phone.save(talk({ turfId: again.turfId, unitId: again.doors[0]?.unitId ?? '' }, 400))
  await phone.send()
  clock.at += 2 * hour
  const acts = JSON.stringify(await phone.outbox())
  expect(acts).toContain(first?.unitId)
  expect(acts).not.toContain(tokens[300])
  expect(acts).toContain(tokens[400])
  expect(await phone.recent()).toBe(await phone.recent())
})

test('who comes back to a shared phone finds the talk they left there; whoever had it meanwhile finds nothing', async () => {
  const { phone, server, door } = await aReadyPhone()
  await phone.saveDraft(door.unitId, { note: 'half a sentence' })
  const mine = server.lease
  server.lease = { ...mine, accountId: crypto.randomUUID(), turfs: [] }
  await phone.download()
  expect(await phone.past()).toEqual([])
  expect(await phone.drafts()).toEqual([])

  server.lease = { ...mine, turfs: [] }
  await phone.download()
  expect(await labelsOf(phone)).toEqual(['4A,4B'])
  expect(await phone.draft(door.unitId)).toEqual({ note: 'half a sentence' })
})

/** A phone whose clock is off, and a server that says with each answer what time it is. */
async function aPhoneOff(ahead: number) {
  const clock = { at: expiresAt - hour }
  const server = aServer(aLeaseWithNames())
  const name = crypto.randomUUID()
  const dated = (async (...asked: Parameters<typeof fetch>) => {
    const answer = await server.fetch(...asked)
    answer.headers.set('Date', new Date(clock.at).toUTCString())
    return answer
  }) as typeof fetch
  const start = async () => {
    const phone = await aPhone({ fetch: dated }, { name, now: () => new Date(clock.at + ahead) })
    keep(phone)
    return phone
  }
  const phone = await start()
  await setPin(phone, pin)
  await phone.download()
  return { phone, start, clock }
}

test.each([5, -5])('a clock %i hours off ends no lease and makes none longer', async (hours) => {
  const { phone, start, clock } = await aPhoneOff(hours * hour)
  expect(await phone.turfs()).toHaveLength(1)
  expect(phone.clock().getTime()).toBe(clock.at)
  const next = await start()
  await unlock(next, pin)
  expect(await next.turfs()).toHaveLength(1)
  clock.at += hour
  expect(await next.turfs()).toEqual([])
  expect(await next.past()).toHaveLength(1)
})
