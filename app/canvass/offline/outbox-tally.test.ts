import { afterEach, expect, test } from 'vitest'
import { aPhoneWithPin, closePhones, talk } from './a-locked-phone.ts'
import { aPhone, aServer, notHome, theDoor } from './a-phone.ts'

afterEach(closePhones)

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

test('safe are the knocks that stand: not what was taken back, nor the taking back, nor a door that was found', async () => {
  const { phone, server, door, start } = await aPhoneWithPin()
  await phone.saveAll([notHome(door), notHome(door), talk(door, 1)])
  await phone.send()
  expect(phone.status()).toMatchObject({ saved: 3, standing: 3 })
  // Taken back before the server knows it, it is called safe no more.
  server.weather = () => Response.json({ error: 'fault' }, { status: 500 })
  const undone = await phone.save(notHome(door))
  await phone.send()
  await phone.undo(undone)
  const [first] = await phone.outbox()
  const knock = first?.op.kind === 'knock' ? first.op : null
  await phone.saveAll([
    { kind: 'retract', knockId: knock?.knockId ?? '', unitId: door.unitId },
    { ...notHome(door), disposition: 'refused' },
  ])
  expect(phone.status()).toMatchObject({ waiting: 4, saved: 3, standing: 2 })
  server.weather = undefined
  await phone.save({ kind: 'unit', ...door, unitId: crypto.randomUUID(), label: 'PH', floor: '9' })
  await phone.send()
  const all = { waiting: 0, saved: 8, standing: 3 }
  expect(phone.status()).toMatchObject(all)

  // The same on another page, opened without the PIN, and while locked.
  const other = await start()
  expect(other.status()).toMatchObject({ ...all, locked: true })
  phone.lock()
  await phone.save(notHome(door))
  await phone.send()
  server.answer = (opId) => ({ opId, result: 'rejected', code: 'not_your_turf' })
  await phone.save(notHome(door))
  await phone.send()
  expect(phone.status()).toMatchObject({ saved: 9, standing: 4, look: 1 })
})
