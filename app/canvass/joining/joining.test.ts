import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { withAnyone } from '#app/core/actor.server.ts'
import { listLog } from '#app/federation/audit-log.server.ts'
import { aCanvasser, aKnock, aServedPhone, askEndpoint, pullLease } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  type TestAccount,
  type TestBody,
  type TestBuilding,
} from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import type { BoardAct } from '../board/board.schema.ts'
import { findBoard, findShiftCode, leadShift } from '../board/board.server.ts'
import type { Lease } from '../lease/turf.schema.ts'
import { comeAlong, findMyShift, joinShift } from './joining.server.ts'
import { newCode } from './shift-code.ts'
import { tellShiftEndpoint } from './tell-shift.endpoint.ts'

let body: TestBody
let building: TestBuilding
let lead: TestAccount
let cleo: TestAccount

beforeAll(async () => {
  body = await aBody()
  building = await aBuilding({ in: body })
  lead = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary, name: 'Lena Lead' })
  cleo = await aCanvasser(body)
  await aTenant({ in: body, building, unitId: building.units[0]?.id ?? '', name: 'Ana Canary' })
})

type Hours = { from?: number; to?: number }

/** Hours from now. Two pairs, a floor each; Cleo is in the first. */
async function aShift({ from = -1, to = 2 }: Hours = {}) {
  const shiftId = randomUUID()
  const pairs = [randomUUID(), randomUUID()] as const
  await actAs(body.secretary, async (db) => {
    await db.sql`insert into shift (id, body_id, starts_at, ends_at, place, lead_id, made_by)
      values (${shiftId}, ${body.id}, now() + ${from} * interval '1 hour', now() + ${to} * interval '1 hour', 'Front steps', ${lead.accountId}, ${body.secretary.accountId})`
    for (const [at, id] of pairs.entries()) {
      await db.sql`insert into shift_pair (id, shift_id, place, name) values (${id}, ${shiftId}, ${at + 1}, ${`Pair ${at + 1}`})`
      await db.sql`insert into turf (holding_id, id, shift_id, building_id, floors, pair_id)
        values (${building.holdingId}, ${randomUUID()}, ${shiftId}, ${building.id}, array[${String(at + 1)}], ${id})`
    }
    await db.sql`insert into shift_person (shift_id, account_id, pair_id, joined_at) values (${shiftId}, ${cleo.accountId}, ${pairs[0]}, now())`
    await db.sql`insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
      select holding_id, id, ${cleo.accountId}, ${body.secretary.accountId}, now() + interval '4 hours' from turf where pair_id = ${pairs[0]}`
  })
  return { shiftId, pairs }
}

const act = (shiftId: string, does: BoardAct, by = lead) => actAs(by, (db) => leadShift(db, shiftId, does))

async function aCode(shiftId: string) {
  await act(shiftId, { intent: 'newCode' })
  return (await actAs(lead, (db) => findShiftCode(db, shiftId))) ?? ''
}

const join = (code: string, name = 'Maya') =>
  withAnyone((db) => joinShift(db, { code, name, locale: 'en', label: 'Chrome · Android' }))

async function aGuest(shiftId: string, code: string, name = 'Maya'): Promise<TestAccount> {
  const joined = await join(code, name)
  if (!joined) throw new Error('The code was not good')
  const account = { name, accountId: '', sessionId: joined.sessionId, token: joined.token }
  const lease = await leaseOf(account)
  expect(joined.shiftId).toBe(shiftId)
  return { ...account, accountId: lease.accountId }
}

const leaseOf = async (account: Pick<TestAccount, 'sessionId'>) => await pullLease(account)
const boardOf = async (shiftId: string, by = lead) => actAs(by, (db) => findBoard(db, shiftId))
const doorsOf = (lease: Lease) => lease.turfs.flatMap(({ doors }) => doors)

