import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type pg from 'pg'
import type { ServerBuild, ServerEntryModule } from 'react-router'
import { buildingEndpoint } from '#app/buildings/building.endpoint.ts'
import { addBuilding } from '#app/buildings/buildings.server.ts'
import { createListener } from '#app/core/http/create-listener.ts'
import { buildIfChanged, generateIfChanged } from '#app/core/start/build-if-changed.ts'
import { withClient } from '#app/core/start/database.ts'
import type { BenchUnion } from './bench-union.ts'
import { ask, serve } from './http-client.ts'
import { startThinApi } from './limit/thin-api.ts'

const root = join(import.meta.dirname, '..', '..')
const buildings = 200
const floors = 6
const lines = 'ABCD'

/** Buildings of 24 doors, each door knocked a few times: what a city has after a first round. */
async function fill({ bodyId, secretary, actAs, ownerUrl }: BenchUnion) {
  const labels = Array.from(
    { length: floors * lines.length },
    (_, i) => `${1 + Math.floor(i / 4)}${lines[i % 4]}`,
  )
  const ids: string[] = []
  for (let nth = 0; nth < buildings; nth++) {
    const address = `${nth + 1} Bench Street`
    const added = await actAs(secretary, (db) =>
      addBuilding(db, { address, bodyId, doors: 'counted', labels }),
    )
    if (added.ok) ids.push(added.buildingId)
  }
  await withClient(ownerUrl, async (client) => {
    await client.query(
      `insert into knock (holding_id, id, unit_id, account_id, disposition, day)
       select u.holding_id, gen_random_uuid(), u.id, $1, case when n = 1 then 'not_home' else 'conversation' end, current_date - n
       from unit u, generate_series(1, 3) n`,
      [secretary.accountId],
    )
    await client.query('select derive.recount_doors(array(select id from unit))')
    await client.query(`select derive.recount_coverage(array(select id from holding), 'bench', null)`)
    await client.query('analyze')
  })
  return ids
}

export async function openReadSides(union: BenchUnion) {
  const ids = await fill(union)
  const listener = (port: number) =>
    createListener(
      { endpoints: [buildingEndpoint], pagePatterns: [], renderPage: async () => new Response() },
      { port },
    )
  const app = await serve(listener)
  const thin = await startThinApi(
    union.ownerUrl,
    async (pool, { url }) => (await readBare(pool, url.slice(1)))?.body ?? '',
  )
  const headers = { Cookie: `lintel=${union.secretary.token}` }
  const next = turns(ids)
  return {
    async ours() {
      const { status, text } = await ask(`${app.url}/buildings/${next()}.json`, { headers })
      if (status !== 200) throw new Error(text)
    },
    async limit() {
      const { status, text } = await ask(`${thin.url}/${next()}`)
      if (status !== 200) throw new Error(text)
    },
    async close() {
      await app.stop()
      await thin.stop()
    },
  }
}

type Built = typeof import('#app/core/app.ts')
type Draw = ServerEntryModule['default']

/** The page as the production build serves it, against React alone drawing that same page after the same query. */
export async function openPageSides(union: BenchUnion) {
  await generateIfChanged(root)
  await buildIfChanged(root)
  const ids = await fill(union)
  const built = (await import(pathToFileURL(join(root, 'build', 'server', 'index.js')).href)) as Built
  const listener = await built.createApp({
    appUrl: union.appUrl,
    port: 0,
    clientFolder: join(root, 'build', 'client'),
  })
  const app = await serve(() => listener)
  const headers = { Cookie: `lintel=${union.secretary.token}`, Accept: 'text/html' }
  const next = turns(ids)
  const ours = async () => {
    const { status, text } = await ask(`${app.url}/buildings/${next()}`, { headers })
    if (status !== 200) throw new Error(text.slice(0, 400))
    return text
  }
  const draw = await catchDrawing(built.pages as unknown as ServerBuild, ours)
  const thin = await startThinApi(union.ownerUrl, async (pool, { url }) => {
    await readBare(pool, url.slice(1))
    return draw()
  })
  return {
    ours,
    async limit() {
      const { status, text } = await ask(`${thin.url}/${next()}`)
      if (status !== 200) throw new Error(text)
    },
    async close() {
      await app.stop()
      await thin.stop()
      await built.closeDatabase()
    },
  }
}

/** Lets one request through and keeps what React was asked to draw for it: no loader, session or encoding is left in that. */
async function catchDrawing({ entry }: ServerBuild, request: () => Promise<unknown>) {
  const { module } = entry
  let caught: Parameters<Draw> | undefined
  const watched: Draw = (...args) => {
    caught = args
    return module.default(...args)
  }
  entry.module = { ...module, default: watched }
  await request()
  entry.module = module
  if (!caught) throw new Error('Nothing was drawn')
  const [asked, status, , router, context] = caught
  const { serverHandoffStream: _, ...alone } = router
  return async () => (await module.default(asked, status, new Headers(), alone, context)).text()
}

function turns(ids: string[]) {
  let turn = 0
  return () => ids[turn++ % ids.length] ?? ''
}

/** The endpoint's own query, with nobody asking and no row policy. */
const bare = `select json_build_object('id', b.id, 'address', b.address, 'kind', b.kind, 'doorsSource', b.doors_source, 'units', (
    select json_agg(json_build_object('id', u.id, 'label', u.label, 'floor', u.floor, 'line', u.line, 'struck', u.struck_reason,
      'tries', d.tries, 'lastDay', d.last_day, 'lastDisposition', d.last_disposition, 'reachedDay', d.reached_day,
      'members', d.members, 'openRepairs', d.open_repairs, 'level', d.level) order by u.floor_rank desc, u.line_rank, u.label_key)
    from unit u left join door_state d on d.holding_id = u.holding_id and d.unit_id = u.id where u.holding_id = h.id))::text body
  from building b join holding h on h.building_id = b.id where b.id = $1`

async function readBare(pool: pg.Pool, id: string) {
  const { rows } = await pool.query<{ body: string }>({ name: 'building', text: bare, values: [id] })
  return rows[0]
}
