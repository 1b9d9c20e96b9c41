import { expect, test } from 'vitest'
import { aCanvasser, aServedPhone, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs } from '#tests/factories.ts'
import { again } from '../doors/change-knock.ts'
import type { Knock } from './ops.schema.ts'

async function aPlace() {
  const body = await aBody()
  const building = await aBuilding({ in: body, floors: 1, lines: 1 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  const phone = await aServedPhone(account)
  const [turf] = phone.lease.turfs
  const unitId = building.units[0]?.id ?? ''
  if (!turf) throw new Error('No turf')
  const stands = () =>
    actAs(body.secretary, async (db) => {
      const [row] = await db.sql`
        select d.tries, d.pending_members as pending, d.open_repairs as repairs, l.level,
          (select count(*)::int from person p where p.holding_id = d.holding_id) as people,
          (select count(*)::int from contact c where c.holding_id = d.holding_id) as contacts,
          (select count(*)::int from second_value v where v.holding_id = d.holding_id) as seconds
        from door_state d left join auth.door_levels(d.holding_id) l on l.unit_id = d.unit_id where d.unit_id = ${unitId}`
      return row
    })
  return { turf, phone, stands, talk: aTalk(turfId, unitId) }
}

const takeBack = ({ knockId, unitId }: Knock) => ({ kind: 'retract' as const, knockId, unitId })
const once = { tries: 1, pending: 1, repairs: 1, people: 1, contacts: 1, seconds: 0 }

test('a talk that is changed before it was sent stands once, as it was changed', async () => {
  const { turf, phone, stands, talk } = await aPlace()
  const changed = {
    ...again(talk, turf),
    level: { id: crypto.randomUUID(), level: 4, basis: ['said' as const] },
  }
  const { answers } = await phone.send(talk, takeBack(talk), changed)
  expect(answers.map(({ result }) => result)).toEqual(['applied', 'applied', 'applied'])
  expect(await stands()).toMatchObject({ ...once, level: 4 })
})

test('a talk that the server has, changed and changed back', async () => {
  const { turf, phone, stands, talk } = await aPlace()
  await phone.send(talk)
  const refused: Knock = { ...again(talk, turf), disposition: 'refused' }
  for (const key of [
    'person',
    'languages',
    'heard',
    'asks',
    'consents',
    'join',
    'level',
    'followUp',
    'note',
    'repairs',
  ] as const)
    delete refused[key]
  await phone.send(takeBack(talk), refused)
  expect(await stands()).toMatchObject({ tries: 1, pending: 0, repairs: 0, level: null })
  const back = again(talk, turf)
  const { answers } = await phone.send(takeBack(refused), back)
  expect(answers.map(({ result }) => result)).toEqual(['applied', 'applied'])
  expect(await stands()).toMatchObject({ ...once, level: 2 })
})

test('a talk that the server has, changed in one save, keeps who joined in it', async () => {
  const { turf, phone, stands, talk } = await aPlace()
  await phone.send(talk)
  const { answers } = await phone.send(takeBack(talk), again(talk, turf))
  expect(answers.map(({ result }) => result)).toEqual(['applied', 'applied'])
  expect(await stands()).toMatchObject({ ...once, level: 2 })
})
