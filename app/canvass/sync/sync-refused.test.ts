import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { foundCommittee } from '#app/federation/bodies.server.ts'
import { aCanvasser, aKnock, aServedPhone, aTalk, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, anAccount, type TestAccount, type TestBody } from '#tests/factories.ts'
import { countRefused, listRefused } from './refused-ops.server.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

async function aPlace(of = body, to?: TestAccount) {
  const building = await aBuilding({ in: of, floors: 3, lines: 2 })
  const account = to ?? (await aCanvasser(of))
  const turfId = await aTurf({ in: of, building, to: account })
  const doors = building.units.map(({ id }) => id) as [string, string, string]
  return { building, turfId, phone: await aServedPhone(account), doors }
}

/** Names and codes of what waits for this account's look. */
async function refusedOf(account: TestAccount) {
  const refused = await actAs(account, listRefused)
  expect(await actAs(account, countRefused)).toMatchObject({ count: refused.length })
  return refused.map(({ code, opId, payload }) => ({ code, opId, payload }))
}

async function aCanvasserOfTwo(first: TestBody, second: TestBody) {
  const account = await aCanvasser(first)
  await actAs(
    second.secretary,
    (db) =>
      db.sql`insert into role_grant (account_id, body_id, role, granted_by) values (${account.accountId}, ${second.id}, 'canvasser', ${second.secretary.accountId})`,
  )
  return account
}

test('whatever text an act holds, it is answered, kept, and holds no other back', {
  timeout: 60_000,
}, async () => {
  const { phone, turfId, doors } = await aPlace()
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
  const torn = fc.constantFrom('x \ud83d', 'x \0 y', '\udc00', '\0')
  const words = fc.oneof({ weight: 2, arbitrary: text }, { weight: 1, arbitrary: torn })
  await fc.assert(
    fc.asyncProperty(words, words, async (note, name) => {
      const bad = aTalk(turfId, doors[0], {
        note,
        person: { personId: randomUUID(), name, isNew: true },
      })
      const good = await phone.seal(aKnock(turfId, doors[1]))
      const { json, status } = await phone.post([await phone.seal(bad), good])
      expect(status).toBe(200)
      const { answers } = json as { answers: { opId: string; result: string; code?: string }[] }
      expect(answers).toHaveLength(2)
      const answerTo = (opId: string) => answers.find((answer) => answer.opId === opId)
      expect(answerTo(good.opId)).toMatchObject({ result: 'applied' })

      // As a phone of the first version could have sent it.
      const shapeless = { opId: randomUUID(), seq: 1, [name]: note }
      expect((await phone.postJson([shapeless])).json).toMatchObject({
        answers: [{ opId: shapeless.opId, code: 'unreadable' }],
      })
    }),
    {
      numRuns: 25,
      examples: [
        ['x \ud83d', 'Ana'],
        ['x \0 y', 'Ana'],
        ['whole', 'A\ud83d'],
      ],
    },
  )
})

test('an act with a torn letter waits for a look with the rest of its words', async () => {
  const { phone, turfId, doors } = await aPlace()
  const reply = await phone.send(aTalk(turfId, doors[0], { note: 'Works\0 nights \ud83d' }))
  expect(reply.answers).toMatchObject([{ result: 'rejected', code: 'invalid' }])
  const [opId] = reply.answers.map((answer) => answer.opId)
  const kept = (await refusedOf(body.secretary)).find((act) => act.opId === opId)
  expect(kept?.payload).toMatchObject({ note: 'Works nights \ufffd', person: { name: 'Ana R.' } })
})

test('an act that is not whole goes to the body whose door it was, not to the sender’s first', async () => {
  const other = await aBody()
  const account = await aCanvasserOfTwo(body, other)
  const { phone, turfId, doors } = await aPlace(other, account)
  const { answers } = await phone.send(aTalk(turfId, doors[0], { note: 'n'.repeat(2001) }))
  expect(answers).toMatchObject([{ code: 'invalid' }])
  const isIt = (act: { opId: string }) => act.opId === answers[0]?.opId
  expect((await refusedOf(body.secretary)).some(isIt)).toBe(false)
  expect((await refusedOf(other.secretary)).find(isIt)?.payload).toMatchObject({ person: { name: 'Ana R.' } })
})

test('an act at a door that is not there goes to the file of its turf', async () => {
  const other = await aBody()
  const { phone, turfId } = await aPlace(other, await aCanvasserOfTwo(body, other))
  const { answers } = await phone.send(aTalk(turfId, randomUUID()))
  expect(answers).toMatchObject([{ code: 'not_there' }])
  expect((await refusedOf(other.secretary)).map(({ payload }) => payload.note)).toEqual(['Works nights.'])
})

test('an act of which nobody knows whose it is waits sealed, where the sender was given doors', async () => {
  const other = await aBody()
  const { phone } = await aPlace(other, await aCanvasserOfTwo(body, other))
  const { answers } = await phone.send(aTalk(randomUUID(), randomUUID()))
  expect(answers).toMatchObject([{ code: 'not_there' }])
  const isIt = (act: { opId: string }) => act.opId === answers[0]?.opId
  expect((await refusedOf(body.secretary)).some(isIt)).toBe(false)
  const kept = (await refusedOf(other.secretary)).find(isIt)
  // Nothing beside it. (Three letters of a name may stand in what is sealed by chance.)
  expect(Object.keys(Object(kept?.payload)).sort()).toEqual(['box', 'epk', 'keyId', 'opId', 'seq'])
})

test('a file that is handed over takes its refused acts along', async () => {
  const of = await aBody()
  const { building, phone, turfId, doors } = await aPlace(of)
  await phone.send(aTalk(turfId, doors[0], { note: 'n'.repeat(2001) }))
  expect(await refusedOf(of.secretary)).toHaveLength(1)
  await actAs(of.secretary, (db) =>
    foundCommittee(db, {
      holdingId: building.holdingId,
      name: 'Alder tenants',
      since: '2026-11-01',
      decided: 'All of us',
      joins: [],
    }),
  )
  const laterSecretary = await anAccount({ bodyId: of.id, role: 'secretary', by: of.secretary })
  expect(await refusedOf(laterSecretary)).toEqual([])
  expect(
    await actAs(
      laterSecretary,
      (db) => db.sql`select payload from refused_op where holding_id = ${building.holdingId}`,
    ),
  ).toEqual([])
  expect(
    await actAs(laterSecretary, (db) => db.sql`update refused_op set outcome = 'not_needed' returning 1`),
  ).toEqual([])
  // Whoever founded the committee is its secretary, and goes on looking after what waits.
  expect(await refusedOf(of.secretary)).toHaveLength(1)
})
