import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { Locale } from '#app/core/locale.ts'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { Door } from '../lease/turf.schema.ts'
import type { Knock } from '../sync/ops.schema.ts'
import { aDoor, aTurf } from './a-door.ts'
import { DoorCard } from './door-card.tsx'
import { doorFace } from './door-face.ts'
import { DoorGrid } from './door-grid.tsx'
import type { Hint } from './hint.ts'
import { houseOf } from './house.ts'

const nothing = () => {}

type Drawn = Partial<Door> & {
  locked?: boolean
  hidden?: boolean
  hint?: Hint | null
  done?: Knock
  locale?: Locale
}

function draw({ locked = false, hidden = locked, hint = null, done, locale = 'en', ...rest }: Drawn) {
  const door = aDoor({ label: '4B', ...rest })
  const knocks = done
    ? [{ unitId: door.unitId, disposition: done.disposition, counted: false, op: done }]
    : []
  return renderToString(
    <MessagesProvider i18n={createI18n(locale, catalogues[locale])}>
      <DoorCard
        door={door}
        face={doorFace(door, knocks, false, 'turf', hidden)}
        hint={hint}
        undo={null}
        start={null}
        locked={locked}
        onNotHome={async () => {}}
        onTalked={async () => {}}
        onOther={nothing}
        onSame={null}
        onChange={nothing}
        beside={[null, { label: '4C', go: nothing }]}
      />
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')
}

test('a locked door does not say that nobody knocked: what happened there is hidden', () => {
  expect(draw({})).toContain('Not knocked yet')
  expect(draw({ locked: true })).not.toContain('Not knocked yet')
})

test('nor does a guest’s: hidden is not nobody, and what is spoken there is still said', () => {
  expect(draw({})).toContain('Nobody known yet')
  const shown = draw({ hidden: true })
  expect(shown).toContain('Names are hidden')
  expect(shown).not.toMatch(/Nobody known|Not knocked/)
  expect(draw({ hidden: true, languages: ['es'] })).toContain('Spanish')
})

test('the door on either side is one tap away; past the first there is none', () => {
  const html = draw({})
  expect(html.match(/aria-label="Door 4[A-Z]"/g)).toEqual(['aria-label="Door 4B"', 'aria-label="Door 4C"'])
})

test('a hint says the short name of what is broken', () => {
  const hint = { category: 'leak', labels: ['5B', '6B'], first: 'leak 5B' }
  expect(draw({ hint })).toContain('Leak also at 5B and 6B. Ask.')
})

test('a hint of the door’s own repair is a sentence for one thing and for many', () => {
  const hint = (category: string) => ({ category, labels: [], first: null })
  expect(draw({ hint: hint('leak') })).toContain('Open here: leak. Ask.')
  expect(draw({ hint: hint('plumbing') })).toContain('Open here: pipes. Ask.')
})

describe('the part of the day', () => {
  const last = { lastDay: '2026-10-03', lastDisposition: 'not_home', lastPart: 'morning' as const }
  const notHome: Knock = {
    kind: 'knock',
    knockId: 'knock',
    turfId: 'turf',
    unitId: 'unit-4B',
    disposition: 'not_home',
    flyer: false,
  }

  test('stands with the last result, where it is known', () => {
    expect(draw(last)).toContain('Oct 3 · Not home · morning<')
    expect(draw({ ...last, lastPart: null })).toContain('Oct 3 · Not home<')
    expect(draw({ ...last, locale: 'es' })).toContain('No hay nadie · por la mañana<')
    expect(draw({ ...last, hidden: true })).not.toContain('morning')
  })

  test('not with what was done at it since', () => {
    expect(draw({ ...last, done: notHome })).toContain('Today: Not home<')
  })

  test('another one is proposed where nobody was ever at home in this one, and nothing weighs more', () => {
    const hint = { category: 'leak', labels: ['5B'], first: 'leak 5B' }
    const proposed = 'Never home in the morning. Try another time of day.'
    expect(draw({ ...last, onePart: true })).toContain(proposed)
    expect(draw({ ...last, onePart: true, locale: 'es' })).toContain(
      'Nunca hay nadie por la mañana. Pruebe a otra hora.',
    )
    for (const more of [{ onePart: false }, { hint }, { doNotKnock: true }, { done: notHome }])
      expect(draw({ ...last, onePart: true, ...more })).not.toContain(proposed)
  })
})

test('nor does its tile, to whoever listens', () => {
  const draw = (locked: boolean) =>
    renderToString(
      <MessagesProvider i18n={createI18n('en', catalogues.en)}>
        <DoorGrid
          house={houseOf({ ...aTurf, doors: [aDoor({ label: '4B' })] }, [], 'en')}
          drafts={new Map()}
          hidden={locked}
          currentId={null}
          chosen={new Set()}
          onOpen={nothing}
          onChoose={nothing}
          onNewDoor={nothing}
        />
      </MessagesProvider>,
    )
  expect(draw(false)).toContain('aria-label="Door 4B, not yet"')
  expect(draw(true)).toContain('aria-label="Door 4B"')
})

test('a guest is told that the pair was there tonight, and not what came of it', () => {
  const shown = draw({ hidden: true, tonight: 'tried' })
  expect(shown).toContain('Today: done by your pair')
  expect(draw({ hidden: true })).not.toContain('Today')
})
