import { beforeAll, describe, expect, test } from 'vitest'
import { actAs } from '#tests/factories.ts'
import { aBodyWithSteward, aLeakIn, partly, put, state, type Where } from '#tests/leak-factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { withPlanted } from './a-picture.ts'
import { photosOpen, photosPerDay } from './photo-limits.ts'
import { tidyPhotos } from './photos.server.ts'

let where: Where
const aLeak = (pictures: Buffer[]) => aLeakIn(where, pictures)

beforeAll(async () => {
  where = await aBodyWithSteward()
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
    actAs(where.body.secretary, async (db) => {
      await db.sql`select set_config('app.clock', (now() + ${days} * interval '1 day')::text, true)`
      await tidyPhotos(db)
    })
  const pictures = async () =>
    (await asOwner<{ id: string }>('select photo_id as id from photo_picture')).map(({ id }) => id)

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