describe('the code', () => {
  test('lets somebody in from two hours before the shift to its end, and at no other time', async () => {
    const codes = await Promise.all(
      [{ from: 1.9 }, { to: 0.1 }, { from: 2.1, to: 4 }].map(async (hours) =>
        aCode((await aShift(hours)).shiftId),
      ),
    )
    const answers = []
    for (const code of codes) answers.push((await join(code)) !== null)
    expect(answers).toEqual([true, true, false])
    const { shiftId } = await aShift({ to: -0.5 })
    await act(shiftId, { intent: 'newCode' })
    expect(await actAs(lead, (db) => findShiftCode(db, shiftId))).toBeNull()
  })

  test('is good no more once another was made, or it was ended; a wrong one never', async () => {
    const { shiftId } = await aShift()
    const first = await aCode(shiftId)
    const second = await aCode(shiftId)
    expect(await join(first)).toBeNull()
    expect(await join(second)).not.toBeNull()
    await act(shiftId, { intent: 'endCode' })
    expect(await join(second)).toBeNull()
    expect(await join(newCode())).toBeNull()
  })

  test('is shown to the shift’s lead and to who gives out its doors, and made by nobody else', async () => {
    const { shiftId } = await aShift()
    const code = await aCode(shiftId)
    expect(await actAs(body.secretary, (db) => findShiftCode(db, shiftId))).toBe(code)
    const other = (await aBody()).secretary
    const guest = await aGuest(shiftId, code)
    for (const somebody of [cleo, other]) {
      expect(await actAs(somebody, (db) => findShiftCode(db, shiftId))).toBeNull()
      expect(await boardOf(shiftId, somebody)).toBeNull()
      await expect(act(shiftId, { intent: 'newCode' }, somebody)).rejects.toMatchObject({ status: 404 })
    }
    await expect(boardOf(shiftId, guest)).rejects.toMatchObject({ status: 404 })
  })
})

describe('a guest', () => {
  test('has doors, and no name, no history', async () => {
    const { shiftId } = await aShift()
    const code = await aCode(shiftId)
    const [first, second] = [await aGuest(shiftId, code), await aGuest(shiftId, code, 'Theo')]
    const lease = await leaseOf(first)
    expect(lease.guest).toBe(true)
    // Pair 2 had nobody, so Maya went there; then both had one, and Theo went to Pair 1 with Cleo.
    expect(doorsOf(lease).map(({ label }) => label)).toEqual(['2A', '2B'])
    const withAna = await leaseOf(second)
    expect(doorsOf(withAna).map(({ label }) => label)).toEqual(['1A', '1B'])
    expect(JSON.stringify(withAna)).not.toContain('Canary')
    expect(JSON.stringify(await leaseOf(cleo))).toContain('Ana Canary')
    const mates = await actAs(second, (db) => findMyShift(db, shiftId), 'doors')
    expect(mates).toMatchObject({ mates: [cleo.name], addresses: [building.address], lead: 'Lena Lead' })
  })

  test('knocks count like everybody’s', async () => {
    const { shiftId } = await aShift()
    const phone = await aServedPhone(await aGuest(shiftId, await aCode(shiftId)))
    const turf = phone.lease.turfs[0]
    await phone.send(aKnock(turf?.turfId ?? '', turf?.doors[0]?.unitId ?? ''))
    const board = await boardOf(shiftId)
    expect(board?.teams[1]).toMatchObject({
      name: 'Maya',
      doors: 2,
      done: 1,
      heard: { floor: '2', address: building.address, minutes: 0 },
    })
  })

  test('is vouched for by the lead alone: then names come, and go when it is taken back; the log says both', async () => {
    const { shiftId, pairs } = await aShift()
    const guest = await aGuest(shiftId, await aCode(shiftId))
    await act(shiftId, { intent: 'move', accountId: guest.accountId, pairId: pairs[0] })
    const sees = async () => JSON.stringify(await leaseOf(guest)).includes('Ana Canary')
    expect(doorsOf(await leaseOf(guest)).map(({ label }) => label)).toEqual(['1A', '1B'])
    expect(await sees()).toBe(false)
    await expect(act(shiftId, { intent: 'vouch', accountId: guest.accountId }, cleo)).rejects.toMatchObject({
      status: 404,
    })
    expect(await sees()).toBe(false)
    await act(shiftId, { intent: 'vouch', accountId: guest.accountId })
    await act(shiftId, { intent: 'vouch', accountId: guest.accountId })
    expect(await sees()).toBe(true)
    await act(shiftId, { intent: 'unvouch', accountId: guest.accountId })
    expect(await sees()).toBe(false)
    const log = await actAs(body.secretary, (db) => listLog(db, body.id))
    const ours = log.filter(({ action }) => action.startsWith('vouch'))
    expect(ours.map(({ action, about }) => [action, about])).toEqual([
      ['vouch_taken_back', 'Maya'],
      ['vouched', 'Maya'],
    ])
  })

  test('of another shift, or with an account of their own, is not the lead’s to vouch for or to move', async () => {
    const { shiftId, pairs } = await aShift()
    const elsewhere = await aShift()
    const guest = await aGuest(elsewhere.shiftId, await aCode(elsewhere.shiftId))
    await act(shiftId, { intent: 'vouch', accountId: guest.accountId })
    expect((await leaseOf(guest)).guest).toBe(true)
    await expect(
      act(shiftId, { intent: 'move', accountId: guest.accountId, pairId: pairs[0] }),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      act(elsewhere.shiftId, { intent: 'move', accountId: guest.accountId, pairId: pairs[0] }),
    ).rejects.toMatchObject({ code: '42501' })
  })

  test('keeps sending for a month, but reads nothing two hours after the shift', async () => {
    const { shiftId } = await aShift({ from: -5, to: 0.001 })
    const guest = await aGuest(shiftId, await aCode(shiftId))
    const [until] = await actAs(
      guest,
      ({ sql }) => sql<{ read: number; send: number }>`
      select round(extract(epoch from min(a.expires_at) - now()) / 3600)::int as read,
        round(extract(epoch from min(s.expires_at) - now()) / 86400)::int as send
      from turf_assignment a join session s on s.account_id = a.account_id`,
      'doors',
    )
    expect(until).toEqual({ read: 2, send: 30 })
  })
})

