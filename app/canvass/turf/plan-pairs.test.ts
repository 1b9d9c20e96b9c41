import { expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import { aBody, actAs, asSession, today } from '#tests/factories.ts'
import { listPairs } from './pairs.server.ts'
import { action, loader } from './plan.route.tsx'
import { addShift } from './shifts.server.ts'

test('whoever has just called a shift puts people together where its doors are shared out', async () => {
  const body = await aBody()
  const [ana, ben] = [await aCanvasser(body, 'Ana'), await aCanvasser(body, 'Ben')]
  const day = addDays(today(), 1)
  const shiftId = await actAs(body.secretary, (db) =>
    addShift(db, { bodyId: body.id, day, from: '17:00', to: '20:00', place: 'Steps' }),
  )
  const address = `http://localhost/turf/${shiftId}/plan`
  const read = () => {
    const args = { request: new Request(address), params: { shiftId }, context: asSession(body.secretary) }
    return loader(args as unknown as Parameters<typeof loader>[0])
  }
  expect((await read()).free.map(({ accountId }) => accountId)).toEqual(
    expect.arrayContaining([ana.accountId, ben.accountId]),
  )
  const fields = new URLSearchParams({ intent: 'addPair', people: ana.accountId })
  fields.append('people', ben.accountId)
  const args = {
    request: new Request(address, { method: 'POST', body: fields }),
    params: { shiftId },
    context: asSession(body.secretary),
  }
  const answer = await action(args as unknown as Parameters<typeof action>[0]).catch((thrown) => thrown)
  expect(answer.headers.get('location')).toBe(`/turf/${shiftId}/plan`)
  const { pairs } = await actAs(body.secretary, (db) => listPairs(db, { id: shiftId, bodyId: body.id }))
  expect(pairs.map(({ people }) => people.map(({ name }) => name))).toEqual([['Ana', 'Ben']])
  expect((await read()).free).toEqual([])
})
