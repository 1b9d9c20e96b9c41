import { expect, test } from 'vitest'
import { aBuilding, actAs, aUnion } from '#tests/factories.ts'
import { readChart } from './chart.server.ts'
import { addInterest, addParty, linkParties } from './landlords.server.ts'

test('two companies of one landlord are one, once somebody has said why', async () => {
  const union = await aUnion()
  const [here, there] = [await aBuilding({ in: union }), await aBuilding({ in: union })]
  const [shell, other] = await actAs(union.secretary, async (db) => {
    const parties: string[] = []
    for (const [name, building] of [
      [' Alder Shell LLC ', here],
      ['Birch Shell LLC', there],
    ] as const) {
      const partyId = await addParty(db, { kind: 'company', name })
      const interest = { role: 'owner', since: '2019-04-01', source: 'registry' } as const
      await addInterest(db, { partyId, buildingId: building.id, ...interest })
      parties.push(partyId)
    }
    return parties
  })
  const landlords = async () => (await actAs(union.secretary, (db) => readChart(db, here.id, null))).landlords
  expect(await landlords()).toMatchObject([{ name: 'Alder Shell LLC', role: 'owner', others: [] }])

  const link = { partyId: shell ?? '', sameAsId: other ?? '', evidence: 'Same officer on two registrations' }
  for (let said = 0; said < 2; said++) await actAs(union.secretary, (db) => linkParties(db, link))
  expect(await landlords()).toMatchObject([{ others: [{ id: there.id, address: there.address }] }])
  const [interest] = await actAs(
    union.secretary,
    (db) => db.sql`select since from interest where party_id = ${shell}`,
  )
  expect(interest).toEqual({ since: '2019-04-01' })
})
