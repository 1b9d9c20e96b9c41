import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { changeDoors } from '#app/buildings/doors.server.ts'
import { carryEndpoint } from '#app/canvass/carry/carry.endpoint.ts'
import { createSeal } from '#app/canvass/offline/seal.ts'
import { listRefused } from '#app/canvass/sync/refused-ops.server.ts'
import type { BoxedOp } from '#app/canvass/sync/sync.schema.ts'
import { aKnock, askEndpoint, aTalk } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestAccount, type TestBody } from '#tests/factories.ts'
import { aPlace, type Place } from '../place-factories.ts'

let body: TestBody
let friend: TestAccount

beforeAll(async () => {
  body = await aBody()
  friend = await anAccount({ bodyId: body.id, role: 'member', by: body.secretary })
})

type Way = (place: Place, ops: BoxedOp[]) => Promise<{ status: number; json: unknown }>

/** A batch that was held on its way, and a file that somebody brings. */
const ways: Record<string, Way> = {
  held: (place, ops) => place.phone.post(ops),
  carried: async ({ phone }, ops) => {
    const { accountId } = phone.account
    const seal = await createSeal(phone.lease.key, () => new Date())
    const inLetters = <T extends { box: Uint8Array }>({ box, ...rest }: T) => ({
      ...rest,
      box: Buffer.from(box).toString('base64url'),
    })
    const head = inLetters(await seal(accountId, { deviceId: phone.deviceId }))
    const file = { account: accountId, head, ops: ops.map(inLetters), look: false }
    return askEndpoint(carryEndpoint, friend, file)
  },
}

/** A door that was found, what was wrong, a talk, nobody home, and what was wrong taken back: in the order they were made. */
async function whatWasDone({ phone, turfId }: Place, label: string) {
  const unitId = randomUUID()
  const wrong = aKnock(turfId, unitId, { disposition: 'refused' })
  const ops: BoxedOp[] = []
  for (const op of [
    { kind: 'unit' as const, unitId, turfId, label, floor: '3' },
    wrong,
    aTalk(turfId, unitId),
    aKnock(turfId, unitId),
    { kind: 'retract' as const, knockId: wrong.knockId, unitId },
  ])
    ops.push(await phone.seal(op))
  return ops
}

function ordersOf<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]]
  return all.flatMap((first) =>
    ordersOf(all.filter((each) => each !== first)).map((rest) => [first, ...rest]),
  )
}

const orders = ordersOf([0, 1, 2, 3, 4])

/** All there is at the doors of this name, whichever of them was first. */
async function standsAt({ building }: Place, label: string) {
  const rows = await actAs(
    body.secretary,
    (db) => db.sql`
      select d.tries, d.last_disposition, d.pending_members, d.open_repairs, (select count(*)::int from knock k where k.unit_id = u.id) as knocks,
        (select count(*)::int from knock k join knock_retraction r on r.knock_id = k.id where k.unit_id = u.id) as back,
        (select count(*)::int from residency r where r.unit_id = u.id) as people
      from unit u left join door_state d on d.unit_id = u.id where u.holding_id = ${building.holdingId} and u.label = ${label}`,
  )
  return rows
}

const talkAndTry = [
  {
    tries: 2,
    last_disposition: 'not_home',
    pending_members: 1,
    open_repairs: 1,
    knocks: 3,
    back: 1,
    people: 1,
  },
]

/** At the desk somebody writes the very same door into the file. */
const addAtDesk = ({ building }: Place, label: string) =>
  actAs(body.secretary, (db) => changeDoors(db, building.id, { act: 'add', label, floor: '3', entrance: '' }))

test.for(Object.keys(ways))(
  'L19: in whatever order acts stand in what is %s, and whenever the desk adds their door, it ends the same',
  {
    timeout: 120_000,
  },
  async (name) => {
    const place = await aPlace(body)
    const send = ways[name] as Way
    await place.phone.send(aKnock(place.turfId, place.doors[0] as string))
    for (const [nth, order] of orders.entries()) {
      const desk = (['before', 'after', 'never'] as const)[nth % 3]
      const label = `3C${nth}`
      const ops = await whatWasDone(place, label)
      if (desk === 'before') await addAtDesk(place, label)
      const { status } = await send(
        place,
        order.map((n) => ops[n] as BoxedOp),
      )
      if (desk === 'after') await addAtDesk(place, label)
      const found = { order, desk, status, at: await standsAt(place, label) }
      expect(found).toEqual({ order, desk, status: 200, at: talkAndTry })
    }
  },
)

// A phone sends no act before the one before it was answered: of first arrivals only those of one request can come in another order.
test('L19: wherever the desk’s change falls between two requests, it ends the same', async () => {
  const place = await aPlace(body)
  for (const at of [0, 1, 2, 3, 4, 5]) {
    const label = `3D${at}`
    const ops = await whatWasDone(place, label)
    await place.phone.post(ops.slice(0, at))
    await addAtDesk(place, label)
    await place.phone.post(ops.slice(at))
    expect({ at, stands: await standsAt(place, label) }).toEqual({ at, stands: talkAndTry })
  }
})

test('L19: one by one in an order no phone sends, each is there or waits for a look, and sent again it changes nothing', {
  timeout: 120_000,
}, async () => {
  const place = await aPlace(body)
  for (const [nth, order] of orders.filter((_, n) => n % 4 === 0).entries()) {
    const label = `3E${nth}`
    const ops = await whatWasDone(place, label)
    const results = new Map<string, unknown>()
    for (const n of order) {
      const { json } = await place.phone.post([ops[n] as BoxedOp])
      for (const { opId, result } of (json as { answers: { opId: string; result: string }[] }).answers)
        results.set(opId, result)
    }
    const stood = await standsAt(place, label)
    const kept = new Set((await actAs(body.secretary, listRefused)).map(({ opId }) => opId))
    expect(ops.map(({ opId }) => kept.has(opId) === (results.get(opId) === 'rejected'))).not.toContain(false)
    await place.phone.post(ops)
    expect(await standsAt(place, label)).toEqual(stood)
  }
})
