import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postRow } from './use-queue.ts'

let server: Server
let at: string

/** Answers with the status and the words that are asked for. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const [, status, words = ''] = (request.url ?? '').split('/')
    response.writeHead(Number(status), { 'Content-Type': 'application/json', Location: '/sign-in' })
    response.end(decodeURIComponent(words))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

test.each([
  ['what is written is done', 200, '{"ok":true}', { ok: true }],
  ['what is refused says why', 200, '{"ok":false,"why":"closed"}', { ok: false, why: 'closed' }],
  ['an answer in other words is none', 200, '<p>Sign in to the network', 'cut'],
  ['a page to sign in to is none', 302, '', 'cut'],
  ['whoever is signed out signs in', 401, '{}', 'signIn'],
  ['a fault is asked again', 500, '{}', 'broken'],
  ['a fault on the way is asked again', 502, '', 'broken'],
  ['too much at once is asked again', 429, '{}', 'cut'],
  ['what one may not write is not asked again', 403, '{}', { ok: false, why: 'gone' }],
  ['what is not there is not asked again', 404, '{}', { ok: false, why: 'gone' }],
])('%s', async (_, status, words, answer) => {
  expect(await postRow(`${at}/${status}/${encodeURIComponent(words)}`, {})).toEqual(answer)
})

test('where nobody hears it, it is asked again', async () => {
  expect(await postRow('http://127.0.0.1:1/', {})).toBe('cut')
})
