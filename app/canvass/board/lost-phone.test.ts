import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { takeInvitation } from '#app/account/accounts.server.ts'
import { hearPhone, listPhonesOf, losePhone } from '#app/account/phones.server.ts'
import { withActor } from '#app/core/actor.server.ts'
import { listLog } from '#app/federation/audit-log.server.ts'
import { invite } from '#app/federation/grants.server.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import { anEvening, aVisitor, type TestEvening } from '#tests/evening-factories.ts'
import { aBody, actAs, anAccount, asSession, type TestAccount, type TestBody } from '#tests/factories.ts'
import { findBoard, leadShift } from './board.server.ts'

let body: TestBody
let lead: TestAccount

beforeAll(async () => {
  body = await aBody()
  lead = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary, name: 'Lena Lead' })
})

/** A visitor whose phone has a PIN. */
async function aPhone(evening: TestEvening) {
  const maya = await aVisitor(evening)
  const deviceId = randomUUID()
  const hear = (asked: 'open' | 'set') =>
    withActor(asSession(maya, 'endpoint'), 'doors', (db) => hearPhone(db, { deviceId, asked }, 'Chrome'))
  await hear('set')
  return { maya, deviceId, hear }
}

const lose = ({ shiftId }: TestEvening, who: TestAccount, by: TestAccount) =>
  actAs(by, (db) => leadShift(db, shiftId, { intent: 'lost', accountId: who.accountId }))

test('the lead locks a visitor’s phone from the board, and the log says so', async () => {
  const evening = await anEvening({ in: body, lead })
  const { maya, hear } = await aPhone(evening)
  const onBoard = async () => (await actAs(lead, (db) => findBoard(db, evening.shiftId)))?.teams[0]?.people
  expect(await onBoard()).toMatchObject([{ id: maya.accountId, isOut: false }])
  await lose(evening, maya, lead)
  await lose(evening, maya, lead)
  await expect(hear('open')).rejects.toMatchObject({ status: 401 })
  expect(await onBoard()).toMatchObject([{ id: maya.accountId, isOut: true }])
  const log = await actAs(body.secretary, (db) => listLog(db, body.id))
  const ours = log.filter(({ action }) => action === 'phone_lost')
  expect(ours.map(({ about }) => about)).toEqual(['Maya'])
})

test('nobody else does, and no lead locks the phone of somebody who did not come by their code', async () => {
  const evening = await anEvening({ in: body, lead })
  const elsewhere = await anEvening({ in: body, lead })
  const { maya, hear } = await aPhone(evening)
  const other = await aBody()
  for (const somebody of [other.secretary, await aCanvasser(body)])
    await expect(lose(evening, maya, somebody)).rejects.toMatchObject({ status: 404 })
  await lose(elsewhere, maya, lead)
  await lose(evening, body.secretary, lead)
  expect((await hear('open')).share).not.toBeNull()
})

test('whoever gives roles in the body finds it among the phones of its people, for as long as it may still send', async () => {
  const ours = await aBody()
  const evening = await anEvening({ in: ours })
  const { maya, hear } = await aPhone(evening)
  const union = await aBody()
  expect(await actAs(union.secretary, (db) => listPhonesOf(db, union.id))).toEqual([])
  const phones = () => actAs(ours.secretary, (db) => listPhonesOf(db, ours.id))
  const [shown] = await phones()
  expect(shown).toMatchObject({ name: 'Maya', isLost: false })
  await actAs(ours.secretary, (db) => losePhone(db, shown?.deviceId as string, ours.id))
  await expect(hear('open')).rejects.toMatchObject({ status: 401 })
  expect(await phones()).toMatchObject([{ name: maya.name, isLost: true }])
})

test('with a right in two bodies only the one whose phone it is says that it was lost', async () => {
  const ours = await aBody()
  const other = await aBody()
  const { hear } = await aPhone(await anEvening({ in: ours }))
  const token = await actAs(other.secretary, (db) =>
    invite(db, { bodyId: other.id, role: 'secretary', grantUntil: null }),
  )
  expect(await actAs(ours.secretary, (db) => takeInvitation(db, token))).toBe(other.id)
  const phones = await actAs(ours.secretary, (db) => listPhonesOf(db, ours.id))
  const lost = phones[0]?.deviceId as string
  const inTheOther = actAs(ours.secretary, (db) => losePhone(db, lost, other.id))
  await expect(inTheOther).rejects.toMatchObject({ status: 404 })
  expect((await hear('open')).share).not.toBeNull()
  await actAs(ours.secretary, (db) => losePhone(db, lost, ours.id))
  await expect(hear('open')).rejects.toMatchObject({ status: 401 })
})
