import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { DoorToCorrect } from './correct-doors.server.ts'
import { CorrectDoors } from './correct-doors.tsx'

const door = (why: DoorToCorrect['why'], said: Partial<DoorToCorrect & { maySettle: boolean }> = {}) => ({
  holdingId: 'h',
  unitId: `u-${why}`,
  knockId: 'k',
  buildingId: 'b',
  address: '418 Alder St',
  door: '4B',
  why,
  people: [],
  maySettle: false,
  ...said,
})

function draw(doors: ReturnType<typeof door>[], keepsDoors: boolean) {
  const Page = createRoutesStub([
    { path: '/', Component: () => <CorrectDoors doors={doors} keepsDoors={keepsDoors} /> },
  ])
  const html = renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <Page />
    </MessagesProvider>,
  )
  return { html, links: [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href) }
}

test('each door leads to where it is put right, by whoever can', () => {
  const people = [
    { id: 'ana', name: 'Ana' },
    { id: 'nn', name: null },
  ]
  const doors = [door('moved', { people }), door('wrong_unit'), door('vacant', { maySettle: true })]
  const keeper = draw(doors, true)
  expect(keeper.links).toEqual(['/buildings/b/people/ana', '/buildings/b/people/nn', '/buildings/b/doors'])
  expect(keeper.html).toContain('no name given')
  expect(keeper.html.match(/aria-label="Settled: 4B · 418 Alder St"/g)).toHaveLength(1)
  const reader = draw(doors, false)
  expect(reader.links).toEqual(['/buildings/b/people/ana', '/buildings/b/people/nn'])
  expect(reader.html).toContain('Whoever keeps the list of doors')
  expect(draw([door('vacant')], false).html).not.toContain('Whoever keeps')
})
