import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { Door } from '../lease/turf.schema.ts'
import { aDoor, aTurf } from './a-door.ts'
import { DoorGrid } from './door-grid.tsx'
import { houseOf } from './house.ts'

const nothing = () => {}

function draw(doors: Door[], chosen: string[] = []) {
  return renderToString(
    <MessagesProvider i18n={createI18n('es', catalogues.es)}>
      <DoorGrid
        house={houseOf({ ...aTurf, doors }, [], 'es')}
        drafts={new Map()}
        hidden={false}
        currentId={null}
        chosen={new Set(chosen)}
        onOpen={nothing}
        onChoose={nothing}
        onNewDoor={nothing}
      />
    </MessagesProvider>,
  )
}
const on = (entrance: string, label: string) => aDoor({ label, ...(entrance && { entrance }) })
const inOrder = (html: string, ...texts: string[]) => texts.map((text) => html.indexOf(text))

test('a name stands over each staircase, and the rail tells its floors apart', () => {
  const html = draw([on('B', '2C'), on('A', '2A'), on('A', '1A'), on('', '1E')])
  const places = inOrder(
    html,
    'Escalera A<',
    'unit-2A',
    'unit-1A',
    'Escalera B<',
    'unit-2C',
    'Escalera sin indicar',
    'unit-1E',
  )
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(html).toContain('aria-label="Piso A 2"')
  expect(html).toContain('aria-label="Piso B 2"')
})

test('a mark makes room for the tick of a chosen door', () => {
  const doors = [aDoor({ label: '3A', warnings: ['unsafe'] }), aDoor({ label: '3B', warnings: ['unsafe'] })]
  const [a, b] = draw(doors, ['unit-3A']).split('data-unit="unit-3B"')
  expect(a).toContain('right-0.5 bottom-1.5')
  expect(b).not.toContain('right-0.5 bottom-1.5')
})

test('where nobody has to choose the stairs nothing is said of them', () => {
  expect(draw([on('', '2A'), on('', '1A')])).not.toContain('Escalera')
})

test('a door done tonight is told by a bar at its foot and by its name, also where a partner did it', () => {
  const html = draw([
    aDoor({ label: '2A', reachedDay: '2026-11-19' }),
    aDoor({ label: '1A', tonight: 'tried' }),
  ])
  const [upstairs, downstairs] = html.split('unit-1A')
  expect(upstairs).not.toContain('border-b-4')
  expect(downstairs).toContain('border-b-4')
  expect(downstairs).toContain('hecha por su pareja')
})
