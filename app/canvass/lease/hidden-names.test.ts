import { beforeAll, expect, test } from 'vitest'
import { aCanvasser, aKnock, aServedPhone, aTurf, pullLease } from '#tests/door-factories.ts'
import { aBody, aBuilding, doorAt, type TestBody } from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import { doorsNow } from '../doors/own-knocks.ts'
import { type Disposition, dispositionCodes, dispositions } from '../lists.ts'
import type { Act } from '../offline/phone-types.ts'
import type { Lease } from './turf.schema.ts'

let body: TestBody
beforeAll(async () => {
  body = await aBody()
})

test('after each answer the server and the phone show or hide the same names, and an unanswered knock changes nothing', async () => {
  const building = await aBuilding({ in: body, floors: 5, lines: 3 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  for (const { id } of building.units) await aTenant({ in: body, building, unitId: id, name: 'Ana R.' })
  const phone = await aServedPhone(account)
  const [before] = phone.lease.turfs
  const doorOf = Object.fromEntries(
    dispositionCodes.map((code, nth) => [code, building.units[nth]?.id ?? '']),
  )
  const knocksOf = (code: Disposition) => {
    const said = (['conversation', code, 'not_home'] as const).map((disposition) => ({ disposition }))
    return said.map((words) => aKnock(turfId, doorOf[code] ?? '', words))
  }
  const knocks = dispositionCodes.flatMap(knocksOf)
  for (const knock of knocks) await phone.send(knock)

  const lease = await pullLease(account)
  const acts: Act[] = knocks.map((op) => ({
    opId: op.knockId,
    op,
    savedAt: '2026-11-22T00:00:00Z',
    state: 'safe',
    undone: false,
    counted: false,
  }))
  const named = (doors: Lease['turfs'][number]['doors'], code: string) =>
    doors.find(({ unitId }) => unitId === doorOf[code])?.people.map(({ name }) => name)
  for (const code of dispositionCodes) {
    const expected = dispositions[code].hidesNames ? [] : ['Ana R.']
    expect({ code, names: named(lease.turfs[0]?.doors ?? [], code) }).toEqual({ code, names: expected })
    expect({ code, names: named(doorsNow(before?.doors ?? [], acts, turfId), code) }).toEqual({
      code,
      names: expected,
    })
  }
})

test('who refused and then talked is named again', async () => {
  const building = await aBuilding({ in: body })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  const unitId = doorAt(building, '1A')
  await aTenant({ in: body, building, unitId, name: 'Ana R.' })
  const phone = await aServedPhone(account)
  await phone.send(aKnock(turfId, unitId, { disposition: 'refused' }))
  await phone.send(aKnock(turfId, unitId, { disposition: 'brief' }))
  const lease = await pullLease(account)
  const door = lease.turfs[0]?.doors.find((one) => one.unitId === unitId)
  expect(door?.people.map(({ name }) => name)).toEqual(['Ana R.'])
})
