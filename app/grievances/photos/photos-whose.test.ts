import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { aCanvasser, aServedPhone } from '#tests/door-factories.ts'
import { aBody } from '#tests/factories.ts'
import { aBodyWithSteward, aLeakIn, ask, put, type Where } from '#tests/leak-factories.ts'
import { withPlanted } from './a-picture.ts'
import { photoEndpoint } from './photo.endpoint.ts'

let where: Where
const aLeak = (pictures: Buffer[]) => aLeakIn(where, pictures)

beforeAll(async () => {
  where = await aBodyWithSteward()
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
    expect(await ask(photoEndpoint, where.body.secretary, params)).toMatchObject({ status: 200 })
    expect(await ask(photoEndpoint, other, params)).toMatchObject({ status: 404 })
    expect(await ask(photoEndpoint, phone.account, params)).toMatchObject({ status: 404 })
    expect(await ask(photoEndpoint, null, params)).toMatchObject({ status: 401 })
    expect(
      await ask(photoEndpoint, where.body.secretary, { ...params, holdingId: randomUUID() }),
    ).toMatchObject({
      status: 404,
    })
  })

  test('are sent by whoever promised them', async () => {
    const { sealed, report } = await aLeak([await withPlanted('iptc')])
    await report()
    const [photo] = sealed
    if (!photo) throw new Error('no photo')
    const stranger = await aServedPhone(await aCanvasser(where.body))
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
    expect(await ask(photoEndpoint, where.steward, params)).toMatchObject({ status: 404 })
  })
})
