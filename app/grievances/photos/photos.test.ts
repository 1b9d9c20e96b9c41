import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { sealPhoto } from '#app/canvass/offline/photo-seal.ts'
import { newSyncKey } from '#app/canvass/sync/open-sealed.ts'
import { aBody, actAs } from '#tests/factories.ts'
import { aBodyWithSteward, aLeakIn, ask, partly, put, state, type Where } from '#tests/leak-factories.ts'
import { planted, withPlanted } from './a-picture.ts'
import { cleanPicture } from './clean-picture.ts'
import { photoEndpoint } from './photo.endpoint.ts'
import { bytesPerPart } from './photo-limits.ts'
import { addPhoto, removePhoto } from './photos.server.ts'

let where: Where
const aLeak = (pictures: Buffer[]) => aLeakIn(where, pictures)

beforeAll(async () => {
  where = await aBodyWithSteward()
})

test('a photo is wanted once its repair is known, comes in parts, and is shown drawn anew', async () => {
  const { phone, sealed, report, photos, ref } = await aLeak([await withPlanted('exif-by-camera')])
  const [photo] = sealed
  if (!photo) throw new Error('no photo')
  expect(await state(phone, photo.hash)).toMatchObject({ status: 404 })
  // As phones ask today: a console does not go red before each upload.
  expect(await state(phone, photo.hash, 'quiet')).toMatchObject({ status: 200, json: { known: false } })
  expect((await report()).answers).toMatchObject([{ result: 'applied' }])
  expect(await photos()).toMatchObject([{ state: 'coming', by: phone.account.name }])
  for (const query of ['', 'quiet'])
    expect((await state(phone, photo.hash, query)).json).toEqual({ done: false, parts: [] })
  expect(await state({ account: where.steward }, photo.hash, 'quiet')).toMatchObject({
    json: { known: false },
  })
  expect((await put(phone, photo.hash, photo.sealed, 0)).json).toEqual({ done: true })
  expect((await put(phone, photo.hash, photo.sealed, 0)).json).toEqual({ done: true })
  expect((await state(phone, photo.hash)).json).toEqual({ done: true, parts: [] })
  const [shown] = await photos()
  expect(shown).toMatchObject({ state: 'here', width: 240, height: 180 })
  const params = { holdingId: ref.holdingId, photoId: shown?.id ?? '' }
  const answer = await ask(photoEndpoint, where.steward, params)
  expect(answer.headers).toMatchObject({
    'Content-Type': 'image/jpeg',
    'Content-Disposition': expect.stringContaining('filename'),
    'Content-Security-Policy': expect.stringContaining('sandbox'),
  })
  expect(Buffer.from(answer.bytes as Uint8Array).includes(planted)).toBe(false)
})

test('L4: a repair’s photos are here when every part of each is, whichever were lost on the way', async () => {
  const noise = await partly(1100)
  const { phone, sealed, report, photos } = await aLeak([noise, await partly(200)])
  await report()
  const [large, small] = sealed
  if (!large || !small) throw new Error('no photos')
  const parts = Math.ceil(large.sealed.byteLength / bytesPerPart)
  expect(parts).toBeGreaterThan(2)
  const others = [...Array(parts).keys()].filter((n) => n !== 1)
  for (const n of [...others, ...others])
    expect((await put(phone, large.hash, large.sealed, n)).json).toEqual({ done: false })
  await put(phone, small.hash, small.sealed, 0)
  expect((await photos()).map(({ state }) => state)).toEqual(expect.arrayContaining(['coming', 'here']))
  expect((await state(phone, large.hash)).json).toEqual({ done: false, parts: others })
  expect((await put(phone, large.hash, large.sealed, 1)).json).toEqual({ done: true })
  expect((await photos()).map(({ state }) => state)).toEqual(['here', 'here'])
})

test('a part that was cut is noticed, and the photo begins again', async () => {
  const { phone, sealed, report, photos } = await aLeak([await withPlanted('comment')])
  await report()
  const [photo] = sealed
  if (!photo) throw new Error('no photo')
  const cut = new Uint8Array(photo.sealed).slice(0, -9)
  expect(await put(phone, photo.hash, photo.sealed, 0, cut)).toMatchObject({ status: 409 })
  expect((await state(phone, photo.hash)).json).toEqual({ done: false, parts: [] })
  expect((await put(phone, photo.hash, photo.sealed, 0)).json).toEqual({ done: true })
  expect(await photos()).toMatchObject([{ state: 'here' }])
})

test('what is no picture is not asked for again, and said on the repair', async () => {
  const { phone, sealed, report, photos } = await aLeak([Buffer.from('<svg onload=alert(1)>')])
  await report()
  const [photo] = sealed
  if (!photo) throw new Error('no photo')
  expect((await put(phone, photo.hash, photo.sealed, 0)).json).toEqual({ done: true })
  expect(await photos()).toMatchObject([{ state: 'unreadable' }])
})

test('a photo whose key the server does not have for the moment is kept by the phone until it has', async () => {
  const { phone, report, photos, tellOf } = await aLeak([])
  const other = { id: randomUUID(), publicKey: newSyncKey().publicKey }
  const photo = await sealPhoto(other, new Uint8Array(await withPlanted('comment')).buffer)
  await report()
  const repair = await tellOf([photo.hash])
  expect(await put(phone, photo.hash, photo.sealed, 0)).toMatchObject({ status: 503, json: { done: false } })
  expect((await state(phone, photo.hash)).json).toEqual({ done: false, parts: [0] })
  expect(await photos(repair)).toMatchObject([{ state: 'coming' }])
})

test('from the desk a photo is added and taken away; its place stays', async () => {
  const { report, ref, photos } = await aLeak([])
  await report()
  const sent = await withPlanted('trailing')
  const picture = await cleanPicture(sent)
  if (typeof picture === 'string') throw new Error(picture)
  expect(await actAs(where.steward, (db) => addPhoto(db, ref, sent, picture))).toBe(true)
  const [photo] = await photos()
  expect(photo).toMatchObject({ state: 'here', by: where.steward.name })
  await actAs(where.steward, (db) => removePhoto(db, ref, photo?.id ?? ''))
  expect(await photos()).toMatchObject([{ state: 'removed' }])
  const other = (await aBody()).secretary
  await expect(actAs(other, (db) => addPhoto(db, ref, sent, picture))).rejects.toMatchObject({ status: 404 })
})
