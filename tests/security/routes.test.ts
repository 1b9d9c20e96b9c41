import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endAllSessions, openSession } from '#app/account/accounts.server.ts'
import { withAnyone } from '#app/core/actor.server.ts'
import { setShare } from '#app/federation/shares.server.ts'
import { aBody, aBuilding, actAs, anAccount, aUnion, type TestAccount } from '../factories.ts'
import { testDatabase } from '../setup/database.ts'
import { plant } from './plant.ts'
import { type Role, type Row, roles } from './route-row.ts'
import { routeTable } from './route-table.ts'
import { serveApp } from './serve-app.ts'

let app: Awaited<ReturnType<typeof serveApp>>
let owner: pg.Client
let people: Record<Exclude<Role, 'anonymous'>, TestAccount>
let ids: Record<string, string>

beforeAll(async () => {
  const union = await aUnion()
  owner = new pg.Client((await testDatabase()).ownerUrl)
  await owner.connect()
  const planted = await plant(owner)
  const { body, cast } = planted
  const by = cast.secretary
  await actAs(by, (db) => setShare(db, { fromBodyId: body.id, toBodyId: union.id, field: 'doors', on: true }))
  const past = new Date(Date.now() - 1000).toISOString()
  people = {
    ...cast,
    revoked: await anAccount({ bodyId: body.id, role: 'secretary', by }),
    expired: await anAccount({ bodyId: body.id, role: 'secretary', by, until: past }),
    other: (await aBody({ kind: 'committee' })).secretary,
    guest: { accountId: planted.ids.newcomer ?? '', name: '', sessionId: '', token: '' },
    delegate: await anAccount({ bodyId: union.id, role: 'delegate', by: union.secretary }),
    lead: await anAccount({ bodyId: body.id, role: 'canvasser', by }),
  }
  await owner.query('update shift set lead_id = $2 where id = $1', [planted.ids.shift, people.lead.accountId])
  await owner.query('insert into shift_person (shift_id, account_id) values ($1, $2)', [
    planted.ids.shift,
    people.guest.accountId,
  ])
  await actAs(people.revoked, endAllSessions)
  const spare = await aBuilding({ in: body })
  const ofTurf = await owner.query<{ id: string }>(
    `insert into refused_op (device_id, op_id, account_id, body_id, holding_id, code, payload)
     values ($1, gen_random_uuid(), $2, $3, $4, 'not_your_turf', jsonb_build_object('kind', 'knock', 'turfId', $5::text)) returning id`,
    ['device', 'canvasser', 'body', 'holding', 'turf'].map((name) => planted.ids[name]),
  )
  ids = {
    ...planted.ids,
    union: union.id,
    spare: spare.id,
    spare_holding: spare.holdingId,
    refused_of_turf: ofTurf.rows[0]?.id ?? '',
  }
  await owner.query(
    `insert into import (recipe, file_name, file_hash, counts, body_id, made_by) values ('streets', 's.geojson', 'x', '{}', $1, $2)`,
    [body.id, by.accountId],
  )
  app = await serveApp()
})
afterAll(async () => {
  await app.close()
  await owner.end()
})

/** A session of its own for each request: one of them signs out. */
async function cookieOf(role: Role) {
  if (role === 'anonymous') return ''
  const account = people[role]
  const { token } =
    role === 'revoked' ? account : await withAnyone((db) => openSession(db, account.accountId, 'matrix'))
  return `lintel=${token}`
}

/** Ids of what was planted, and of who asks. */
function fillIn(text: string, role: Role) {
  const me = role === 'anonymous' ? randomUUID() : people[role].accountId
  return text.replaceAll(
    /:([a-z_]+)/g,
    (whole, name: string) => ({ ...ids, me, fresh: randomUUID() })[name] ?? whole,
  )
}

async function outcome(method: string, { at, send, json, refusal }: Row, role: Role) {
  const filled = Object.entries(send ?? {}).map(([name, value]) => [name, fillIn(value, role)])
  const body = json ? fillIn(JSON.stringify(json), role) : new URLSearchParams(filled).toString()
  const response = await fetch(app.url + fillIn(at, role), {
    method,
    redirect: 'manual',
    headers: {
      cookie: await cookieOf(role),
      origin: app.url,
      'sec-fetch-site': 'same-origin',
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
    },
    ...(method === 'POST' && { body }),
  })
  const text = await response.text()
  // A page's data comes as 202 with where to go instead inside.
  const goes = response.headers.get('location') ?? (response.status === 202 ? text : '')
  if (response.status === 401 || goes.includes('/sign-in?')) return 'sign in'
  if (response.status === 404) return 'not there'
  return response.status < 400 || response.status === refusal
    ? 'open'
    : `refused: ${response.status} ${text.slice(0, 80)}`
}

