import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { notFound } from '#app/core/errors.ts'
import { nonceContext, pathContext, sessionContext, surfaceContext } from '#app/core/request-context.ts'
import { newSessionToken } from '#app/core/session-token.ts'
import { expectConsole } from '#tests/setup/console.ts'
import { createListener } from './create-listener.ts'

const endpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/things/:thingId.json',
    handle: async ({ params, query }, context) =>
      json({
        id: params.thingId,
        q: query.get('q'),
        as: context.get(surfaceContext),
        session: context.get(sessionContext),
      }),
  },
  {
    method: 'POST',
    path: '/things',
    handle: async (call) => json({ bytes: (await call.readBody(10)).length }),
  },
  {
    method: 'GET',
    path: '/hidden',
    handle: async () => {
      throw notFound()
    },
  },
  {
    method: 'GET',
    path: '/broken',
    handle: async () => {
      throw Object.assign(new Error('duplicate key (name)=(Maria)'), { severity: 'ERROR', code: '23505' })
    },
  },
]

const client = mkdtempSync(join(tmpdir(), 'lintel-client-'))
const server = createServer()
let port = 0

beforeAll(async () => {
  mkdirSync(join(client, 'assets'))
  writeFileSync(join(client, 'assets', 'a-1.js'), `export const a = '${'a'.repeat(5000)}'`)
  writeFileSync(join(client, 'map.pmtiles'), Buffer.alloc(3_000_000, 7))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as { port: number }).port
  const listener = createListener(
    {
      endpoints,
      pagePatterns: ['/people/:personId', '/bring/files', '/heavy/:id', '*'],
      wasmPages: ['/heavy/:id'],
      uploads: { '/bring/files': 2_000_000 },
      renderPage: async (asked, context) =>
        new Response(
          `<p>${context.get(nonceContext)} ${context.get(pathContext)} ${asked.url} ${await asked.text()}</p>`,
          {
            headers: { 'Content-Type': 'text/html; charset=utf-8' },
          },
        ),
    },
    { port, clientFolder: client },
  )
  server.on('request', listener)
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(client, { recursive: true })
})

type Asked = { method?: string; headers?: Record<string, string>; body?: string }

function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
    (resolve, reject) => {
      const asked = request(
        { port, host: '127.0.0.1', path, method, headers: { host: `localhost:${port}`, ...headers } },
        async (answer) => {
          const parts: Buffer[] = []
          for await (const part of answer) parts.push(part as Buffer)
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) })
        },
      )
      asked.once('error', reject)
      asked.end(body)
    },
  )
}

const own = () => ({ origin: `http://localhost:${port}` })

test('an endpoint reads its parameter, its query and the session', async () => {
  const { token, id } = newSessionToken()
  const { status, headers, body } = await ask('/things/a%20b.json?q=1', {
    headers: { cookie: `x=1; lintel=${token}` },
  })
  expect(status).toBe(200)
  expect(headers['cache-control']).toBe('no-store')
  expect(JSON.parse(body.toString())).toEqual({ id: 'a b', q: '1', as: 'endpoint', session: id })
})

test('a change from nowhere or from another site reaches nobody', async () => {
  expect((await ask('/things', { method: 'POST', body: 'x' })).status).toBe(403)
  expect(
    (await ask('/people/1', { method: 'POST', body: 'x', headers: { origin: 'https://evil.test' } })).status,
  ).toBe(403)
  expect((await ask('/things', { method: 'POST', body: 'x', headers: own() })).status).toBe(200)
})

test('a body over the limit is refused, also when its length is not said', async () => {
  const { status, body } = await ask('/things', { method: 'POST', body: 'x'.repeat(11), headers: own() })
  expect([status, body.toString()]).toEqual([413, '{"error":"too_large"}'])
  const chunked = { ...own(), 'transfer-encoding': 'chunked' }
  expect((await ask('/things', { method: 'POST', body: 'x'.repeat(11), headers: chunked })).status).toBe(413)
})

test('a page takes a form, and only a page for files takes a file', async () => {
  const long = { method: 'POST', body: 'x'.repeat(1_100_000), headers: own() }
  expect((await ask('/people/1', long)).status).toBe(413)
  expect((await ask('/bring/files', long)).status).toBe(200)
})

test('what is thrown on purpose is the answer; anything else is a fault without detail', async () => {
  expect((await ask('/hidden')).body.toString()).toBe('{"error":"not_found"}')
  expectConsole(/^GET \/broken: PostgreSQL 23505/)
  const { status, body } = await ask('/broken')
  expect([status, body.toString()]).toEqual([500, '{"error":"fault"}'])
})

test('the wrong method names the right one', async () => {
  const { status, headers } = await ask('/things', { method: 'DELETE', headers: own() })
  expect([status, headers.allow]).toEqual([405, 'POST'])
})

test('a page gets a nonce of its own, the address asked for and every header', async () => {
  const first = await ask('/people/1?tab=2')
  const second = await ask('/people/1.data?tab=2')
  const nonce = /'nonce-([^']+)'/.exec(String(first.headers['content-security-policy']))?.[1]
  expect(first.body.toString()).toContain(
    `<p>${nonce} /people/1?tab=2 http://localhost:${port}/people/1?tab=2`,
  )
  expect(second.body.toString()).toContain(' /people/1?tab=2 ')
  expect(second.body.toString()).not.toContain(String(nonce))
  expect(first.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  })
  expect(first.headers['strict-transport-security']).toBeUndefined()
  for (const source of String(first.headers['content-security-policy']).split(/[ ;]+/))
    expect(source).not.toMatch(/^https?:|\*/)
})

test('one kind of page may run WebAssembly, and no other', async () => {
  const policyOf = async (path: string) => String((await ask(path)).headers['content-security-policy'])
  expect(await policyOf('/heavy/1?back=/')).toContain("'wasm-unsafe-eval'")
  for (const path of ['/people/1', '/heavy', '/']) expect(await policyOf(path)).not.toContain('wasm')
})

test('the Host header cannot move a page to another origin', async () => {
  const { body } = await ask('/people/1', { headers: { host: 'evil.test' } })
  expect(body.toString()).toContain(` http://localhost:${port}/people/1`)
})

test('a page is compressed for those who can read it', async () => {
  const { headers } = await ask('/people/1', { headers: { 'accept-encoding': 'gzip, br;q=0.9' } })
  expect(headers['content-encoding']).toBe('br')
  expect(
    (await ask('/people/1', { headers: { 'accept-encoding': 'br;q=0, gzip' } })).headers['content-encoding'],
  ).toBe('gzip')
})

test('a built file lasts, is compressed, and is not sent twice', async () => {
  const { status, headers, body } = await ask('/assets/a-1.js', { headers: { 'accept-encoding': 'br' } })
  expect([status, headers['content-encoding'], headers['cache-control']]).toEqual([
    200,
    'br',
    'public, max-age=31536000, immutable',
  ])
  expect(body.length).toBeLessThan(200)
  expect((await ask('/assets/a-1.js', { headers: { 'if-none-match': String(headers.etag) } })).status).toBe(
    304,
  )
  expect((await ask('/assets/../../etc/passwd')).headers['content-type']).toContain('text/html')
})

test('a large file is read in ranges', async () => {
  const { status, headers, body } = await ask('/map.pmtiles', { headers: { range: 'bytes=10-19' } })
  expect([status, headers['content-range'], body.length]).toEqual([206, 'bytes 10-19/3000000', 10])
  expect((await ask('/map.pmtiles', { headers: { range: 'bytes=3000000-' } })).status).toBe(416)
  expect((await ask('/map.pmtiles')).body.length).toBe(3_000_000)
})
