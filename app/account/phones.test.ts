import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSeal } from '#app/canvass/offline/seal.ts'
import { requireSyncKey } from '#app/canvass/sync/sync-keys.server.ts'
import { withActor, withAnyone } from '#app/core/actor.server.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import { aBody, actAs, asSession, aUnion, type TestAccount } from '#tests/factories.ts'
import { openSession } from './accounts.server.ts'
import {
  hearPhone,
  listOwnPhones,
  listPhonesOf,
  losePhone,
  type PhoneContact,
  setLockMinutes,
} from './phones.server.ts'

const label = 'Chrome · Android'

async function aPerson() {
  const body = await aBody()
  const me = await aCanvasser(body)
  const deviceId = randomUUID()
  const hear = (asked: 'here' | 'open' | 'set' | 'leave', device = deviceId): Promise<PhoneContact> =>
    atEndpoint(me, (db) => hearPhone(db, { deviceId: device, asked }, label))
  return { body, me, deviceId, hear }
}

function atEndpoint<T>(who: Pick<TestAccount, 'sessionId'>, fn: Parameters<typeof withActor<T>>[2]) {
  return withActor(asSession(who, 'endpoint'), 'self', fn)
}

test('a phone gets its half of the key when a PIN is chosen, and the same one at every unlock', async () => {
  const { hear } = await aPerson()
  expect(await hear('here')).toMatchObject({ share: null, lost: false, lastSeq: 0, emptied: null })
  expect((await hear('open')).share).toBeNull()
  const { share } = await hear('set')
  expect(Buffer.from(share ?? '', 'base64')).toHaveLength(32)
  expect((await hear('open')).share).toBe(share)
  expect((await hear('set')).share).toBe(share)
  expect((await hear('here')).share).toBeNull()
})

test('nobody else gets it, not even with the phone’s own id', async () => {
  const { body, deviceId, hear } = await aPerson()
  await hear('set')
  const asSecretary = actAs(body.secretary, (db) => hearPhone(db, { deviceId, asked: 'open' }, label))
  await expect(asSecretary).rejects.toMatchObject({ status: 409 })
  expect(await actAs(body.secretary, (db) => db.sql`select * from phone`)).toEqual([])
})

test('a phone said to be lost has no share and no session; with a new PIN after signing in it starts anew', async () => {
  const { me, deviceId, hear } = await aPerson()
  const { share } = await hear('set')
  expect(await actAs(me, listOwnPhones)).toMatchObject([{ deviceId, label, isLost: false, isThis: true }])
  await actAs(me, (db) => losePhone(db, deviceId))
  await expect(hear('open')).rejects.toMatchObject({ status: 401 })

  const again = await withAnyone((db) => openSession(db, me.accountId, 'test'))
  const hearAgain = (asked: 'open' | 'set') =>
    atEndpoint(again, (db) => hearPhone(db, { deviceId, asked }, label))
  expect(await hearAgain('open')).toMatchObject({ share: null, lost: true })
  const fresh = await hearAgain('set')
  expect(fresh).toMatchObject({ lost: false })
  expect(fresh.share).not.toBe(share)
})

test('a secretary sees the phones of their own people, by the day, and may say one is lost', async () => {
  const { body, deviceId, hear } = await aPerson()
  await hear('set')
  const other = await aBody()
  expect(await actAs(other.secretary, (db) => listPhonesOf(db, body.id))).toEqual([])
  for (const bodyId of [null, body.id, other.id])
    await expect(actAs(other.secretary, (db) => losePhone(db, deviceId, bodyId))).rejects.toMatchObject({
      status: 404,
    })

  const [phone] = await actAs(body.secretary, (db) => listPhonesOf(db, body.id))
  // By the phone's own id acts could be made up in its name.
  expect(phone?.deviceId).not.toBe(deviceId)
  expect(phone).toMatchObject({ label, isLost: false })
  expect(phone?.seenOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  await expect(actAs(body.secretary, (db) => losePhone(db, deviceId))).rejects.toMatchObject({ status: 404 })
  await actAs(body.secretary, (db) => losePhone(db, phone?.deviceId as string, body.id))
  expect(await actAs(body.secretary, (db) => listPhonesOf(db, body.id))).toMatchObject([{ isLost: true }])
  await expect(hear('here')).rejects.toMatchObject({ status: 401 })
})

test('L10: a store that is gone is told by what the server had of it', async () => {
  const { me, deviceId, hear } = await aPerson()
  await hear('set')
  await actAs(me, (db) => db.sql`select auth.take_in(${deviceId}::uuid, ${[1, 2, 3]}::integer[], '{}', '{}')`)
  expect(await hear('here')).toMatchObject({ lastSeq: 3, emptied: null })
  const made = randomUUID()
  expect(await hear('here', made)).toMatchObject({ lastSeq: 0, emptied: null })
  expect(await hear('set', made)).toMatchObject({ lastSeq: 0, emptied: 3 })
  expect(await hear('here', made)).toMatchObject({ emptied: null })
})

test('a phone that was emptied ends its session once it has handed in its work', async () => {
  const { hear } = await aPerson()
  await hear('set')
  await hear('leave')
  await expect(hear('here')).rejects.toMatchObject({ status: 401 })
})

test('how long a phone waits before it locks is the union’s to say, from two minutes to thirty', async () => {
  const { body, hear } = await aPerson()
  expect((await hear('here')).lockMinutes).toBe(10)
  await expect(actAs(body.secretary, (db) => setLockMinutes(db, 5))).rejects.toMatchObject({ status: 404 })
  const union = await aUnion()
  await actAs(union.secretary, (db) => setLockMinutes(db, 5))
  expect((await hear('here')).lockMinutes).toBe(5)
  await expect(actAs(union.secretary, (db) => setLockMinutes(db, 31))).rejects.toMatchObject({
    code: '23514',
  })
})

test('a key sealed under an account is opened for that account’s new PIN, and for nothing and nobody else', async () => {
  const { me, deviceId, hear } = await aPerson()
  const { id, publicKey } = await actAs(me, requireSyncKey)
  const { box, ...head } = await (await createSeal({ id, publicKey }, () => new Date()))(me.accountId, {
    key: 'a data key',
  })
  const closed = { ...head, box: Buffer.from(box).toString('base64url') }
  const opened = async (by: TestAccount, asked: 'set' | 'here' | 'open', of = deviceId) =>
    (await actAs(by, (db) => hearPhone(db, { deviceId: of, asked, closed }, label))).opened
  expect(await opened(me, 'set')).toBe('a data key')
  expect([await opened(me, 'here'), await opened(me, 'open')]).toEqual([null, null])
  expect((await hear('set')).opened).toBeNull()
  const another = await aPerson()
  expect(await opened(another.me, 'set', another.deviceId)).toBeNull()
})
