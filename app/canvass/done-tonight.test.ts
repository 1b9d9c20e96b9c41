import { beforeAll, expect, test } from 'vitest'
import { aCanvasser, aKnock, aServedPhone, aTurf, pullLease } from '#tests/door-factories.ts'
import { aBody, aBuilding, type TestAccount, type TestBody } from '#tests/factories.ts'
import { asOwner } from '#tests/setup/database.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

/** Two of a pair with the doors of one turf. */
async function aPair() {
  const building = await aBuilding({ in: body, floors: 1, lines: 3 })
  const [one, other] = [await aCanvasser(body), await aCanvasser(body)]
  const turfId = await aTurf({ in: body, building, to: one })
  await asOwner(
    `insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
      select holding_id, turf_id, $2, assigned_by, expires_at from turf_assignment where turf_id = $1`,
    [turfId, other.accountId],
  )
  const doors = building.units.map(({ id }) => id) as [string, string, string]
  return { building, one, other, turfId, doors, phone: await aServedPhone(one) }
}

async function told(account: TestAccount, turfId: string, doors: string[]) {
  const turf = (await pullLease(account)).turfs.find((each) => each.turfId === turfId)
  return doors.map((unitId) => turf?.doors.find((door) => door.unitId === unitId)?.tonight)
}

test.each([false, true])(
  'what one of a pair did tonight the other is told, a guest (%s) too, until it is taken back',
  async (isGuest) => {
    const { other, turfId, doors, phone } = await aPair()
    if (isGuest) await asOwner('update account set is_guest = true where id = $1', [other.accountId])
    expect(await told(other, turfId, doors)).toEqual([null, null, null])
    const [tried, talked] = doors
    const closed = aKnock(turfId, tried)
    await phone.send(closed, aKnock(turfId, talked, { disposition: 'conversation' }), aKnock(turfId, talked))
    expect(await told(other, turfId, doors)).toEqual(['tried', 'talked', null])
    await phone.send({ kind: 'retract', knockId: closed.knockId, unitId: tried })
    expect(await told(other, turfId, doors)).toEqual([null, 'talked', null])
  },
)

test('a door that another shift knocked the same day is still to be done in this one', async () => {
  const { building, other, turfId, doors, phone } = await aPair()
  const again = await aTurf({ in: body, building, to: other })
  await phone.send(aKnock(turfId, doors[0]))
  expect(await told(other, turfId, doors)).toEqual(['tried', null, null])
  expect(await told(other, again, doors)).toEqual([null, null, null])
  // Given on in the same shift, what was done before stays done.
  await asOwner('update turf set shift_id = (select shift_id from turf where id = $1) where id = $2', [
    turfId,
    again,
  ])
  expect(await told(other, again, doors)).toEqual(['tried', null, null])
})
