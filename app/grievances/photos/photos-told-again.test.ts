import { beforeAll, describe, expect, test } from 'vitest'
import { actAs } from '#tests/factories.ts'
import { aBodyWithSteward, aLeakIn, partly, put, state, type Where } from '#tests/leak-factories.ts'
import { withPlanted } from './a-picture.ts'
import { cleanPicture } from './clean-picture.ts'
import { bytesPerPart } from './photo-limits.ts'
import { removePhoto, settlePhoto } from './photos.server.ts'

let where: Where
const aLeak = (pictures: Buffer[]) => aLeakIn(where, pictures)

beforeAll(async () => {
  where = await aBodyWithSteward()
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
    await actAs(where.steward, (db) => removePhoto(db, ref, shown?.id ?? ''))
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
