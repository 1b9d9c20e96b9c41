import { renderToString } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { aPhone, aServer } from '../offline/a-phone.ts'
import { UnsentLong } from './unsent-long.tsx'

const now = Date.parse('2026-11-22T20:00:00Z')
const hour = 3_600_000

async function drawn(waiting: number, oldest: number | null) {
  const phone = await aPhone(aServer(), { now: () => new Date(now) })
  const view = {
    phone,
    turfs: [],
    past: [],
    acts: [],
    drafts: new Map(),
    locked: false,
    hidden: false,
    status: { ...phone.status(), waiting, oldest },
  }
  const element = (
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <UnsentLong view={view} />
    </MessagesProvider>
  )
  const router = createMemoryRouter([{ path: '/', element }])
  const html = renderToString(<RouterProvider router={router} />)
  phone.close()
  return html
}

test('what waits for more than a day is said, with the way to save it in a file', async () => {
  const html = await drawn(31, now - 25 * hour)
  expect(html).toContain('31 knocks are on this phone alone, the oldest for more than a day now.')
  expect(html).toContain('href="/doors/hand-in"')
})

test('not so what was done today, nor where nothing waits, nor by a clock that was set back', async () => {
  for (const html of [
    await drawn(31, now - 23 * hour),
    await drawn(0, null),
    await drawn(31, now + 99 * hour),
  ])
    expect(html).not.toContain('on this phone alone')
})
