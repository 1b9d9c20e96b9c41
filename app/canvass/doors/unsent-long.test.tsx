import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { aPhone, aServer } from '../offline/a-phone.ts'
import { UnsentLines, UnsentLong } from './unsent-long.tsx'

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
  const html = htmlOf(<UnsentLong view={view} />)
  phone.close()
  return html
}

function htmlOf(lines: ReactNode) {
  const element = <MessagesProvider i18n={createI18n('en', catalogues.en)}>{lines}</MessagesProvider>
  const router = createMemoryRouter([{ path: '/', element }])
  return renderToString(<RouterProvider router={router} />)
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

test('photos that wait alone are said too, beside the knocks or without any', () => {
  const alone = htmlOf(<UnsentLines acts={0} photos={2} />)
  expect(alone).toContain('2 photos are on this phone alone, the oldest for more than a day now.')
  expect(alone).not.toContain('knock')
  expect(alone).toContain('href="/doors/hand-in"')
  const both = htmlOf(<UnsentLines acts={3} photos={1} />)
  expect(both).toContain('3 knocks are on this phone alone')
  expect(both).toContain('1 photo is on this phone alone')
  expect(htmlOf(<UnsentLines acts={0} photos={0} />)).not.toContain('alone')
})
