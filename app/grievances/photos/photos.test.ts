import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { sealPhoto } from '#app/canvass/offline/photo-seal.ts'
import { newSyncKey } from '#app/canvass/open-sealed.ts'
import type { Endpoint } from '#app/core/endpoint.ts'
import { withClient } from '#app/core/start/database.ts'
import { forgetPerson } from '#app/people/forget-person.server.ts'
import { requirePeopleFile } from '#app/people/people.server.ts'
import { aCanvasser, aServedPhone, aTalk, aTurf, type TestPhone } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  asSession,
  type TestAccount,
  type TestBody,
} from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aPicture, planted, withPlanted } from './a-picture.ts'
import { cleanPicture } from './clean-picture.ts'
import { photoEndpoint } from './photo.endpoint.ts'
import { bytesPerPart, photosOpen, photosPerDay } from './photo-limits.ts'
import { photoPartEndpoint, photoStateEndpoint } from './photo-parts.endpoint.ts'
import { addPhoto, listPhotos, removePhoto, settlePhoto, tidyPhotos } from './photos.server.ts'

let body: TestBody
let steward: TestAccount

beforeAll(async () => {
  body = await aBody()
  steward = await anAccount({ bodyId: body.id, role: 'steward', by: body.secretary })
})

async function ask(
  endpoint: Endpoint,
  account: TestAccount | null,
  params: Record<string, string>,
  sent: { query?: string; bytes?: Uint8Array } = {},
) {
  const call = {
    params,
    query: new URLSearchParams(sent.query),
    header: () => undefined,
    readBody: async () => sent.bytes ?? new Uint8Array(),
  }
  try {
    const { status, headers, body: bytes } = await endpoint.handle(call, asSession(account, 'endpoint'))
    const isJson = headers?.['Content-Type']?.includes('json')
    return { status, headers, bytes, json: isJson ? JSON.parse(String(bytes)) : undefined }
  } catch (error) {
    if (!(error instanceof Response)) throw error
    return { status: error.status }
  }
}

const state = (phone: TestPhone, hash: string) => ask(photoStateEndpoint, phone.account, { hash: `${hash}` })

function put(phone: TestPhone, hash: string, sealed: ArrayBuffer, n: number, bytes?: Uint8Array) {
  const of = Math.ceil(sealed.byteLength / bytesPerPart)
  const part = bytes ?? new Uint8Array(sealed).slice(n * bytesPerPart, (n + 1) * bytesPerPart)
  return ask(photoPartEndpoint, phone.account, { hash, n: String(n) }, { query: `of=${of}`, bytes: part })
}