function expected({ open }: Row, role: Role) {
  if (open === 'nobody') return 'not there'
  if (open === 'everyone' || open.includes(role)) return 'open'
  return role === 'anonymous' || role === 'revoked' ? 'sign in' : 'not there'
}

const expectedRow = (row: Row) => Object.fromEntries(roles.map((role) => [role, expected(row, role)]))

test('every route, endpoint and method is in the table, and the table names nothing else', () => {
  expect(Object.keys(routeTable).toSorted()).toEqual(app.declared.toSorted())
})

describe('who gets an answer', () => {
  test.each(Object.entries(routeTable))('%s', async (name, row) => {
    const [method = ''] = name.split(' ')
    const answers: Record<string, string> = {}
    for (const role of roles) answers[role] = await outcome(method, row, role)
    expect(answers).toEqual(expectedRow(row))
  })
})

describe('a page’s data is kept as the page is', () => {
  const pages = Object.entries(routeTable).filter(
    ([name]) => name.startsWith('GET /') && !/\.\w+$|\*$/.test(name),
  )
  test.each(pages)('%s', async (_, row) => {
    const [path = '', search = ''] = row.at.split('?')
    const at = `${path === '/' ? '/_' : path}.data${search && `?${search}`}`
    const answers: Record<string, string> = {}
    for (const role of roles) answers[role] = await outcome('GET', { ...row, at }, role)
    expect(answers).toEqual(expectedRow(row))
  })
})

describe('what is no id is not there', () => {
  /** Not asked of the database: a used-up link and a door drawn by the phone alone look the same for everybody. */
  const asked = Object.entries(routeTable).filter(
    ([name]) => name.includes('/:') && !/\/(join|turf)\/:(token|turfId)(\/(photo|card))?$/.test(name),
  )
  const nonsense = asked.flatMap(([name, row]) => {
    const [path = '', query] = row.at.split('?')
    const template = name.split(' ')[1]?.split('/') ?? []
    return template.flatMap((part, at) => {
      if (!part.startsWith(':')) return []
      const parts = path.split('/')
      parts[at] = part.includes('.') ? `nonsense${part.slice(part.indexOf('.'))}` : 'nonsense'
      return [[name, { ...row, at: parts.join('/') + (query ? `?${query}` : '') }] as const]
    })
  })
  test.each(nonsense)('%s', async (name, row) => {
    expect(await outcome(name.split(' ')[0] ?? '', row, 'secretary')).toBe('not there')
  })

  test('neither in a query nor in a form', async () => {
    const answer = (method: string, at: string, send?: Record<string, string>) =>
      outcome(method, { at, send, open: 'everyone', refusal: 422 }, 'secretary')
    for (const before of ['1.5', 'x', '-1'])
      expect(await answer('GET', `/union/:body/log?before=${before}`)).toBe('not there')
    expect(await answer('GET', '/repairs/new?building=nonsense')).toBe('not there')
    expect(await answer('POST', '/account', { session: 'nonsense' })).toBe('not there')
    expect(await answer('POST', '/union/:body/people', { intent: 'end', grantId: 'nonsense' })).toBe('open')
    expect(
      await answer('POST', '/meetings/:meeting', { intent: 'came', tick: `${'-'.repeat(36)}.kept` }),
    ).toBe('open')
  })
})

test('nothing is changed for a page of another site', async () => {
  for (const [name, { at, send }] of Object.entries(routeTable)) {
    if (!name.startsWith('POST ')) continue
    const response = await fetch(app.url + fillIn(at, 'secretary'), {
      method: 'POST',
      body: new URLSearchParams(send),
      headers: {
        cookie: await cookieOf('secretary'),
        origin: 'https://landlord.example',
        'sec-fetch-site': 'cross-site',
      },
    })
    expect([name, response.status]).toEqual([name, 403])
  }
})
