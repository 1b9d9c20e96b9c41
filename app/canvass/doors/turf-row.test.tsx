import { renderToString } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { Act, Phone } from '../offline/phone-types.ts'
import { aTurf, doorsOf } from './a-door.ts'
import { TurfRow } from './turf-row.tsx'

const phone = { clock: () => new Date('2026-11-22T19:00:00Z') } as Phone
// All were knocked before: one of them was talked with.
const before = doorsOf(['2A', '2B', '1A', '1B']).map((door) => ({
  ...door,
  tries: 1,
  reachedDay: door.label === '2A' ? '2026-11-19' : null,
}))
const notHome = (turfId: string): Act => ({
  opId: 'op',
  op: { kind: 'knock', knockId: 'one', turfId, unitId: 'unit-2A', disposition: 'not_home', flyer: false },
  savedAt: '2026-11-22T18:30:00Z',
  state: 'waiting',
  undone: false,
  counted: false,
})

type Drawn = { doors?: typeof aTurf.doors; acts?: Act[]; hidden?: boolean }

function draw({ doors = before, acts = [], hidden = false }: Drawn) {
  const view = { phone, turfs: [], past: [], acts, drafts: new Map(), locked: hidden, hidden }
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <MemoryRouter>
        <TurfRow turf={{ ...aTurf, doors }} view={view} start={undefined} />
      </MemoryRouter>
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')
}

test('beside what was ever done stands what was done tonight, by the partner too', () => {
  expect(draw({})).toContain('4 doors · 1 talked with · 3 tried · 0 not yet')
  expect(draw({})).not.toContain('Tonight')
  const doors = before.map((door) => (door.label === '1B' ? { ...door, tonight: 'talked' as const } : door))
  expect(draw({ doors, acts: [notHome('turf')] })).toContain('Tonight 1 talked with · 1 tried')
})

test('what was done for another shift is none of tonight’s, locked too', () => {
  expect(draw({ acts: [notHome('another')] })).not.toContain('Tonight')
  const bare = doorsOf(['2A', '2B'])
  expect(draw({ doors: bare, acts: [notHome('another')], hidden: true })).toContain(
    'tonight 0 talked with · 0 tried',
  )
})

test('the bar of a locked phone shows what the words beside it say', () => {
  const bare = doorsOf(['2A', '2B'])
  const parts = (acts: Act[]) => draw({ doors: bare, acts, hidden: true }).match(/width="50%"/g)?.length ?? 0
  expect(parts([])).toBe(0)
  expect(parts([notHome('turf')])).toBe(1)
})
