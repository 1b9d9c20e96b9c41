import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { LanguageNames } from '../turf/language-names.tsx'
import { FloorSheet, linesOf } from './floor-sheet.tsx'
import type { SheetRow } from './rows.server.ts'
import type { Sheet } from './sheets.server.ts'

const sheet = { code: 'ACEHKM', day: '2026-11-22', address: '418 Alder St', bodyName: 'Alder', asks: [] }

const rowsOf = (doors: number): SheetRow[] =>
  Array.from({ length: doors }, (_, at) => ({
    n: at + 1,
    isNew: false,
    unitId: `unit-${at}`,
    label: `${at + 1}A`,
    floor: String(at + 1),
    entrance: null,
    struck: null,
    doNotKnock: false,
    unsafe: false,
    peaceUntil: at === 0 ? '2027-01-04' : null,
    languages: [],
    entry: null,
  }))

function draw(doors: number) {
  const rows = rowsOf(doors)
  const html = renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <LanguageNames names={{}}>
        <FloorSheet sheet={sheet as unknown as Sheet} rows={rows} qr={{ size: 1, path: '' }} by="Rosa" />
      </LanguageNames>
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')
  const pages = html.split('class="paper-page"').slice(1)
  return pages.map((page) => (page.match(/<tbody/g)?.length ?? 0) + (page.includes('b 29') ? ' + codes' : ''))
}

test('the codes stand beside the last rows where there is room, and a page is not begun for them', () => {
  // Eight doors, and three lines for what is found on the way.
  expect(linesOf(rowsOf(8)).length).toBe(11)
  expect(draw(8)).toEqual(['8', '3 + codes'])
  expect(draw(9)).toEqual(['8', '4 + codes'])
  expect(draw(10)).toEqual(['8', '5', '0 + codes'])
  expect(draw(1)).toEqual(['4 + codes'])
})
