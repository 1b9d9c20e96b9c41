import { expect, test } from 'vitest'
import { action } from './language.route.tsx'

async function choose(fields: Record<string, string>): Promise<Response> {
  const request = new Request('http://localhost/language', {
    method: 'POST',
    body: new URLSearchParams(fields),
  })
  return action({ request } as Parameters<typeof action>[0]).catch((answer) => answer)
}

test('a language is kept and the page comes back', async () => {
  const answer = await choose({ locale: 'es', back: '/buildings?view=room' })
  expect(answer.headers.get('location')).toBe('/buildings?view=room')
  expect(answer.headers.getSetCookie()).toEqual([expect.stringContaining('lintel-locale=es;')])
})

test.each(['https://evil.example', '//evil.example', '/\\evil.example', ''])(
  'the way back never leaves (%s)',
  async (back) => {
    expect((await choose({ locale: 'en', back })).headers.get('location')).toBe('/')
  },
)

test('what is no language sets nothing', async () => {
  expect((await choose({ locale: 'en; Path=/x', theme: 'pink' })).headers.getSetCookie()).toEqual([])
})
