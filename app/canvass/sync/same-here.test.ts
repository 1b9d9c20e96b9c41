import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listRepairs } from '#app/grievances/repairs.server.ts'
import { rowsOf, sameTrouble } from '#app/grievances/same-trouble.ts'
import { aCanvasser, aKnock, aServedPhone, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs } from '#tests/factories.ts'

test('"same here" makes the linked case, also of a case that is gone, and the steward sees one row', async () => {
  const body = await aBody()
  const building = await aBuilding({ in: body, floors: 3, lines: 1 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  const phone = await aServedPhone(account)
  const doors = building.units.map(({ id }) => id) as [string, string, string]
  const leak = (sameAs?: string) => ({
    id: randomUUID(),
    category: 'leak' as const,
    severity: 'dangerous' as const,
    since: 'this_week' as const,
    ...(sameAs && { sameAs }),
  })
  const first = leak()
  const heard = [first, leak(first.id), leak(randomUUID())]
  const talks = heard.map((repair, i) =>
    aKnock(turfId, doors[i] ?? '', { disposition: 'conversation', repairs: [repair] }),
  )
  const reply = await phone.send(...talks)
  expect(reply.answers.map(({ result }) => result)).toEqual(['applied', 'applied', 'applied'])

  const all = await actAs(body.secretary, listRepairs)
  expect(rowsOf(all).map(({ doors }) => doors)).toEqual(expect.arrayContaining([['1A', '2A'], ['3A']]))
  const asked = all.find(({ id }) => id === first.id)
  expect(asked && sameTrouble(asked, all).map(({ door }) => door)).toEqual(['2A'])

  // The phone is told of the case, so that the next neighbor can say the same.
  const { lease } = await aServedPhone(account)
  const open = lease.turfs[0]?.doors.flatMap(({ openRepairs }) => openRepairs.map(({ id }) => id))
  expect(open?.toSorted()).toEqual(heard.map(({ id }) => id).toSorted())
})
