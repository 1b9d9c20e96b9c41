import { renderToString } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { Turf } from '../lease/turf.schema.ts'
import type { Phone } from '../offline/phone-types.ts'
import { aTurf, doorsOf } from './a-door.ts'
import { PastDoors } from './past-doors.tsx'
import { newTalk } from './talk-draft.ts'

const phone = { clock: () => new Date('2026-11-23T02:00:00Z') } as Phone
const over = { ...aTurf, turfId: 'over', address: '4A – 4B', doors: doorsOf(['4A', '4B']) }
const gone = {
  ...aTurf,
  turfId: 'gone',
  address: '5A – 5A',
  doors: doorsOf(['5A']),
  expiresAt: '2026-11-30T01:00:00Z',
}

function draw({ turfs = [], past, begun = [] }: { turfs?: Turf[]; past: Turf[]; begun?: string[] }) {
  const drafts = new Map(begun.map((unitId) => [unitId, newTalk(unitId, [])]))
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <MemoryRouter>
        <PastDoors view={{ phone, turfs, past, acts: [], drafts, locked: false, hidden: false }} />
      </MemoryRouter>
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')
}

test('a talk to finish at doors that are over is one tap away, at its door', () => {
  const html = draw({ past: [over, gone], begun: ['unit-4B'] })
  const [first, rest] = html.split('<details')
  expect(first).toContain('✎ 1 talk to finish')
  expect(first).toContain('href="/doors/turf/over?unit=unit-4B"')
  expect(first).toContain('the time to read is over')
  expect(rest).toContain('Earlier doors (1 list)')
  expect(rest).toContain('href="/doors/turf/gone"')
  expect(rest).toContain('no longer yours')
})

test('a talk at a door that was given anew waits there alone', () => {
  const anew = { ...aTurf, turfId: 'anew', doors: doorsOf(['4B']) }
  expect(draw({ turfs: [anew], past: [over], begun: ['unit-4B'] })).not.toContain('talk to finish')
})

test('a talk at a door that was twice given stands at the list it was in last', () => {
  const before = { ...aTurf, turfId: 'before', doors: doorsOf(['4B', '4C']) }
  const [first, rest] = draw({ past: [over, before], begun: ['unit-4B'] }).split('<details')
  expect(first?.match(/1 talk to finish/g)).toHaveLength(1)
  expect(first).toContain('href="/doors/turf/over?unit=unit-4B"')
  expect(rest).toContain('href="/doors/turf/before"')
  const both = draw({ past: [over, before], begun: ['unit-4B', 'unit-4C'] })
  expect(both).toContain('href="/doors/turf/before?unit=unit-4C"')
})

test('a talk at a door that left a turf which is still ours is one tap away, and so are the other doors that left it', () => {
  const ours = { ...aTurf, turfId: 'gone', doors: doorsOf(['5B']) }
  const html = draw({ turfs: [ours], past: [gone], begun: ['unit-5A'] })
  expect(html).toContain('✎ 1 talk to finish')
  expect(html).toContain('no longer yours')
  expect(html).toContain('href="/doors/turf/gone?unit=unit-5A"')
  expect(draw({ turfs: [ours], past: [gone] })).toContain('href="/doors/turf/gone?unit=unit-5A"')
})

test('nothing is said of nothing', () => {
  expect(draw({ past: [] })).toBe('')
})