/** A talk in which a leak was photographed; the pictures are still on the phone. */
async function aLeak(pictures: Buffer[]) {
  const building = await aBuilding({ in: body, floors: 2 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  const phone = await aServedPhone(account)
  const sealed = await Promise.all(
    pictures.map((jpeg) => sealPhoto(phone.lease.key, new Uint8Array(jpeg).buffer)),
  )
  const grievanceId = randomUUID()
  const talk = aTalk(turfId, building.units[0]?.id ?? '', {
    repairs: [
      {
        id: grievanceId,
        category: 'leak',
        severity: 'dangerous',
        since: 'today',
        photos: sealed.map(({ hash }) => ({ id: randomUUID(), sha256: hash })),
      },
    ],
  })
  const report = () => phone.send(talk)
  const ref = { holdingId: building.holdingId, grievanceId }
  const photos = (of: string = grievanceId) =>
    actAs(steward, (db) => listPhotos(db, { ...ref, grievanceId: of }))
  const takeBack = () => phone.send({ kind: 'retract', knockId: talk.knockId, unitId: talk.unitId })
  /** The same words and pictures in a new act, as a phone writes them after an undo. */
  const tellAgain = () => tellOf(sealed.map(({ hash }) => hash))
  const tellOf = async (hashes: string[]) => {
    const repairs = (talk.repairs ?? []).map((repair) => ({
      ...repair,
      id: randomUUID(),
      photos: hashes.map((hash) => ({ id: randomUUID(), sha256: hash })),
    }))
    const told = aTalk(turfId, talk.unitId, { repairs })
    expect((await phone.send(told)).answers).toMatchObject([{ result: 'applied' }])
    return repairs[0]?.id ?? ''
  }
  const forget = () =>
    actAs(body.secretary, async (db) =>
      forgetPerson(db, await requirePeopleFile(db, building.id), talk.person?.personId ?? ''),
    )
  return { phone, sealed, report, ref, photos, takeBack, tellAgain, tellOf, forget }
}

async function partly(width: number) {
  const { data } = await aPicture({ width, height: width }).png().toBuffer({ resolveWithObject: true })
  return data
}

test('a photo is wanted once its repair is known, comes in parts, and is shown drawn anew', async () => {
  const { phone, sealed, report, photos, ref } = await aLeak([await withPlanted('exif-by-camera')])
  const [photo] = sealed
  if (!photo) throw new Error('no photo')
  expect(await state(phone, photo.hash)).toMatchObject({ status: 404 })
  expect((await report()).answers).toMatchObject([{ result: 'applied' }])
  expect(await photos()).toMatchObject([{ state: 'coming', by: phone.account.name }])
  expect((await state(phone, photo.hash)).json).toEqual({ done: false, parts: [] })
  expect((await put(phone, photo.hash, photo.sealed, 0)).json).toEqual({ done: true })
  expect((await put(phone, photo.hash, photo.sealed, 0)).json).toEqual({ done: true })
  expect((await state(phone, photo.hash)).json).toEqual({ done: true, parts: [] })
  const [shown] = await photos()
  expect(shown).toMatchObject({ state: 'here', width: 240, height: 180 })
  const params = { holdingId: ref.holdingId, photoId: shown?.id ?? '' }
  const answer = await ask(photoEndpoint, steward, params)
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

describe('a photo that came, whose talk is taken back and told again', () => {
  test('stands with the new repair, though the phone knows that it was taken and brings it no more', async () => {
    const { phone, sealed, report, photos, takeBack, tellAgain } = await aLeak([await withPlanted('comment')])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    await put(phone, photo.hash, photo.sealed, 0)
    const [before] = await photos()
    await takeBack()
    expect((await state(phone, photo.hash)).json).toEqual({ done: true, parts: [] })
    const again = await tellAgain()
    expect(await photos(again)).toMatchObject([{ state: 'here', hash: before?.hash, width: before?.width }])
  })

  test('stays away when it was taken away meanwhile', async () => {
    const { phone, sealed, report, ref, photos, takeBack, tellAgain } = await aLeak([
      await withPlanted('comment'),
    ])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    await put(phone, photo.hash, photo.sealed, 0)
    const [shown] = await photos()
    await actAs(steward, (db) => removePhoto(db, ref, shown?.id ?? ''))
    await takeBack()
    expect(await photos(await tellAgain())).toMatchObject([{ state: 'removed' }])
    expect((await state(phone, photo.hash)).json).toEqual({ done: true, parts: [] })
  })

  test('comes with both where it was on its way', async () => {
    const { phone, sealed, report, photos, takeBack, tellAgain } = await aLeak([await partly(1100)])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    const parts = Math.ceil(photo.sealed.byteLength / bytesPerPart)
    await put(phone, photo.hash, photo.sealed, 0)
    await takeBack()
    const again = await tellAgain()
    for (let n = 1; n < parts; n++) await put(phone, photo.hash, photo.sealed, n)
    expect(await photos(again)).toMatchObject([{ state: 'here' }])
  })
})

describe('the photo of a home whose person is forgotten', () => {
  test('is not awaited, and what still comes of it is not kept', async () => {
    const { phone, sealed, report, photos, forget } = await aLeak([await partly(1100)])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    const parts = Math.ceil(photo.sealed.byteLength / bytesPerPart)
    for (let n = 1; n < parts; n++) await put(phone, photo.hash, photo.sealed, n)
    await forget()
    expect((await put(phone, photo.hash, photo.sealed, 0)).json).toEqual({ done: true })
    expect((await state(phone, photo.hash)).json).toEqual({ done: true, parts: [] })
    expect(await photos()).toMatchObject([{ state: 'removed' }])
  })

  test('is not kept either when it came whole just before', async () => {
    const { phone, sealed, report, photos, forget } = await aLeak([await withPlanted('comment')])
    await report()
    await forget()
    const picture = await cleanPicture(await withPlanted('comment'))
    const hash = Buffer.from(sealed[0]?.hash ?? '', 'hex')
    await actAs(phone.account, (db) => settlePhoto(db, hash, picture))
    expect(await photos()).toMatchObject([{ state: 'removed' }])
  })
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

describe('how much one account may leave here', () => {
  test('is so many photos on their way at once; one that has begun goes on', async () => {
    const { phone, sealed, report } = await aLeak([await partly(1100), await withPlanted('comment')])
    await report()
    const [begun, next] = sealed
    if (!begun || !next) throw new Error('no photos')
    await put(phone, begun.hash, begun.sealed, 0)
    await actAs(
      phone.account,
      (db) =>
        db.sql`insert into photo_part (account_id, sent_hash, n, bytes)
        select ${phone.account.accountId}, sha256(n::text::bytea), 0, 'x' from generate_series(2, ${photosOpen}) n`,
    )
    expect(await put(phone, next.hash, next.sealed, 0)).toMatchObject({ status: 429, json: { done: false } })
    expect(await put(phone, begun.hash, begun.sealed, 1)).toMatchObject({ status: 200 })
  })

  test('is so many photos a day', async () => {
    const { phone, sealed, report } = await aLeak([await withPlanted('comment')])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    await actAs(
      phone.account,
      (db) =>
        db.sql`insert into photo (holding_id, id, grievance_id, sent_hash, account_id, day, arrived_at)
        select o.holding_id, gen_random_uuid(), o.grievance_id, sha256(n::text::bytea), o.account_id, o.day, now()
        from photo o, generate_series(1, ${photosPerDay}) n where o.account_id = ${phone.account.accountId}`,
    )
    expect(await put(phone, photo.hash, photo.sealed, 0)).toMatchObject({ status: 429 })
  })
})

describe('what nobody waits for any more', () => {
  const tidyAfter = (days: number) =>
    actAs(body.secretary, async (db) => {
      await db.sql`select set_config('app.clock', (now() + ${days} * interval '1 day')::text, true)`
      await tidyPhotos(db)
    })
  const pictures = async () => {
    const { ownerUrl } = await testDatabase()
    return withClient(ownerUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>('select photo_id as id from photo_picture')
      return rows.map(({ id }) => id)
    })
  }

  test('is an upload that never ended', async () => {
    const { phone, sealed, report } = await aLeak([await partly(1100)])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    await put(phone, photo.hash, photo.sealed, 0)
    await tidyAfter(59)
    expect((await state(phone, photo.hash)).json).toEqual({ done: false, parts: [0] })
    await tidyAfter(61)
    expect((await state(phone, photo.hash)).json).toEqual({ done: false, parts: [] })
  })

  test('is the picture of a talk that was taken back and not told again; that of one that stands stays', async () => {
    const [gone, told] = [
      await aLeak([await withPlanted('comment')]),
      await aLeak([await withPlanted('comment')]),
    ]
    const ids: string[] = []
    for (const { phone, sealed, report, photos, takeBack } of [gone, told]) {
      await report()
      const [photo] = sealed
      if (photo) await put(phone, photo.hash, photo.sealed, 0)
      ids.push((await photos())[0]?.id ?? '')
      await takeBack()
    }
    const [again] = await told.photos(await told.tellAgain())
    await tidyAfter(13)
    expect(await pictures()).toEqual(expect.arrayContaining([...ids, again?.id]))
    await tidyAfter(15)
    const left = await pictures()
    expect(left).toContain(again?.id)
    for (const id of ids) expect(left).not.toContain(id)
  })
})

describe('S2, S3: whose photos', () => {
  test('are seen by those who read the repair, and by nobody else, not even whoever took them', async () => {
    const { phone, sealed, report, ref, photos } = await aLeak([await withPlanted('xmp')])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    await put(phone, photo.hash, photo.sealed, 0)
    const params = { holdingId: ref.holdingId, photoId: (await photos())[0]?.id ?? '' }
    const other = (await aBody()).secretary
    expect(await ask(photoEndpoint, body.secretary, params)).toMatchObject({ status: 200 })
    expect(await ask(photoEndpoint, other, params)).toMatchObject({ status: 404 })
    expect(await ask(photoEndpoint, phone.account, params)).toMatchObject({ status: 404 })
    expect(await ask(photoEndpoint, null, params)).toMatchObject({ status: 401 })
    expect(await ask(photoEndpoint, body.secretary, { ...params, holdingId: randomUUID() })).toMatchObject({
      status: 404,
    })
  })

  test('are sent by whoever promised them', async () => {
    const { sealed, report } = await aLeak([await withPlanted('iptc')])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    const stranger = await aServedPhone(await aCanvasser(body))
    expect(await put(stranger, photo.hash, photo.sealed, 0)).toMatchObject({ status: 404 })
  })

  test('are gone with a talk that was taken back', async () => {
    const { phone, sealed, report, takeBack, ref, photos } = await aLeak([await withPlanted('mpf')])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    await put(phone, photo.hash, photo.sealed, 0)
    const [shown] = await photos()
    await takeBack()
    expect(await photos()).toEqual([])
    const params = { holdingId: ref.holdingId, photoId: shown?.id ?? '' }
    expect(await ask(photoEndpoint, steward, params)).toMatchObject({ status: 404 })
  })
})

test('from the desk a photo is added and taken away; its place stays', async () => {
  const { report, ref, photos } = await aLeak([])
  await report()
  const sent = await withPlanted('trailing')
  const picture = await cleanPicture(sent)
  if (typeof picture === 'string') throw new Error(picture)
  expect(await actAs(steward, (db) => addPhoto(db, ref, sent, picture))).toBe(true)
  const [photo] = await photos()
  expect(photo).toMatchObject({ state: 'here', by: steward.name })
  await actAs(steward, (db) => removePhoto(db, ref, photo?.id ?? ''))
  expect(await photos()).toMatchObject([{ state: 'removed' }])
  const other = (await aBody()).secretary
  await expect(actAs(other, (db) => addPhoto(db, ref, sent, picture))).rejects.toMatchObject({ status: 404 })
})