test('a colleague comes along with their own account; to a stranger’s the code says nothing', async () => {
  const { shiftId } = await aShift()
  const code = await aCode(shiftId)
  const bo = await aCanvasser(body)
  expect(await actAs(bo, (db) => comeAlong(db, code))).toBe(shiftId)
  expect(doorsOf(await leaseOf(bo)).map(({ label }) => label)).toEqual(['2A', '2B'])
  const stranger = (await aBody()).secretary
  expect(await actAs(stranger, (db) => comeAlong(db, code))).toBeNull()
  expect((await leaseOf(stranger)).turfs).toEqual([])
})

test('where nobody made pairs, a newcomer goes with whoever has doors', async () => {
  const shiftId = randomUUID()
  await actAs(body.secretary, async (db) => {
    await db.sql`insert into shift (id, body_id, starts_at, ends_at, place, made_by)
      values (${shiftId}, ${body.id}, now(), now() + interval '2 hours', 'Yard', ${body.secretary.accountId})`
    const turfId = randomUUID()
    await db.sql`insert into turf (holding_id, id, shift_id, building_id) values (${building.holdingId}, ${turfId}, ${shiftId}, ${building.id})`
    await db.sql`insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
      values (${building.holdingId}, ${turfId}, ${cleo.accountId}, ${body.secretary.accountId}, now() + interval '4 hours')`
  })
  await act(shiftId, { intent: 'newCode' }, body.secretary)
  const code = (await actAs(body.secretary, (db) => findShiftCode(db, shiftId))) ?? ''
  const guest = await aGuest(shiftId, code)
  expect(doorsOf(await leaseOf(guest))).toHaveLength(6)
  const board = await boardOf(shiftId, body.secretary)
  expect(board?.teams.map(({ people }) => people.map(({ name }) => name))).toEqual([[cleo.name, 'Maya']])
})

describe('what phones tell the board', () => {
  test('ready is one phone, back is the pair; the lead can say both ways', async () => {
    const { shiftId } = await aShift()
    const code = await aCode(shiftId)
    await aGuest(shiftId, code)
    const theo = await aGuest(shiftId, code, 'Theo')
    const tell = (told: object) => askEndpoint(tellShiftEndpoint, theo, { shiftId, ...told })
    const first = async () => (await boardOf(shiftId))?.teams[0]?.people
    expect((await tell({ ready: true })).status).toBe(200)
    expect(await first()).toMatchObject([
      { name: cleo.name, isReady: false, isBack: false, isGuest: false, cameIn: false },
      { name: 'Theo', isReady: true, isBack: false, isGuest: true, cameIn: true },
    ])
    await tell({ back: true })
    expect((await first())?.map(({ isBack }) => isBack)).toEqual([true, true])
    await act(shiftId, { intent: 'notBack', accountIds: [theo.accountId] })
    expect((await first())?.map(({ isBack }) => isBack)).toEqual([true, false])
  })

  test('is not heard from whoever is not in the shift, nor what nobody can read', async () => {
    const { shiftId } = await aShift()
    const other = (await aBody()).secretary
    expect((await askEndpoint(tellShiftEndpoint, other, { shiftId, ready: true })).status).toBe(404)
    expect((await askEndpoint(tellShiftEndpoint, cleo, { shiftId: 'x' })).status).toBe(400)
  })

  test('is not heard in the session of another, whose pair would be back with them', async () => {
    const { shiftId } = await aShift()
    const theo = await aGuest(shiftId, await aCode(shiftId), 'Theo')
    const tell = (accountId: string) =>
      askEndpoint(tellShiftEndpoint, theo, { accountId, shiftId, back: true })
    const isAnyBack = async () =>
      (await boardOf(shiftId))?.teams.some(({ people }) => people.some(({ isBack }) => isBack))
    expect((await tell(cleo.accountId)).status).toBe(409)
    expect(await isAnyBack()).toBe(false)
    expect((await tell(theo.accountId)).status).toBe(200)
    expect(await isAnyBack()).toBe(true)
  })
})
