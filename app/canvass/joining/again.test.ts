import { beforeAll, expect, test } from 'vitest'
import { aKnock, aServedPhone, pullLease } from '#tests/door-factories.ts'
import { anEvening, aVisitor, type TestEvening } from '#tests/evening-factories.ts'
import { aBody, actAs, anAccount, asSession, type TestAccount, type TestBody } from '#tests/factories.ts'
import { findBoard, leadShift } from '../board/board.server.ts'
import { action, loader } from './join-shift.route.tsx'

let body: TestBody
let lead: TestAccount

beforeAll(async () => {
  body = await aBody()
  lead = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary, name: 'Lena Lead' })
})

const page = 'http://localhost/shift/join'

/** As the form of the join page sends it, by somebody who is signed in. */
async function comeAlong(who: TestAccount, { code }: TestEvening) {
  const request = new Request(`${page}?as-me`, { method: 'POST', body: new URLSearchParams({ code }) })
  const args = { request, params: {}, context: asSession(who) }
  const { data } = await action(args as unknown as Parameters<typeof action>[0])
  return data
}

const doorsOf = async (who: TestAccount) =>
  (await pullLease(who)).turfs.flatMap(({ address, doors }) =>
    doors.map(({ label }) => `${address} ${label}`),
  )

const vouch = ({ shiftId }: TestEvening, by: TestAccount, who: TestAccount) =>
  actAs(by, (db) => leadShift(db, shiftId, { intent: 'vouch', accountId: who.accountId }))

/** So long ago that its doors are gone; the session is not. */
const wasLastWeek = ({ shiftId }: TestEvening) =>
  actAs(body.secretary, async (db) => {
    await db.sql`update turf_assignment a set expires_at = now() - interval '1 minute' from turf t where t.id = a.turf_id and t.shift_id = ${shiftId}`
    await db.sql`update shift set starts_at = starts_at - interval '7 days', ends_at = ends_at - interval '7 days' where id = ${shiftId}`
  })

test('the newcomer of last week comes along this week: the same account, a guest again for the new lead to vouch for', async () => {
  const first = await anEvening({ in: body, lead })
  const maya = await aVisitor(first)
  await vouch(first, lead, maya)
  await wasLastWeek(first)
  expect(await doorsOf(maya)).toEqual([])
  const args = { request: new Request(page), params: {}, context: asSession(maya) }
  expect((await loader(args as unknown as Parameters<typeof loader>[0])).me).toEqual({
    name: 'Maya',
    isNew: true,
  })

  const second = await anEvening({ in: body, lead })
  expect(await comeAlong(maya, second)).toMatchObject({
    isNew: false,
    isGuest: true,
    shift: { lead: 'Lena Lead' },
  })
  expect(await pullLease(maya)).toMatchObject({ accountId: maya.accountId, guest: true })
  expect(await doorsOf(maya)).toEqual([`${second.building.address} 1A`, `${second.building.address} 1B`])
  const [until] = await actAs(
    maya,
    (db) =>
      db.sql<{
        days: number
      }>`select round(extract(epoch from expires_at - now()) / 86400)::int as days from session`,
    'doors',
  )
  expect(until).toEqual({ days: 30 })

  const board = await actAs(lead, (db) => findBoard(db, second.shiftId))
  expect(board?.teams[0]?.people).toMatchObject([{ id: maya.accountId, cameIn: true, isGuest: true }])
  await vouch(first, body.secretary, maya)
  expect((await pullLease(maya)).guest).toBe(true)
  await vouch(second, lead, maya)
  // Their phone knows that they have nothing to sign in with; a colleague's is told nothing of the kind.
  expect(await pullLease(maya)).toMatchObject({ guest: false, cameIn: true })
  expect(await pullLease(lead)).not.toHaveProperty('cameIn')
  // As the page of who is in is drawn in another language; to whoever is not in it, it says nothing.
  const again = async (who: TestAccount) => {
    const request = new Request(`${page}?in=${second.shiftId}`)
    const args = { request, params: {}, context: asSession(who) }
    return (await loader(args as unknown as Parameters<typeof loader>[0])).joined
  }
  expect(await again(maya)).toMatchObject({ shiftId: second.shiftId, shift: { lead: 'Lena Lead' } })
  expect(await again(body.secretary)).toBeNull()
  // Twice the same code is once: it takes nothing back.
  expect(await comeAlong(maya, second)).toMatchObject({ isGuest: true })
  expect((await pullLease(maya)).guest).toBe(false)
})

test('another body’s evening takes the doors of this one: who vouches there does not open names here', async () => {
  const here = await anEvening({ in: body, lead })
  const other = await aBody()
  const there = await anEvening({ in: other })
  const phone = await aServedPhone(await aVisitor(here))
  const theo = phone.account
  const turf = phone.lease.turfs[0]
  const knock = aKnock(turf?.turfId ?? '', turf?.doors[0]?.unitId ?? '')
  expect(await comeAlong(theo, there)).toMatchObject({ isGuest: true })
  await vouch(there, other.secretary, theo)
  const theirs = [`${there.building.address} 1A`, `${there.building.address} 1B`]
  expect(await doorsOf(theo)).toEqual(theirs)
  expect((await phone.send(knock)).answers).toMatchObject([{ result: 'applied' }])
  const moved = actAs(lead, (db) =>
    leadShift(db, here.shiftId, { intent: 'move', accountId: theo.accountId, pairId: here.pairs[1] }),
  )
  await expect(moved).rejects.toMatchObject({ code: '42501' })
  expect(await doorsOf(theo)).toEqual(theirs)
})

test('a wrong code is said to be wrong, and changes nothing', async () => {
  const evening = await anEvening({ in: body, lead })
  const maya = await aVisitor(evening)
  expect(await comeAlong(maya, { ...evening, code: 'CCCCCC' })).toMatchObject({ errors: { code: {} } })
  expect(await doorsOf(maya)).toHaveLength(2)
})
