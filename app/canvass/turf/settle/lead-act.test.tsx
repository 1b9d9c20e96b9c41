import { renderToString } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { LeadActRow } from './lead-act.tsx'
import type { LeadAct } from './settle.server.ts'

const act: LeadAct = {
  id: 'a',
  bodyId: 'b',
  personName: 'Kim',
  code: 'refused',
  at: '2026-11-20T18:00:00Z',
  day: '2026-11-20',
  kind: 'knock',
  disposition: null,
  saysMore: true,
  fact: null,
  unitId: null,
  door: '2A',
  buildingId: null,
  address: '5 Alder St',
}

function said(kind: LeadAct['kind'], readsResults: boolean) {
  const row = (
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <LeadActRow
        act={{ ...act, kind }}
        doors={[]}
        mayRead={false}
        readsResults={readsResults}
        errors={undefined}
      />
    </MessagesProvider>
  )
  return renderToString(<RouterProvider router={createMemoryRouter([{ path: '/', element: row }])} />)
}

test('of what is sealed and of what is not for their eyes a lead reads the same', () => {
  for (const kind of [null, 'knock'] as const) {
    expect(said(kind, false)).toContain(
      'What happened here is not shown to you. Leave it to a secretary, or ask Kim',
    )
    expect(said(kind, false)).not.toContain('whose words')
  }
})

test('who reads what came of each door is told that nobody can say whose words are sealed', () => {
  expect(said(null, true)).toContain('Nobody can say whose words these are')
})
