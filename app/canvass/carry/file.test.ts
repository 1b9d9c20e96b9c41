import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#app/core/endpoint.ts'
import { aPicture } from '#app/grievances/photos/a-picture.ts'
import { carriedPhotoEndpoint } from '#app/grievances/photos/carried-photo.endpoint.ts'
import { aKnock, askEndpoint, aTalk } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestAccount, type TestBody } from '#tests/factories.ts'
import { aPlace, count, door } from '#tests/place-factories.ts'
import { aPhone, aServer } from '../offline/a-phone.ts'
import { handIn, lookInto, NotHandedIn, readFile } from '../offline/hand-in.ts'
import { exportFile } from '../offline/outbox-file.ts'
import type { Phone } from '../offline/phone-types.ts'
import { savePhoto } from '../offline/photos.ts'
import { wipe } from '../offline/wipe.ts'
import { carryEndpoint } from './carry.endpoint.ts'

let body: TestBody
let friend: TestAccount
const open: Phone[] = []

beforeAll(async () => {
  body = await aBody()
  friend = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary })
})
afterEach(() => {
  for (const phone of open.splice(0)) phone.close()
})

const endpoints: Record<string, Endpoint> = {
  '/doors/hand-in.json': carryEndpoint,
  '/doors/hand-in-photo.json': carriedPhotoEndpoint,
}

/** As the page of whoever has the file asks. */
const asking = (account: TestAccount | null) =>
  (async (path: string, init: RequestInit) => {
    const body = Buffer.from(String(init.body))
    const { status, json } = await askEndpoint(endpoints[path] as Endpoint, account, new Uint8Array(body))
    return Response.json(json, { status })
  }) as unknown as typeof fetch

/** A phone with three acts and a photo on it, whose server never answers; and what the file of it says. */
async function aStrandedPhone() {
  const place = await aPlace(body)
  const server = aServer(place.phone.lease)
  server.weather = () => Promise.reject(new TypeError('no network'))
  const phone = await aPhone(server)
  open.push(phone)
  await phone.download()
  const device = await phone.inside.store.read(['devices'], (tx) => tx.objectStore('devices').getAll())
  const { account } = place.phone
  await actAs(account, (db) => db.sql`select auth.take_in(${device[0]?.deviceId}::uuid, '{}', '{}', '{}')`)
  const sha256 = await savePhoto(phone.inside, new Uint8Array(await aPicture().jpeg().toBuffer()).buffer, '')
  const repair = { id: randomUUID(), category: 'leak', severity: 'dangerous', since: 'today' } as const
  const photos = [{ id: randomUUID(), sha256 }]
  await phone.saveAll([
    aKnock(place.turfId, door(place)),
    aTalk(place.turfId, door(place, 1), { repairs: [{ ...repair, photos }] }),
    aKnock(place.turfId, door(place, 2)),
  ])
  return { place, phone, account }
}

async function readFileOf(phone: Phone) {
  const saved = await exportFile(phone)
  const file = await readFile(saved)
  if (!file) throw new Error('A phone cannot read its own file')
  return { file, text: await saved.text() }
}

test('the file of an emptied phone brings its acts and its photos, from anybody’s hand', async () => {
  const { place, phone } = await aStrandedPhone()
  await wipe(phone)
  const { file, text } = await readFileOf(phone)
  expect(file).toMatchObject({ acts: 3 })
  expect(file.photos).toHaveLength(1)
  const [device] = await phone.inside.store.read(['devices'], (tx) => tx.objectStore('devices').getAll())
  expect(text).not.toContain(device?.deviceId)

  const looked = await lookInto(asking(friend), file)
  expect(looked).toMatchObject({ evenings: [{ acts: 3, here: 0 }], left: [] })
  expect(await count(place, 'knock')).toBe(0)

  expect(await handIn(asking(friend), file, () => {})).toEqual({
    handed: { done: 3, here: 0, look: 0, empty: 0, unread: 0 },
    left: [],
    mayLook: false,
  })
  expect(await count(place, 'knock')).toBe(3)
  expect(await count(place, 'photo_picture')).toBe(1)
  // The phone finds its way after all: it is all there once.
  const again = await handIn(asking(place.phone.account), file, () => {})
  expect(again.handed).toMatchObject({ done: 0, here: 3 })
  // Whoever gives doors out may open what waits for a look.
  expect(await handIn(asking(body.secretary), file, () => {})).toMatchObject({ mayLook: true })
  expect(await count(place, 'knock')).toBe(3)
})

