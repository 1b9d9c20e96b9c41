import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withActor, withAnyone } from '#app/core/actor.server.ts'
import { closeDatabase, openDatabase } from '#app/core/db.server.ts'
import { sessionContext } from '#app/core/request-context.ts'
import { findSessionId } from '#app/core/session-token.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { findUnionName } from './accounts.server.ts'
import { action, loader } from './start.route.tsx'

beforeAll(async () => {
  openDatabase((await testDatabase()).appUrl, 4)
})
afterAll(closeDatabase)

const typed = {
  unionName: 'Maple Valley Tenants',
  timeZone: 'America/Los_Angeles',
  locales: 'es',
  name: 'Rosa Vega',
  password: 'quiet stairs at noon',
  address: '418 Alder Street',
  kind: 'multi_unit',
  floors: '6',
  perFloor: '4',
  naming: 'letters',
}

function send(changes: Partial<Record<keyof typeof typed | 'changes', string>> = {}) {
  const request = new Request('http://localhost:3000/start', {
    method: 'POST',
    body: new URLSearchParams({ ...typed, ...changes }),
  })
  const url = new URL(request.url)
  const args = { request, url, pattern: '/start', params: {}, context: new RouterContextProvider() }
  return action(args).catch((thrown: unknown) => thrown)
}

const unionName = () => withAnyone(findUnionName)

test('a mistake in any part founds nothing', async () => {
  const twins = JSON.stringify([{ key: '1A', label: '1B' }])
  for (const mistake of [
    { password: 'short' },
    { floors: '0' },
    { timeZone: 'Mars/Base' },
    { name: ' ' },
    { changes: twins },
  ])
    expect(await send(mistake)).toMatchObject({ init: { status: 422 } })
  expect(await unionName()).toBeNull()
})

test('one press founds the union, its building and its first person, who is signed in', async () => {
  const [first, second] = (await Promise.all([send(), send({ name: 'Somebody Else' })])).toSorted(
    (a, b) => statusOf(a) - statusOf(b),
  )
  expect([statusOf(first), statusOf(second)]).toEqual([302, 422])
  expect(await unionName()).toBe('Maple Valley Tenants')

  const context = new RouterContextProvider()
  const { headers } = first as Response
  context.set(sessionContext, findSessionId(headers.get('set-cookie')?.split(';')[0], false))
  const doors = await withActor(context, 'buildings.write', ({ sql }) => sql`select label from unit`)
  expect(doors).toHaveLength(24)
  expect(headers.get('location')).toMatch(/^\/buildings\//)
})

test('afterwards there is nothing to start', async () => {
  expect(statusOf(await send())).toBe(302)
  await expect(loader()).rejects.toMatchObject({ status: 302 })
})

function statusOf(answer: unknown) {
  const { status, init } = answer as { status?: number; init?: { status: number } }
  return status ?? init?.status ?? 0
}
