import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { RouterContextProvider } from 'react-router'
import { openSession } from '#app/account/accounts.server.ts'
import { addBuilding } from '#app/buildings/buildings.server.ts'
import { leaseTurf } from '#app/canvass/lease/turf.server.ts'
import { createSeal } from '#app/canvass/offline/seal.ts'
import { syncEndpoint } from '#app/canvass/sync/sync.endpoint.ts'
import type { BoxedOp, Receipt } from '#app/canvass/sync/sync.schema.ts'
import { writeBatch } from '#app/canvass/wire/write-batch.ts'
import { createListener } from '#app/core/http/create-listener.ts'
import { sessionContext } from '#app/core/request-context.ts'
import { withClient } from '#app/core/start/database.ts'
import { foundBody } from '#app/federation/bodies.server.ts'
import type { BenchUnion } from './bench-union.ts'
import { ask, serve } from './http-client.ts'
import { startThinApi } from './limit/thin-api.ts'

const phones = 8
/** A walk of 120 doors each: a door is knocked a few times a year, not a thousand. */
const buildings = 5
const labels = Array.from({ length: 24 }, (_, i) => `${1 + Math.floor(i / 4)}${'ABCD'[i % 4]}`)

type Ready = { body: Uint8Array; count: number; cookie: string; sessionId: string }
type Door = { turfId: string; holdingId: string; unitId: string }
type Phone = { seal(count: number): Promise<Ready>; doors: Door[]; accountId: string }

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
  // Sealing is the phone's work, done before the clock runs. What a phone sealed first it sends first.
  const sealed: Ready[] = []
  for (let i = 0; i < requests; i++) sealed.push(await (canvassers[i % phones] as Phone).seal(count))
  let sent = 0
  let thinTurn = 0
  let bytes = { up: 0, down: 0 }

  return {
    /** Of the last request and its answer, without headers. */
    bytes: () => bytes,
    async ours() {
      const next = sealed[sent++]
      if (!next) throw new Error('More requests than were sealed')
      const { status, text } = await ask(`${app.url}/sync`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream', Cookie: next.cookie, Origin: app.url },
        body: next.body,
      })
      const receipt = JSON.parse(text) as Receipt
      if (status !== 200 || receipt.count !== next.count || receipt.rejected || receipt.again)
        throw new Error(text)
      bytes = { up: next.body.length, down: text.length }
    },
    /** Past the network, where the statements can be counted. */
    async direct() {
      const next = sealed[sent++]
      if (!next) throw new Error('More requests than were sealed')
      const context = new RouterContextProvider()
      context.set(sessionContext, next.sessionId)
      const readBody = async () => next.body
      await syncEndpoint.handle(
        { params: {}, query: new URLSearchParams(), header: () => undefined, readBody },
        context,
      )
    },
    async limit() {
      const { doors, accountId } = canvassers[thinTurn++ % phones] as Phone
      const rows = Array.from({ length: count }, (_, i) => {
        const { holdingId, unitId } = doors[(thinTurn + i) % doors.length] as Door
        return [holdingId, randomUUID(), unitId, accountId]
      })
      const body = JSON.stringify(rows)
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

/** A canvasser of a local of their own: phones of one body wait for each other at its clock, those of a city do not. */
async function aPhone(union: BenchUnion, nth: number): Promise<Phone> {
  const { secretary, actAs } = union
  const { accountId } = secretary
  const bodyId = await actAs(secretary, (db) =>
    foundBody(db, { kind: 'local', name: `Local ${nth}`, helpedBy: union.bodyId }),
  )
  const turfs: string[] = []
  for (let i = 0; i < buildings; i++)
    turfs.push(await aTurf(union, bodyId, `${nth * buildings + i} Bench Street`))
  const session = await actAs(secretary, (db) => openSession(db, accountId, 'phone'))
  const lease = await actAs({ accountId, ...session }, leaseTurf)
  const doors = lease.turfs
    .filter(({ turfId }) => turfs.includes(turfId))
    .flatMap(({ turfId, holdingId, doors }) => doors.map(({ unitId }) => ({ turfId, holdingId, unitId })))
  const seal = await createSeal(lease.key, () => new Date())
  const deviceId = randomUUID()
  let seq = 0
  return {
    doors,
    accountId,
    async seal(count) {
      const ops: BoxedOp[] = []
      for (let i = 0; i < count; i++) {
        const { turfId, unitId } = doors[seq % doors.length] as Door
        const knock = { kind: 'knock', knockId: randomUUID(), unitId, turfId } as const
        ops.push({
          ...(await seal(deviceId, { ...knock, disposition: 'not_home', flyer: false })),
          seq: ++seq,
        })
      }
      return {
        body: writeBatch({ account: accountId, deviceId, ops }),
        count,
        cookie: `lintel=${session.token}`,
        sessionId: session.sessionId,
      }
    },
  }
}

export async function aTurf({ secretary, actAs }: BenchUnion, bodyId: string, address: string) {
  const turfId = randomUUID()
  await actAs(secretary, async (db) => {
    const added = await addBuilding(db, { address, bodyId, doors: 'counted', labels })
    if (!added.ok) throw new Error(`${address} is there already`)
    const [shift] = await db.sql<{ id: string }>`
      insert into shift (body_id, starts_at, ends_at, place, made_by)
      values (${bodyId}, now(), now() + interval '3 hours', 'Door', ${secretary.accountId}) returning id`
    await db.sql`
      insert into turf (holding_id, id, shift_id, building_id) values (${added.holdingId}, ${turfId}, ${shift?.id}, ${added.buildingId})`
    await db.sql`
      insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
      values (${added.holdingId}, ${turfId}, ${secretary.accountId}, ${secretary.accountId}, now() + interval '4 hours')`
  })
  return turfId
}
