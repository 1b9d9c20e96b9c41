import { renderToString } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { expect, test } from 'vitest'
import { locales } from '#app/core/locale.ts'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { Beam } from './beam.tsx'
import { Button } from './button.tsx'
import { RadioGroup } from './choice-group.tsx'
import { CopyLink } from './copy-link.tsx'
import { DataTable } from './data-table.tsx'
import { ErrorPage } from './error-page.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { CheckField, SelectField, TextField } from './field.tsx'
import { SeverityMark, StatusChip } from './marks.tsx'
import { Page } from './page.tsx'
import { ShareLegend } from './share.tsx'
import { Shell } from './shell.tsx'
import { Tabs } from './tabs.tsx'
import { UndoLine } from './undo-line.tsx'

const shell = {
  unionName: 'Bayside',
  bodyName: 'Alder',
  personName: 'Ana',
  places: ['today', 'doors', 'buildings', 'repairs', 'union'],
} as const

const options = [{ value: 'a', label: 'A' }]

function Everything() {
  return (
    <Shell shell={shell}>
      <Page
        title="418 Alder St"
        beam={<Beam total={24} parts={[{ fill: 'solid', count: 14 }]} text="14 of 24" />}
        actions={<Button>Print</Button>}
      >
        <Tabs label="Tabs" tabs={[{ to: '/', label: 'Late', count: 3, current: true }]} />
        <ErrorSummary items={[{ name: 'a.0.b', message: 'form.required' }]} />
        <TextField name="a.0.b" label="A" error="words zod made up" />
        <SelectField name="s" label="S" options={options} empty="-" />
        <RadioGroup name="r" label="R" options={options} defaultValue="a" />
        <CheckField name="c" label="C" />
        <SeverityMark severity="e">E</SeverityMark>
        <StatusChip tone="late">late</StatusChip>
        <ShareLegend title="Share" unknown={2} hidden={1} />
        <UndoLine onUndo={() => {}}>4A</UndoLine>
        <CopyLink label="Link" value="/x" />
        <DataTable
          caption="Rows"
          columns={[{ id: 'n', head: 'N', cell: (row: string) => row, sortBy: (row) => row }]}
          rows={['10', '9']}
          rowKey={(row) => row}
          initialSort={{ id: 'n', down: false }}
        />
        <ErrorPage error={new Error('secret detail')} />
      </Page>
    </Shell>
  )
}

function draw(locale: (typeof locales)[number]) {
  const router = createMemoryRouter([{ path: '*', Component: Everything }])
  return renderToString(
    <MessagesProvider i18n={createI18n(locale, catalogues[locale])}>
      <RouterProvider router={router} />
    </MessagesProvider>,
  )
}

test.each(locales)(
  'the parts are drawn in %s without a style attribute, which the policy would refuse',
  (locale) => {
    const html = draw(locale)
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toContain('ui.')
    expect(html).not.toContain('form.')
    expect(html).not.toContain('secret detail')
  },
)

test('a message nobody wrote becomes plain words, and its summary leads to the field', () => {
  const html = draw('es')
  expect(html).not.toContain('words zod made up')
  expect(html).toContain('Esto no parece correcto')
  expect(html).toContain('href="#field-a-0-b"')
})

test('rows are sorted as people count', () => {
  const html = draw('en')
  expect(html.indexOf('>9<')).toBeLessThan(html.indexOf('>10<'))
})

test.each([
  ['/doors/needs-a-look', 'doors'],
  ['/turf/paper', 'doors'],
  ['/lists', 'doors'],
  ['/map', 'buildings'],
  ['/meetings/new', 'union'],
  ['/today', 'today'],
  ['/account', null],
])('%s stands under %s in the menu', (path, place) => {
  const element = (
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <Shell shell={{ ...shell, at: { doors: '/turf' } }}>page</Shell>
    </MessagesProvider>
  )
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [path] })
  const html = renderToString(<RouterProvider router={router} />)
  const marked = [...html.matchAll(/<a [^>]*aria-current="page"[^>]*>/g)].map(([link]) => link)
  expect(marked.length).toBe(place ? 1 : 0)
  if (place) expect(marked[0]).toContain(`href="${place === 'doors' ? '/turf' : `/${place}`}"`)
})
