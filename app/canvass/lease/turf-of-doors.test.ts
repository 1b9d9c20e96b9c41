import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { changeDoors } from '#app/buildings/doors.server.ts'
import { listCasesNear } from '#app/grievances/cases-near.server.ts'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, doorAt, type TestBody } from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import { asOwner } from '#tests/setup/database.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

test('of doors given one by one a phone has those and no other, and a door found on the way is knocked like the rest', async () => {
  const building = await aBuilding({ in: body, floors: 3, lines: 3 })
  const given = building.units.slice(0, 2).map(({ id }) => id)
  const other = building.units[5]?.id ?? ''
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account, units: given })
  const phone = await aServedPhone(account)
  expect(phone.lease.turfs[0]?.doors.map(({ unitId }) => unitId).toSorted()).toEqual(given.toSorted())

  const found = randomUUID()
  const reply = await phone.send(
    { kind: 'unit', unitId: found, turfId, label: '1Z', floor: '1' },
    aKnock(turfId, given[0] ?? ''),
    aKnock(turfId, found),
    aKnock(turfId, other),
  )
  expect(reply.answers.map(({ result, code }) => code ?? result)).toEqual([
    'applied',
    'applied',
    'applied',
    'not_your_turf',
  ])
  const again = await aServedPhone(account)
  expect(again.lease.turfs[0]?.doors.map(({ unitId }) => unitId).toSorted()).toEqual(
    [...given, found].toSorted(),
  )
})

test('a guest has doors, languages and warnings, and no name, no try, no repair and no last result', async () => {
  const building = await aBuilding({ in: body, floors: 1, lines: 2 })
  const unitId = building.units[0]?.id ?? ''
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  await aTenant({ in: body, building, unitId, name: 'Ana R.', languages: ['es'] })
  const member = await aServedPhone(account)
  await member.send(aKnock(turfId, unitId, { disposition: 'hostile_unsafe' }))
  await asOwner('update account set is_guest = true where id = $1', [account.accountId])
  const guest = await aServedPhone(account)
  expect(guest.lease.guest).toBe(true)
  expect(guest.lease.turfs[0]?.doors.find((door) => door.unitId === unitId)).toMatchObject({
    languages: ['es'],
    warnings: ['unsafe'],
    people: [],
    tries: 0,
    lastDay: null,
    lastDisposition: null,
    openRepairs: [],
  })
})

test('a phone is told the staircase where there are two, and a door found there is on it', async () => {
  const building = await aBuilding({ in: body, floors: 2, lines: 2 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  const put = (line: string, entrance: string) =>
    actAs(body.secretary, (db) =>
      changeDoors(db, building.id, { act: 'staircase', key: '', from: line, to: line, entrance }),
    )
  const stairs = async () => {
    const { lease } = await aServedPhone(account)
    return Object.fromEntries(lease.turfs[0]?.doors.map(({ label, entrance }) => [label, entrance]) ?? [])
  }
  await put('A', 'North')
  expect(new Set(Object.values(await stairs()))).toEqual(new Set([undefined]))

  await put('B', 'South')
  const phone = await aServedPhone(account)
  const reply = await phone.send({
    kind: 'unit',
    unitId: randomUUID(),
    turfId,
    label: '2Z',
    floor: '2',
    entrance: 'South',
  })
  expect(reply.answers.map(({ result }) => result)).toEqual(['applied'])
  expect(await stairs()).toEqual({
    '1A': 'North',
    '2A': 'North',
    '1B': 'South',
    '2B': 'South',
    '2Z': 'South',
  })
})

test('a knock counts for the turf its phone names where its door is of it, and is kept without one where not', async () => {
  const building = await aBuilding({ in: body, floors: 2, lines: 2 })
  const [mine, also] = building.units.filter(({ floor }) => floor === '1').map(({ id }) => id)
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account, floors: ['1'] })
  const elsewhere = await aTurf({ in: body, building, to: account, floors: ['2'] })
  const house = await aTurf({ in: body, building: await aBuilding({ in: body }), to: account })
  const talk = (of: string) => aTalk(of, mine ?? '', { level: undefined })
  // The first number of a phone, all at once, and a talk each go their own way.
  for (const who of [account, body.secretary]) {
    const knocks = [turfId, elsewhere, house, randomUUID()].map((of) => [
      aKnock(of, mine ?? ''),
      aKnock(of, also ?? ''),
      talk(of),
    ])
    const sent = knocks.flat()
    for (const [first, ...rest] of knocks) {
      const phone = await aServedPhone(who)
      for (const op of first ? [first, ...rest] : [])
        expect((await phone.send(op)).answers).toMatchObject([{ result: 'applied' }])
    }
    const kept = await actAs(
      body.secretary,
      (db) => db.sql<{ id: string; turfId: string | null }>`
        select id, turf_id as "turfId" from knock where id = any (${sent.map(({ knockId }) => knockId)}::uuid[])`,
    )
    const turfOf = new Map(kept.map(({ id, turfId: of }) => [id, of]))
    expect(sent.map(({ knockId }) => turfOf.get(knockId))).toEqual([
      ...Array(3).fill(turfId),
      ...Array(9).fill(null),
    ])
  }
})

test('a knock sent after its shift gave the door to others still counts for the turf it was made in', async () => {
  const building = await aBuilding({ in: body, floors: 1, lines: 2 })
  const [kept, given] = building.units.map(({ id }) => id)
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account, units: [kept ?? '', given ?? ''] })
  const phone = await aServedPhone(body.secretary)
  await asOwner('update turf set units = $2 where id = $1', [turfId, [kept]])
  await asOwner(
    'insert into turf (holding_id, shift_id, building_id, units) select holding_id, shift_id, building_id, $2 from turf where id = $1',
    [turfId, [given]],
  )
  const knock = aKnock(turfId, given ?? '')
  await phone.send(knock)
  const [row] = await actAs(
    body.secretary,
    (db) => db.sql`select turf_id from knock where id = ${knock.knockId}`,
  )
  expect(row).toEqual({ turf_id: turfId })
})

test('with one staircase named and the rest not, a leader and a leak are near as in one house', async () => {
  const building = await aBuilding({ in: body, floors: 2, lines: 2 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  const put = (key: string, entrance: string) =>
    actAs(body.secretary, (db) =>
      changeDoors(db, building.id, { act: 'staircase', key, from: '', to: '', entrance }),
    )
  await put('2A', 'North')
  await (await aServedPhone(account)).send(aTalk(turfId, doorAt(building, '2A')))
  await asOwner('update door_state set leaders = 1 where unit_id = $1', [doorAt(building, '2A')])
  const near = async () => {
    const { lease } = await aServedPhone(account)
    const doors = lease.turfs[0]?.doors.filter(({ nearLeader }) => nearLeader) ?? []
    const cases = await actAs(body.secretary, (db) =>
      listCasesNear(db, { holdingId: building.holdingId, unitId: doorAt(building, '1A'), turfId: null }),
    )
    return [doors.map(({ label }) => label).toSorted(), cases.length]
  }
  expect(await near()).toEqual([['2A', '2B'], 1])
  await put('1A', 'South')
  expect(await near()).toEqual([['2A'], 0])
})
