import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foundCommittee } from '#app/federation/bodies.server.ts'
import { severityOf } from '#app/grievances/categories.ts'
import { addRepair } from '#app/grievances/repair-case.server.ts'
import { forgetPerson } from '#app/people/forget-person.server.ts'
import { addPerson, moveOut, renamePerson, setLanguages } from '#app/people/keep-people.server.ts'
import { requirePeopleFile } from '#app/people/people.server.ts'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf, pullLease } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, type TestBuilding, today } from '#tests/factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { leaseTurf } from './turf.server.ts'

/** Two buildings of one evening, and all that may happen to their doors meanwhile. */
async function anEvening() {
  const body = await aBody()
  const buildings = [
    await aBuilding({ in: body, floors: 12, lines: 8 }),
    await aBuilding({ in: body, floors: 3, lines: 4 }),
  ] as const
  const account = await aCanvasser(body)
  const turfs = new Map<TestBuilding, string>()
  for (const building of buildings) turfs.set(building, await aTurf({ in: body, building, to: account }))
  const turfOf = (building: TestBuilding) => turfs.get(building) ?? ''
  const phone = await aServedPhone(account)
  const by = body.secretary
  const fileOf = (building: TestBuilding) => actAs(by, (db) => requirePeopleFile(db, building.id))
  const unitOf = (building: TestBuilding, n: number) => building.units[n % building.units.length]?.id ?? ''
  const person = async (building: TestBuilding, n: number) => {
    const file = await fileOf(building)
    const personId = await actAs(by, (db) =>
      addPerson(db, file, { name: `Tenant ${n}`, unitId: unitOf(building, n) }),
    )
    return { file, personId }
  }
  const changes = {
    knocked: (building, n) =>
      phone.send(aKnock(turfOf(building), unitOf(building, n), { disposition: 'refused' })),
    talked: (building, n) => phone.send(aTalk(turfOf(building), unitOf(building, n))),
    unsafe: (building, n) =>
      phone.send(aKnock(turfOf(building), unitOf(building, n), { disposition: 'hostile_unsafe' })),
    'new door': (building, n) =>
      phone.send({
        kind: 'unit',
        unitId: randomUUID(),
        turfId: turfOf(building),
        label: `${(n % 3) + 1}X${n}`,
        floor: `${(n % 3) + 1}`,
      }),
    'moved in': person,
    renamed: async (building, n) => {
      const who = await person(building, n)
      await actAs(by, (db) => renamePerson(db, who, `Renamed ${n}`))
    },
    'moved out': async (building, n) => {
      const who = await person(building, n)
      const [home] = await asOwner<{ id: string }>('select id from residency where person_id = $1', [
        who.personId,
      ])
      await actAs(by, (db) => moveOut(db, who, { residencyId: home?.id ?? '', until: today() }))
    },
    forgotten: async (building, n) => {
      const { file, personId } = await person(building, n)
      await actAs(by, (db) => forgetPerson(db, file, personId))
    },
    languages: async (building, n) => {
      const who = await person(building, n)
      await actAs(by, (db) => setLanguages(db, who, { speaks: n % 2 ? ['es', 'vi'] : ['zh'] }))
    },
    repair: (building, n) =>
      actAs(by, (db) =>
        addRepair(db, building.id, {
          unitId: unitOf(building, n),
          commonArea: null,
          category: 'heat',
          severity: severityOf.heat,
          since: null,
          words: null,
        }),
      ),
    'a guest, or vouched for': () =>
      asOwner('update account set is_guest = not is_guest where id = $1', [account.accountId]),
    'a new time': () =>
      asOwner(`update shift set ends_at = ends_at + interval '1 minute' where body_id = $1`, [body.id]),
    'taken back and given again': (building) =>
      asOwner(
        'update turf_assignment set revoked_at = case when revoked_at is null then now() end where holding_id = $1',
        [building.holdingId],
      ),
  } satisfies Record<string, (building: TestBuilding, n: number) => Promise<unknown>>
  return { account, by, buildings, changes }
}

const named = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]

test('whatever happened since: what a phone has and what changed is what it would be sent whole', async () => {
  const { account, by, buildings, changes } = await anEvening()
  let phone = await pullLease(account)
  const all = named(changes)
  const random = fc.sample(
    fc.array(fc.tuple(fc.constantFrom(...all), fc.nat(1), fc.nat(200)), { minLength: 25, maxLength: 25 }),
    { numRuns: 1, seed: 20261122 },
  )[0]
  const steps = [...all.map((what, i) => [what, 0, i * 7] as const), ...(random ?? [])]
  for (const [what, which, n] of steps) {
    // Doors that are not given, or of a guest, may refuse an act: then nothing changed.
    await changes[what](buildings[which] as TestBuilding, n)
    phone = await pullLease(account, phone)
    expect(phone, what).toEqual(await pullLease(account))
    const { marks: _, ...whole } = phone
    expect(whole, what).toEqual(await actAs(account, leaseTurf))
  }
  const [given] = buildings
  await actAs(by, (db) =>
    foundCommittee(db, {
      holdingId: given.holdingId,
      name: `Committee of ${given.address}`,
      since: today(),
      decided: 'By show of hands',
      joins: [],
    }),
  )
  expect(await pullLease(account, phone), 'handed over').toEqual(await pullLease(account))
})
