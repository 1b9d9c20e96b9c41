import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { Promised } from './debrief.server.ts'
import { Promises } from './promises.tsx'

const promise: Promised = {
  holdingId: 'h',
  id: 'p',
  what: 'Bring the form',
  door: '4B',
  address: '418 Alder St',
  due: null,
  doneAt: null,
  named: null,
  ownerId: null,
  owner: null,
}

function draw(doneAt: string | null) {
  const keepers = [{ id: 'r', name: 'Rosa' }]
  const Page = createRoutesStub([
    {
      path: '/',
      Component: () => (
        <Promises
          promises={[{ ...promise, doneAt }]}
          keepers={keepers}
          today="2026-11-22"
          result={undefined}
        />
      ),
    },
  ])
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <Page />
    </MessagesProvider>,
  )
}

test('who can be chosen for a promise is said where one is chosen', () => {
  expect(draw(null)).toContain('others may not read what was promised')
  expect(draw('2026-11-21T10:00:00Z')).not.toContain('others may not read')
})
