import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { addBuilding } from '#app/buildings/buildings.server.ts'
import { turfEndpoint } from '#app/canvass/lease/turf.endpoint.ts'
import type { Lease } from '#app/canvass/lease/turf.schema.ts'
import { fetchLease } from '#app/canvass/offline/leases.ts'
import { createListener } from '#app/core/http/create-listener.ts'
import { withClient } from '#app/core/start/database.ts'
import type { BenchUnion } from './bench-union.ts'
import { serve } from './http-client.ts'

const labels = Array.from({ length: 100 }, (_, i) => `${1 + Math.floor(i / 4)}${'ABCD'[i % 4]}`)

export type Download = { lease: Lease; requests: number; bytes: number }

/** So many buildings of a hundred doors on one phone: downloaded, and again after somebody was met at one of them. */
export async function downloadTwice(union: BenchUnion, buildings = 100) {
  await fillTurf(union, buildings)
  const app = await serve((port) =>
    createListener(
      { endpoints: [turfEndpoint], pagePatterns: [], renderPage: async () => new Response() },
      { port },
    ),
  )
  try {
    const cookie = `lintel=${union.secretary.token}`
    const whole = await download(app.url, cookie)
    await meetSomebody(union)
    const change = await download(app.url, cookie, whole.lease)
    const units = whole.lease.turfs.reduce((sum, { doors }) => sum + doors.length, 0)
    return { whole, change, units }
  } finally {
    await app.stop()
  }
}

async function download(url: string, cookie: string, before?: Lease): Promise<Download> {
  let requests = 0
  let bytes = 0
  const ask: typeof fetch = async (path, init) => {
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), cookie, 'accept-encoding': 'gzip' }
    const { status, body } = await get(`${url}${path}`, headers)
    requests++
    bytes += body.length
    const text = body[0] === 0x1f ? gunzipSync(body) : body
    return new Response(new Uint8Array(text), { status, headers: { 'Content-Type': 'application/json' } })
  }
  const lease = await fetchLease(ask, () => new Date(), before)
  return { lease, requests, bytes }
}

function get(url: string, headers: Record<string, string>) {
  return new Promise<{ status: number; body: Buffer }>((resolve, reject) => {
    const asked = request(url, { headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** Two of three doors were knocked in the last two months, some of them twice, at any part of the day; one of twenty has somebody known by name, one of fifty an open repair. */
export async function fillTurf({ bodyId, secretary, actAs, ownerUrl }: BenchUnion, buildings = 100) {
  await actAs(secretary, async (db) => {
    const [shift] = await db.sql<{ id: string }>`
      insert into shift (body_id, starts_at, ends_at, place, made_by)
      values (${bodyId}, now(), now() + interval '3 hours', 'Door', ${secretary.accountId}) returning id`
    for (let nth = 1; nth <= buildings; nth++) {
      const added = await addBuilding(db, {
        address: `${nth} Bench Street`,
        bodyId,
        doors: 'counted',
        labels,
      })
      if (!added.ok) throw new Error('This building is there already')
      await db.sql`
        with given as (insert into turf (holding_id, shift_id, building_id)
          values (${added.holdingId}, ${shift?.id}, ${added.buildingId}) returning holding_id, id)
        insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
        select holding_id, id, ${secretary.accountId}, ${secretary.accountId}, now() + interval '4 hours' from given`
    }
  })
  await withClient(ownerUrl, async (client) => {
    const by = [secretary.accountId]
    await client.query(
      `insert into knock (holding_id, id, unit_id, account_id, disposition, at, day)
       select u.holding_id, core.uuid_v7(), u.id, $1, (array['not_home', 'not_home', 'conversation', 'refused'])[1 + (hashint4(n) & 3)],
         (o.day + make_interval(hours => 10 + 4 * abs(hashint4(n + 9 * nth) % 3))) at time zone p.time_zone, o.day
       from (select *, row_number() over () ::int as n from unit) u cross join union_profile p cross join generate_series(1, 2) nth
         cross join lateral (select current_date - (hashint4(n + 7 * nth) & 63) - 1 as day) o where n % 3 >= nth`,
      by,
    )
    await client.query(
      `with doors as (select holding_id, id as unit_id, row_number() over ()::int as n from unit),
       people as (select holding_id, unit_id, core.uuid_v7() as id, n from doors where n % 20 = 0),
       made as (insert into person (holding_id, id, name) select holding_id, id,
         (array['Ana','Rosa','Luis','Wei','Fatima','Dana','Sam','Cleo'])[1 + n / 20 % 8] || ' ' || chr(65 + n / 160 % 26) || '.' from people)
       insert into residency (holding_id, person_id, unit_id) select holding_id, id, unit_id from people`,
    )
    await client.query(
      `with broken as (insert into grievance (holding_id, id, building_id, unit_id, category, severity, account_id, day)
         select holding_id, core.uuid_v7(), building_id, id, 'heat', 'dangerous', $1, current_date
         from (select *, row_number() over ()::int as n from unit) u where n % 50 = 0 returning holding_id, id)
       insert into grievance_event (holding_id, grievance_id, kind, status, account_id, day)
       select holding_id, id, 'moved', 'reported', $1, current_date from broken`,
      by,
    )
    await recount(client)
    await client.query('analyze')
  })
}

async function meetSomebody({ secretary, ownerUrl }: BenchUnion) {
  await withClient(ownerUrl, async (client) => {
    await client.query(
      `with door as (select holding_id, id from unit order by id offset (select count(*) / 2 from unit) limit 1),
       met as (insert into person (holding_id, name) select holding_id, 'Bea Stone' from door returning id),
       lives as (insert into residency (holding_id, person_id, unit_id) select door.holding_id, met.id, door.id from door, met)
       insert into knock (holding_id, id, unit_id, account_id, disposition, day)
       select holding_id, core.uuid_v7(), id, $1, 'conversation', current_date from door`,
      [secretary.accountId],
    )
    await recount(client)
  })
}

async function recount(client: { query(text: string): Promise<unknown> }) {
  await client.query('select derive.recount_doors(array(select id from unit))')
  await client.query(`select derive.recount_coverage(array(select id from holding), 'bench', null)`)
}
