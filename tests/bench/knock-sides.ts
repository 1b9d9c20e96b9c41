import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { openSession } from '#app/account/accounts.server.ts'
import { addBuilding } from '#app/buildings/buildings.server.ts'
import { createSeal } from '#app/canvass/offline/seal.ts'
import { syncEndpoint } from '#app/canvass/sync.endpoint.ts'
import type { SyncReply } from '#app/canvass/sync.schema.ts'
import { leaseTurf } from '#app/canvass/turf.server.ts'
import { createListener } from '#app/core/http/create-listener.ts'
import { withClient } from '#app/core/start/database.ts'
import type { BenchUnion } from './bench-union.ts'
import { ask, serve } from './http-client.ts'
import { startThinApi } from './limit/thin-api.ts'

const phones = 8
const floors = 6
const lines = 'ABCD'

type Ready = { body: string; cookie: string }
type Phone = { seal(count: number): Promise<Ready>; doors: string[]; holdingId: string; accountId: string }

/** `/sync` and the bare insert it is held against, on the same tables; each request brings `count` knocks. */
export async function openSides(union: BenchUnion, count: number, requests: number) {
  const canvassers = await Promise.all(Array.from({ length: phones }, (_, i) => aPhone(union, i)))
  await withClient(union.ownerUrl, (client) => client.query('analyze'))
  const listener = (port: number) =>
    createListener(
      { endpoints: [syncEndpoint], pagePatterns: [], renderPage: async () => new Response() },
      { port },
    )
  const app = await serve(listener)
  const thin = await startThinApi(union.ownerUrl, insertKnocks)
  // Sealing is the phone's work, done before the clock runs.
  const sealed: Ready[] = []
  for (let i = 0; i < requests; i++) sealed.push(await (canvassers[i % phones] as Phone).seal(count))
  let thinTurn = 0

  return {
    async ours() {
      const next = sealed.pop()
      if (!next) throw new Error('More requests than were sealed')
      const { status, text } = await ask(`${app.url}/sync`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Cookie: next.cookie, Origin: app.url },
        body: next.body,
      })
      const reply = JSON.parse(text) as SyncReply
      if (status !== 200 || reply.answers.some(({ result }) => result !== 'applied')) throw new Error(text)
    },
    async limit() {
      const { doors, holdingId, accountId } = canvassers[thinTurn++ % phones] as Phone
      const body = JSON.stringify(
        Array.from({ length: count }, (_, i) => [
          holdingId,
          randomUUID(),
          doors[i % doors.length],
          accountId,
        ]),
      )
      const { status, text } = await ask(thin.url, { method: 'POST', body })
      if (status !== 200) throw new Error(text)
    },
    async close() {
      await app.stop()
      await thin.stop()
    },
  }
}

const one = `insert into knock (holding_id, id, unit_id, account_id, disposition, day) values ($1, $2, $3, $4, 'not_home', current_date)`
const many = `insert into knock (holding_id, id, unit_id, account_id, disposition, day)
  select h, i, u, a, 'not_home', current_date from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) k (h, i, u, a)`

async function insertKnocks(pool: pg.Pool, { body }: { body: string }) {
  const rows = JSON.parse(body) as string[][]
  const [first = []] = rows
  if (rows.length === 1) await pool.query({ name: 'one', text: one, values: first })
  else
    await pool.query({
      name: 'many',
      text: many,
      values: [0, 1, 2, 3].map((at) => rows.map((row) => row[at])),
    })
  return '{"ok":true}'
}

/** A canvasser with a building of their own, so that phones meet where they do in earnest: at the body's clock. */
async function aPhone(union: BenchUnion, nth: number): Promise<Phone> {
  const { bodyId, secretary, actAs } = union
  const labels = Array.from(
    { length: floors * lines.length },
    (_, i) => `${1 + Math.floor(i / 4)}${lines[i % 4]}`,
  )
  const { holdingId, buildingId } = await actAs(secretary, async (db) => {
    const added = await addBuilding(db, { address: `${nth} Bench Street`, bodyId, doors: 'counted', labels })
    if (!added.ok) throw new Error('There is such a building')
    return added
  })
  const person = await actAs(secretary, async (db) => {
    const session = await openSession(db, secretary.accountId, 'phone')
    const turfId = randomUUID()
    const [shift] = await db.sql<{ id: string }>`
      insert into shift (body_id, starts_at, ends_at, place, made_by)
      values (${bodyId}, now(), now() + interval '3 hours', 'Door', ${secretary.accountId}) returning id`
    await db.sql`insert into turf (holding_id, id, shift_id, building_id) values (${holdingId}, ${turfId}, ${shift?.id}, ${buildingId})`
    await db.sql`
      insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
      values (${holdingId}, ${turfId}, ${secretary.accountId}, ${secretary.accountId}, now() + interval '4 hours')`
    return { accountId: secretary.accountId, turfId, ...session }
  })
  const lease = await actAs({ ...person }, leaseTurf)
  const doors =
    lease.turfs.find(({ turfId }) => turfId === person.turfId)?.doors.map(({ unitId }) => unitId) ?? []
  const seal = await createSeal(lease.key, () => new Date())
  const deviceId = randomUUID()
  let seq = 0
  return {
    doors,
    holdingId,
    accountId: person.accountId,
    async seal(count) {
      const ops = []
      for (let i = 0; i < count; i++) {
        const unitId = doors[seq % doors.length] as string
        const knock = { kind: 'knock', knockId: randomUUID(), unitId, turfId: person.turfId } as const
        ops.push({
          ...(await seal(deviceId, { ...knock, disposition: 'not_home', flyer: false })),
          seq: ++seq,
        })
      }
      return {
        body: JSON.stringify({ accountId: person.accountId, deviceId, ops }),
        cookie: `lintel=${person.token}`,
      }
    },
  }
}
