import { describe, expect, test } from 'vitest'
import { findInvitation } from '#app/account/accounts.server.ts'
import { lockDoors, recountDoors } from '#app/buildings/coverage.server.ts'
import { withActor, withAnyone } from '#app/core/actor.server.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  asSession,
  aUnion,
  type TestAccount,
  type TestBody,
  today,
} from '#tests/factories.ts'
import { findLogBreak, listLog } from './audit-log.server.ts'
import {
  endAffiliation,
  foundBody,
  foundCommittee,
  listAffiliations,
  listHeldFiles,
} from './bodies.server.ts'
import {
  endRole,
  giveRole,
  invite,
  listColleagues,
  listInvitations,
  withdrawInvitation,
} from './grants.server.ts'

describe('a building founds its committee', () => {
  test('the file goes to the committee, which joins the union and invites its own secretary', async () => {
    const union = await aUnion()
    const local = await aBody()
    const building = await aBuilding({ in: local })

    const { committeeId, token } = await actAs(local.secretary, (db) =>
      foundCommittee(db, {
        holdingId: building.holdingId,
        name: 'Alder committee',
        since: today(),
        decided: 'By show of hands in the laundry room',
        joins: [union.id],
      }),
    )

    expect(await withAnyone((db) => findInvitation(db, token))).toMatchObject({
      bodyName: 'Alder committee',
      role: 'secretary',
    })
    await actAs(local.secretary, async (db) => {
      expect(await listHeldFiles(db)).toEqual([])
      expect((await listAffiliations(db, committeeId)).parents).toMatchObject([
        { bodyId: union.id, since: today() },
      ])
      expect((await listLog(db, local.id)).map(({ action }) => action)).toContain('file_handed_over')
      expect(await findLogBreak(db, local.id)).toBeNull()
      expect(await findLogBreak(db, committeeId)).toBeNull()
    })
  })

  test('while its doors are counted, nobody waits for nobody', async () => {
    const local = await aBody()
    const building = await aBuilding({ in: local })
    const doors = building.units.map(({ id }) => id)
    const { promise: isHeld, resolve: held } = Promise.withResolvers<void>()
    let runs = 0
    const counting = actAs(local.secretary, async (db) => {
      runs += 1
      await lockDoors(db, doors)
      held()
      // Long enough for the founding to have come as far as it can.
      await new Promise((resolve) => setTimeout(resolve, 300))
      await recountDoors(db, doors, 'knock')
    })
    await isHeld
    const founding = actAs(local.secretary, (db) => {
      runs += 1
      const committee = { name: 'Counted', since: today(), decided: 'By hand', joins: [] }
      return foundCommittee(db, { holdingId: building.holdingId, ...committee })
    })
    await Promise.all([counting, founding])
    expect(runs).toBe(2)
  })

  test('a body above has no say over a file it does not hold', async () => {
    const { secretary } = await aUnion()
    const building = await aBuilding({ in: await aBody() })
    const taken = actAs(secretary, (db) =>
      foundCommittee(db, {
        holdingId: building.holdingId,
        name: 'Taken',
        since: today(),
        decided: 'no',
        joins: [],
      }),
    )
    await expect(taken).rejects.toMatchObject({ status: 404 })
  })
})

test('the last secretary of a body stays', async () => {
  const local = await aBody()
  await actAs(local.secretary, async (db) => {
    const [own] = await listColleagues(db, local.id)
    expect(await endRole(db, { bodyId: local.id, grantId: own?.grantId ?? '' })).toEqual({ ok: false })
  })
})

test('a page’s acts reach its own body alone, also for someone who keeps both', async () => {
  const [one, two] = [await aBody(), await aBody()]
  const grant = (account: TestAccount, body: TestBody) =>
    actAs(body.secretary, (db) =>
      giveRole(db, { accountId: account.accountId, bodyId: body.id, role: 'secretary', until: null }),
    )
  await grant(one.secretary, two)
  const grantId = await actAs(
    two.secretary,
    async (db) => (await listColleagues(db, two.id))[0]?.grantId ?? '',
  )
  await actAs(two.secretary, (db) => invite(db, { bodyId: two.id, role: 'member', grantUntil: null }))
  const [open] = await actAs(two.secretary, (db) => listInvitations(db, two.id))
  const [above] = (await actAs(two.secretary, (db) => listAffiliations(db, two.id))).parents

  await expect(actAs(one.secretary, (db) => endRole(db, { bodyId: one.id, grantId }))).rejects.toMatchObject({
    status: 404,
  })
  await expect(
    actAs(one.secretary, (db) => withdrawInvitation(db, { bodyId: one.id, invitationId: open?.id ?? '' })),
  ).rejects.toMatchObject({ status: 404 })
  await expect(
    actAs(one.secretary, (db) =>
      endAffiliation(db, { childId: one.id, affiliationId: above?.id ?? '', until: today() }),
    ),
  ).rejects.toMatchObject({ status: 404 })
})

test('a role is gone the moment it ends', async () => {
  const local = await aBody()
  const past = new Date(Date.now() - 1000).toISOString()
  const helper = await anAccount({ bodyId: local.id, role: 'steward', by: local.secretary, until: past })
  await expect(withActor(asSession(helper), 'repairs.read', async () => {})).rejects.toMatchObject({
    status: 404,
  })
})

test('whoever helps found a body keeps its key until a secretary has joined, and two weeks longer', async () => {
  const { id: helpedBy, secretary: founder } = await aUnion()
  const bodyId = await actAs(founder, (db) => foundBody(db, { kind: 'local', name: 'Harbor', helpedBy }))
  const untilOf = async (accountId: string) =>
    (await actAs(founder, (db) => listColleagues(db, bodyId))).find((each) => each.accountId === accountId)
      ?.until

  await anAccount({ bodyId, role: 'steward', by: founder })
  expect(await untilOf(founder.accountId)).toBeNull()
  const own = await anAccount({ bodyId, role: 'secretary', by: founder })
  expect(await untilOf(own.accountId)).toBeNull()
  const days = (Date.parse((await untilOf(founder.accountId)) ?? '') - Date.now()) / 86_400_000
  expect(days).toBeCloseTo(14, 1)
})
