import { expect, test } from 'vitest'
import { withActor } from '#app/core/actor.server.ts'
import { anEvening, aVisitor } from '#tests/evening-factories.ts'
import { aBody, asSession, type TestAccount } from '#tests/factories.ts'
import { action } from './sign-out.route.tsx'

async function signOut(who: TestAccount): Promise<Response> {
  const request = new Request('http://localhost/sign-out', { method: 'POST' })
  const args = { request, params: {}, context: asSession(who) } as unknown as Parameters<typeof action>[0]
  return action(args).catch((answer) => answer)
}

const isSignedIn = (who: TestAccount) =>
  withActor(asSession(who, 'endpoint'), 'doors', async () => true).catch(({ status }) => status)

test('signing out ends the session, also of whoever came in by a code', async () => {
  const body = await aBody()
  const visitor = await aVisitor(await anEvening({ in: body }))
  for (const who of [body.secretary, visitor]) {
    expect(await isSignedIn(who)).toBe(true)
    const answer = await signOut(who)
    expect(answer.headers.get('location')).toBe('/sign-in')
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0')
    expect(await isSignedIn(who)).toBe(401)
  }
})
