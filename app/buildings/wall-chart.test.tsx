import { renderToString } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { FloorLeader } from './chart.server.ts'
import type { ChartDoor } from './chart.ts'
import { placeLabels } from './place-labels.ts'
import { WallChart } from './wall-chart.tsx'

const doorsOf = (staircaseOf: Record<string, string> = {}): ChartDoor[] =>
  placeLabels(['1A', '1B', '2A', '2B']).map(({ labelKey, entrance: _, ...place }) => ({
    ...place,
    key: labelKey,
    ...(staircaseOf[place.line] && { entrance: staircaseOf[place.line] }),
    reach: 'notYet',
    member: 'none',
    coming: 'notAsked',
  }))

function draw(doors: ChartDoor[], locale: 'en' | 'es' = 'en', leaders: FloorLeader[] = []) {
  return renderToString(
    <MemoryRouter>
      <MessagesProvider i18n={createI18n(locale, catalogues[locale])}>
        <WallChart
          label="Chart"
          doors={doors}
          colour="talked"
          openKey={null}
          hrefOf={({ key }) => `?door=${key}`}
          onOpen={() => {}}
          leaders={leaders}
          repairs={false}
        />
      </MessagesProvider>
    </MemoryRouter>,
  )
}

const tables = (html: string) => html.split('<table').slice(1)
const doorsIn = (html: string) => [...html.matchAll(/data-door="(\w+)"/g)].map(([, key]) => key)

test('a house with one staircase, whatever it is called, is one table that does not name it', () => {
  expect(draw(doorsOf({ A: 'North', B: 'North' }))).toBe(draw(doorsOf()))
  expect(tables(draw(doorsOf()))).toHaveLength(1)
  expect(draw(doorsOf())).not.toContain('taircase')
})

test('each staircase is a table of its own, named for eye and ear, with the leaders of its floors', () => {
  const rosa = { name: 'Rosa', floor: '2', key: '2B', followers: 2 }
  const html = draw(doorsOf({ A: 'South', B: 'North' }), 'es', [rosa])
  const [north = '', south = ''] = tables(html)
  expect(tables(html)).toHaveLength(2)
  expect([doorsIn(north), doorsIn(south)]).toEqual([
    ['2B', '1B'],
    ['2A', '1A'],
  ])
  expect(north).toContain('aria-label="Chart · Escalera North"')
  expect(north).toContain('Rosa')
  expect(south).not.toContain('Rosa')
})
