import { expect, test } from 'vitest'
import { aPhone, aServer, notHome, theDoor } from './a-phone.ts'

/** A phone with a clock of its own. */
function aClock() {
  const clock = { time: Date.parse('2026-11-21T20:00:00Z'), now: () => new Date(clock.time) }
  return clock
}

test('L10: since when the oldest act has not arrived is known, also after the phone was opened anew', async () => {
  const clock = aClock()
  const around = { name: crypto.randomUUID(), now: clock.now }
  const server = aServer()
  const phone = await aPhone(server, around)
  await phone.download()
  const door = await theDoor(phone)
  expect(phone.status().oldest).toBeNull()
  server.weather = () => {
    throw new TypeError('Failed to fetch')
  }
  const first = clock.time
  for (let i = 0; i < 3; i++) {
    await phone.save(notHome(door))
    clock.time += 60_000
  }
  await phone.send()
  expect(phone.status()).toMatchObject({ waiting: 3, oldest: first })
  phone.close()

  const anew = await aPhone(server, around)
  expect(anew.status()).toMatchObject({ waiting: 3, oldest: first })
  server.weather = undefined
  await anew.send()
  expect(anew.status()).toMatchObject({ waiting: 0, oldest: null })
  anew.close()
})

test('an act that was undone before it was sent is not waited for', async () => {
  const clock = aClock()
  // Another tab has the turn to send.
  const phone = await aPhone(aServer(), { now: clock.now, lock: () => new Promise(() => {}) })
  await phone.download()
  const door = await theDoor(phone)
  const undone = await phone.save(notHome(door))
  expect(await phone.undo(undone)).toBe('removed')
  expect(phone.status()).toMatchObject({ waiting: 0, oldest: null })
  clock.time += 60_000
  await phone.save(notHome(door))
  expect(phone.status()).toMatchObject({ waiting: 1, oldest: clock.time })
  phone.close()
})
