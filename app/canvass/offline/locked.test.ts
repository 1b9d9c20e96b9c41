import { afterEach, expect, test } from 'vitest'
import { aLease, aPhone, aServer, notHome, theDoor } from './a-phone.ts'
import type { Phone } from './phone-types.ts'

const open: Phone[] = []

afterEach(() => {
  for (const phone of open.splice(0)) phone.close()
})

const over = () => Response.json({ error: 'sign_in' }, { status: 401 })

/** A phone with a name from the server, one heard at a door and one in a draft. */
async function aPhoneWithNames() {
  const name = crypto.randomUUID()
  const lease = aLease()
  const [turf] = lease.turfs
  const ana = { personId: crypto.randomUUID(), name: 'Ana L.', languages: ['es'] }
  for (const door of turf?.doors ?? [])
    Object.assign(door, { people: [ana], openRepairs: [{ id: ana.personId, category: 'leak' }] })
  const server = aServer(lease)
  let session = true
  const fetch = (async (url: string, init?: RequestInit) =>
    session ? server.fetch(url, init) : over()) as typeof globalThis.fetch
  const openIt = async () => {
    const phone = await aPhone({ fetch }, { name })
    open.push(phone)
    return phone
  }
  const phone = await openIt()
  await phone.download()
  const door = await theDoor(phone)
  await phone.save({
    ...notHome(door),
    disposition: 'conversation',
    person: { personId: crypto.randomUUID(), isNew: true, name: 'Rosa' },
    note: 'Works nights',
  })
  await phone.saveDraft(door.unitId, { note: 'Bring the letter' })
  await phone.send()
  return { phone, server, door, openIt, end: () => (session = false), signIn: () => (session = true) }
}

const read = async (phone: Phone) =>
  JSON.stringify([await phone.turfs(), await phone.outbox(), await phone.drafts()])
const words = /Ana|Rosa|"es"|nights|letter|leak/

test('after the session is over a phone shows doors and acts without a name or a word; its account opens it again', async () => {
  const { phone, server, door, end, signIn } = await aPhoneWithNames()
  const [, other] = (await phone.turfs())[0]?.doors ?? []
  if (!other) throw new Error('One door only')
  end()
  const opId = await phone.save(notHome({ ...door, unitId: other.unitId }))
  await phone.send()

  expect(phone.status()).toMatchObject({ locked: true, needsSignIn: true, waiting: 1 })
  expect(await read(phone)).not.toMatch(words)
  expect(await phone.draft(door.unitId)).toBeUndefined()
  expect((await phone.turfs())[0]?.doors.map(({ label }) => label)).toEqual(['4A', '4B'])
  expect((await phone.outbox()).map(({ op }) => op.kind === 'knock' && op.disposition)).toEqual([
    'conversation',
    'not_home',
  ])
  expect(await phone.drafts()).toMatchObject([{ unitId: door.unitId }])

  signIn()
  await phone.send()
  expect(phone.status()).toMatchObject({ locked: false, needsSignIn: false, waiting: 0 })
  expect(server.applied.get(opId)).toBe(1)
  for (const word of ['Ana', 'Rosa', 'nights', 'leak']) expect(await read(phone)).toContain(word)
})

test('it stays locked after a restart without network, and logging takes no draft away', async () => {
  const { phone, door, openIt, end, signIn } = await aPhoneWithNames()
  end()
  await expect(phone.download()).rejects.toMatchObject({ reason: 'sign_in' })
  phone.close()

  const again = await openIt()
  expect(again.status()).toMatchObject({ locked: true, needsSignIn: true })
  expect(await read(again)).not.toMatch(words)
  await again.save(notHome(door))

  signIn()
  await again.download()
  expect(again.status().locked).toBe(false)
  expect(await again.draft(door.unitId)).toEqual({ note: 'Bring the letter' })
  expect(await read(again)).toContain('Ana')
})
