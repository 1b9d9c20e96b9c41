import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPhone, aServer } from './a-phone.ts'
import type { Phone } from './phone-types.ts'
import type { Told } from './surroundings.ts'

const step = fc.record({
  what: fc.constantFrom('save', 'save two', 'undo', 'send', 'lose', 'another page', 'refuse'),
  n: fc.nat(),
})

/** Pages of one browser: each hears what the others tell. */
function aBrowser() {
  const listeners = new Map<object, (what?: Told) => void>()
  return () => {
    const me = {}
    return {
      tell: (what: Told) => {
        for (const [tab, listener] of listeners) if (tab !== me) listener(structuredClone(what))
      },
      heard: (listener: (what?: Told) => void) => {
        listeners.set(me, listener)
        return () => listeners.delete(me)
      },
    }
  }
}

test('what a page reads bit by bit is what a page opened now reads whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(), async (steps, nth) => {
      const server = aServer()
      const name = `acts ${nth} ${crypto.randomUUID()}`
      const tab = aBrowser()
      const open = () => aPhone(server, { name, ...tab() })
      const phone = await open()
      await phone.download()
      // As a screen does.
      phone.subscribe(() => void phone.outbox())
      const [turf] = await phone.turfs()
      const doors = turf?.doors ?? []
      const saved: string[] = []
      const knock = (on: Phone, n: number) =>
        on.save({
          kind: 'knock',
          knockId: crypto.randomUUID(),
          turfId: turf?.turfId ?? '',
          unitId: doors[n % doors.length]?.unitId ?? '',
          disposition: 'not_home',
          flyer: false,
        })
      for (const { what, n } of steps) {
        server.answer = (opId) => ({ opId, result: what === 'refuse' ? 'rejected' : 'applied' })
        server.missing = what === 'lose' ? [1 + (n % (saved.length + 1))] : []
        if (what.startsWith('save')) saved.push(await knock(phone, n))
        if (what === 'save two') saved.push(await knock(phone, n + 1))
        const last = saved[n % (saved.length || 1)]
        if (what === 'undo' && last) await phone.undo(last).catch(() => {})
        if (what === 'another page') {
          const other = await open()
          saved.push(await knock(other, n))
          other.close()
        }
        await phone.send()
        // It tells nobody that it is there.
        const fresh = await aPhone(server, { name })
        await expect.poll(async () => phone.outbox()).toEqual(await fresh.outbox())
        // As somebody counts who looks at each.
        const standing = (await fresh.outbox()).filter(
          ({ op, state, undone }) => op.kind === 'knock' && state === 'safe' && !undone,
        ).length
        await expect.poll(() => phone.status().standing).toBe(standing)
        expect(fresh.status().standing).toBe(standing)
        fresh.close()
      }
      phone.close()
    }),
    { numRuns: 30 },
  )
})

test('a phone with many acts has the newest at once and all of them a moment later, in their order', async () => {
  const server = aServer()
  const name = `many acts ${crypto.randomUUID()}`
  const phone = await aPhone(server, { name })
  await phone.download()
  const [turf] = await phone.turfs()
  const knocks = Array.from({ length: 1203 }, () => ({
    kind: 'knock' as const,
    knockId: crypto.randomUUID(),
    turfId: turf?.turfId ?? '',
    unitId: turf?.doors[0]?.unitId ?? '',
    disposition: 'not_home' as const,
    flyer: false,
  }))
  const opIds = await phone.saveAll(knocks)
  await phone.send()
  const retract = await phone.save({
    kind: 'retract',
    knockId: knocks[7]?.knockId ?? '',
    unitId: knocks[7]?.unitId ?? '',
  })
  phone.close()

  const next = await aPhone(server, { name })
  const told: number[] = []
  next.subscribe(async () => told.push((await next.recent()).length))
  const newest = await next.recent()
  expect(newest.map(({ opId }) => opId)).toEqual([...opIds, retract].slice(-500))
  await expect.poll(() => told.at(-1)).toBe(1204)
  const all = await next.recent()
  expect(all.map(({ opId }) => opId)).toEqual([...opIds, retract])
  expect(all.flatMap(({ undone }, i) => (undone ? [i] : []))).toEqual([7])
  expect(next.status()).toMatchObject({ standing: 1202 })
  // Nothing was written: nothing is another object.
  expect(await next.recent()).toBe(all)
  next.close()

  const third = await aPhone(server, { name })
  expect((await third.outbox()).map(({ opId }) => opId)).toEqual([...opIds, retract])
  third.close()
}, 30_000)
