import { afterEach, expect, test } from 'vitest'
import { all, aPhoneWithPin, closePhones, talk, tokens } from './a-locked-phone.ts'

afterEach(closePhones)

test('a phone that is locked while it reads its doors shows no name of them, whenever that is', async () => {
  const { phone } = await aPhoneWithPin()
  const key = phone.inside.vault.dataKey()
  if (!key) throw new Error('It is locked')
  for (let turns = 0; turns < 24; turns++) {
    await phone.inside.opened(key)
    expect(await all(phone)).toContain('Token')
    const reading = phone.inside.changed()
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
    phone.lock()
    await reading
    expect(await all(phone)).not.toContain('Token')
  }
})

test('a phone that is opened while it reads its acts has their words, whenever that is', async () => {
  const { phone, door } = await aPhoneWithPin()
  const key = phone.inside.vault.dataKey()
  if (!key) throw new Error('It is locked')
  await phone.save(talk(door, 300))
  for (let turns = 0; turns < 24; turns++) {
    phone.lock()
    const reading = phone.outbox()
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
    await phone.inside.opened(key)
    await reading
    expect(JSON.stringify(await phone.outbox())).toContain(tokens[302])
  }
})
