import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { withAnyone } from '#app/core/actor.server.ts'
import { addDays } from '#app/core/days.ts'
import { withClient } from '#app/core/start/database.ts'
import { findLogBreak, listLog } from '#app/federation/audit-log.server.ts'
import { aKnock } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestAccount, type TestBody, today } from '#tests/factories.ts'
import { aPlace, door, type Place } from '#tests/place-factories.ts'
import { asOwner, testDatabase } from '#tests/setup/database.ts'
import { actOnRow } from '../paper/enter-row.server.ts'
import { makeSheets } from '../paper/make-sheets.server.ts'
import { sheetCode } from '../paper/paper-code.ts'
import { passFollowUps } from './pass-follow-ups.server.ts'

let body: TestBody
let member: TestAccount
let place: Place
const inAWeek = addDays(today(), 7)

beforeEach(async () => {
  body = await aBody({ kind: 'committee' })
  member = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  place = await aPlace(body)
})

async function promise(nth: number, due?: string) {
  const id = randomUUID()
  const followUp = { id, what: 'Bring the letter', ...(due && { due }) }
  await place.phone.send(
    aKnock(place.turfId, door(place, nth), {
      disposition: 'conversation',
      person: { personId: randomUUID(), name: 'Nora', isNew: true },
      followUp,
    }),
  )
  return id
}

const shiftIs = (set: string, value: unknown) =>
  asOwner(`update shift set ${set} = $1 where id = (select shift_id from turf where id = $2)`, [
    value,
    place.turfId,
  ])
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

async function kept(id: string) {
  await withAnyone(passFollowUps)
  const [row] = await actAs(
    body.secretary,
    (db) =>
      db.sql`select owner_id as "ownerId", to_char(due, 'YYYY-MM-DD') as due from follow_up where id = ${id}`,
  )
  return row
}

test('it passes when the shift ends, while its doors can still be read, and has a week', async () => {
  const [open, dated] = [await promise(0), await promise(1, addDays(today(), 2))]
  await shiftIs('lead_id', member.accountId)
  await shiftIs('ends_at', inHours(0.1))
  expect(await kept(open)).toEqual({ ownerId: null, due: null })
  await shiftIs('ends_at', inHours(-0.1))
  expect(await kept(open)).toEqual({ ownerId: member.accountId, due: inAWeek })
  expect(await kept(dated)).toEqual({ ownerId: member.accountId, due: addDays(today(), 2) })
})

test('a lead who may not read it is passed by', async () => {
  const open = await promise(0)
  await shiftIs('lead_id', place.phone.account.accountId)
  await shiftIs('ends_at', inHours(-0.1))
  expect(await kept(open)).toEqual({ ownerId: body.secretary.accountId, due: inAWeek })
})

test('one from a sheet of paper is of no shift: whoever wrote it down has it', async () => {
  const code = await actAs(member, async (db) => {
    const said = {
      intent: 'print',
      buildingId: place.building.id,
      levels: false,
      levelsMeant: false,
    } as const
    const [made = ''] = await makeSheets(db, { ...said, floors: [] })
    return sheetCode(made)
  })
  const knockId = randomUUID()
  const entered = await actAs(member, (db) =>
    actOnRow(db, code, {
      kind: 'enter',
      knockId,
      n: 1,
      day: today(),
      disposition: 'conversation',
      followUp: { what: 'Bring the letter' },
    }),
  )
  expect(entered).toEqual({ ok: true })
  const [row] = await actAs(
    member,
    (db) => db.sql<{ id: string }>`select id from follow_up where knock_id = ${knockId}`,
  )
  expect(await kept(row?.id ?? '')).toEqual({ ownerId: member.accountId, due: inAWeek })
})

test('what belongs to somebody who may not read it any more passes at once, also while the shift runs', async () => {
  const [first, second, done] = [await promise(0), await promise(1), await promise(2)]
  const closed = await anAccount({ bodyId: body.id, role: 'committee', by: body.secretary })
  const give = (id: string, to: TestAccount) =>
    actAs(body.secretary, (db) => db.sql`update follow_up set owner_id = ${to.accountId} where id = ${id}`)
  await give(first, member)
  await give(second, closed)
  await give(done, member)
  await asOwner('update follow_up set done_at = now() where id = $1', [done])
  expect(await kept(first)).toMatchObject({ ownerId: member.accountId, due: null })
  await asOwner('update role_grant set revoked_at = now() where account_id = $1', [member.accountId])
  await asOwner('update account set disabled_at = now() where id = $1', [closed.accountId])
  const secretarys = { ownerId: body.secretary.accountId, due: inAWeek }
  expect(await kept(first)).toEqual(secretarys)
  expect(await kept(second)).toEqual(secretarys)
  expect(await kept(done)).toMatchObject({ ownerId: member.accountId })
  await actAs(body.secretary, async (db) => {
    const told = (await listLog(db, body.id)).filter(({ action }) => action === 'promises_passed')
    expect(told).toHaveLength(1)
    expect(await findLogBreak(db, body.id)).toBeNull()
  })
})

test('it waits for nobody who has a promise in hand: whoever forgets a person takes the promise before the log, too', async () => {
  const [held, free] = [await promise(0), await promise(1)]
  await shiftIs('ends_at', inHours(-0.1))
  const { ownerUrl } = await testDatabase()
  await withClient(ownerUrl, async (client) => {
    await client.query('begin')
    await client.query('select from follow_up where id = $1 for update', [held])
    expect(await kept(free)).toMatchObject({ ownerId: body.secretary.accountId })
    await client.query('update body_clock set audit = audit where body_id = $1', [body.id])
    await client.query('commit')
  })
  expect(await kept(held)).toEqual({ ownerId: body.secretary.accountId, due: inAWeek })
})