test('without a session it says so, and a file of before is for whoever knocked', async () => {
  const { phone } = await aStrandedPhone()
  const { file } = await readFileOf(phone)
  await expect(lookInto(asking(null), file)).rejects.toMatchObject({ reason: 'sign_in' })
  await expect(lookInto(asking(friend), file)).resolves.toMatchObject({ left: [] })
  const [{ deviceId, id } = { deviceId: '', id: '' }] = await phone.inside.store.read(['devices'], (tx) =>
    tx.objectStore('devices').getAll(),
  )
  const ops = file.batches.flatMap((batch) => batch.ops).map((op) => ({ account: id, deviceId, ...op }))
  const before = await readFile(new Blob([JSON.stringify({ format: 'lintel-outbox', version: 2, ops })]))
  if (!before) throw new Error('A file of before is a file')
  await expect(lookInto(asking(friend), before)).rejects.toBeInstanceOf(NotHandedIn)
  await expect(lookInto(asking(friend), before)).rejects.toMatchObject({ reason: 'whose' })
})

test('of two people’s acts in one file, those of one go in though those of the other may not', async () => {
  const { place, phone } = await aStrandedPhone()
  const written = JSON.parse(await (await exportFile(phone)).text())
  const other = await aPlace(body)
  const theirs = {
    account: other.phone.account.accountId,
    deviceId: other.phone.deviceId,
    opId: randomUUID(),
    seq: 1,
    box: 'AA',
  }
  const { account } = written.ops[0]
  const strange = { account, opId: 'no id', seq: 9, box: 'AA' }
  const phones = [{ account: theirs.account, deviceId: theirs.deviceId }, ...written.phones]
  const ops = [theirs, ...written.ops, strange]
  const photos = [{ account: theirs.account, sealed: 'AAAA' }, ...written.photos]
  const file = await readFile(new Blob([JSON.stringify({ ...written, phones, ops, photos })]))
  if (!file) throw new Error('It is a file')
  const left = [{ reason: 'whose', acts: 1, photos: 1 }]
  expect(await lookInto(asking(friend), file)).toMatchObject({ evenings: [{ acts: 3 }], left })
  expect(await handIn(asking(friend), file, () => {})).toEqual({
    handed: { done: 3, here: 0, look: 0, empty: 0, unread: 1 },
    left,
    mayLook: false,
  })
  expect(await count(place, 'photo_picture')).toBe(1)
})

test.each([413, 429, 503])(
  'a photo that does not go in (%i) keeps none of those after it',
  async (status) => {
    const { place, phone } = await aStrandedPhone()
    const { file } = await readFileOf(phone)
    const [photo] = file.photos
    if (!photo) throw new Error('no photo')
    const refused = { ...photo, photo: 'AAAA' }
    const ask = (async (path: string, init: RequestInit) =>
      JSON.parse(String(init.body)).photo === 'AAAA'
        ? Response.json({ done: false }, { status })
        : asking(friend)(path, init)) as typeof fetch
    const went = await handIn(ask, { ...file, photos: [refused, photo] }, () => {})
    expect(went).toMatchObject({ handed: { done: 3 }, left: [{ reason: 'unexpected', acts: 0, photos: 1 }] })
    expect(await count(place, 'photo_picture')).toBe(1)
  },
)

test('what is not a file of a phone is no file', async () => {
  for (const text of [
    '',
    '<!doctype html><p>Sign in to the hotel</p>',
    '[]',
    '{"format":"lintel-outbox"}',
    '{"format":"other","ops":[]}',
    '{"format":"lintel-outbox","version":3,"ops":[{"opId":1}]}',
    '{"format":"lintel-outbox","version":3,"ops":[nu',
  ])
    expect(await readFile(new Blob([text])), text).toBeNull()
})

test('a long file goes in as many pieces as the server takes, in order', async () => {
  const account = randomUUID()
  const ops = Array.from({ length: 250 }, (_, n) => ({ account, opId: randomUUID(), seq: n + 1, box: 'AA' }))
  const phones = [{ account, head: { opId: randomUUID() } }]
  const text = JSON.stringify({ format: 'lintel-outbox', version: 3, phones, ops, photos: [] })
  const file = await readFile(new Blob([text]))
  expect(file?.batches.map((batch) => batch.ops.length)).toEqual([100, 100, 50])
  expect(file?.batches.flatMap((batch) => batch.ops)).toMatchObject(ops.map(({ seq }) => ({ seq })))
})
