import { Form, redirect } from 'react-router'
import { readSheetCode, sheetCode } from '#app/canvass/paper/paper-code.ts'
import { findSheet } from '#app/canvass/paper/sheets.server.ts'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { isCommonArea } from '../repair.schema.ts'
import { listRepairPlaces } from '../repair-case.server.ts'
import { areaKey } from '../repair-words.ts'
import type { Route } from './+types/sheets.route.ts'
import { RepairSheetsAct } from './repair-paper.schema.ts'
import { findRepairSheet, listOpenRepairSheets, makeRepairSheets } from './repair-sheets.server.ts'

/** Of the rows that are missing. */
const shownMissing = 12

export async function loader({ context, request }: Route.LoaderArgs) {
  const search = new URL(request.url).searchParams.get('q')?.trim().slice(0, 100) ?? ''
  return withPage(context, 'repairs.read', async (db) => ({
    sheets: await listOpenRepairSheets(db),
    places: await listRepairPlaces(db, search),
    search,
  }))
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, RepairSheetsAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  if (act.intent === 'find') {
    const word = readSheetCode(act.code)
    if (!word) return invalid(refuse(form.values, 'code', 'paper.code.wrong'))
    const found = await withActor(context, 'repairs.read', (db) =>
      findRepairSheet(db, act.code).catch(orNothing),
    )
    const ofDoors =
      !found && (await withActor(context, 'self', (db) => findSheet(db, act.code).catch(orNothing)))
    if (!found && !ofDoors) return invalid(refuse(form.values, 'code', 'paper.code.none'))
    throw redirect(`/${found ? 'repairs' : 'turf'}/paper/${sheetCode(word)}`)
  }
  const made = await withActor(context, 'repairs.write', (db) => makeRepairSheets(db, act.buildingId))
  throw redirect(
    `/repairs/paper/${sheetCode(made[0] ?? '')}/print?with=${made.slice(1).map(sheetCode).join('.')}`,
  )
}

function orNothing(error: unknown) {
  if (error instanceof Response && error.status === 404) return null
  throw error
}

export default function RepairSheetsPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { sheets, places, search } = loaderData
  const nameOf = (place: string) => (isCommonArea(place) ? i18n._(areaKey(place)) : place)
  return (
    <Page title={i18n._('repairPaper.title')} lead={i18n._('repairPaper.lead')}>
      <Form method="post" className="flex max-w-lg flex-wrap items-end gap-3">
        <input type="hidden" name="intent" value="find" />
        <div className="min-w-0 flex-1">
          <TextField
            name="code"
            label={i18n._('paper.code.label')}
            hint={i18n._('paper.code.hint')}
            error={actionData?.errors.code?.message}
            defaultValue={String(actionData?.values.code ?? '')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
          />
        </div>
        <Button type="submit" variant="main">
          {i18n._('paper.enter')}
        </Button>
      </Form>
      <Section title={i18n._('paper.open')}>
        {sheets.length === 0 ? (
          <Empty>{i18n._('paper.open.none')}</Empty>
        ) : (
          <DataTable
            caption={i18n._('paper.open')}
            captionHidden
            rows={sheets}
            rowKey={({ code }) => code}
            rowHref={({ code }) => `/repairs/paper/${sheetCode(code)}`}
            columns={[
              { id: 'code', head: i18n._('paper.code'), cell: ({ code }) => sheetCode(code) },
              { id: 'where', head: i18n._('meeting.building'), cell: ({ address }) => address },
              { id: 'day', head: i18n._('repairPaper.printed'), cell: ({ day }) => format.day(day) },
              { id: 'by', head: i18n._('paper.by'), cell: ({ by }) => <bdi>{by ?? '–'}</bdi> },
              {
                id: 'entered',
                head: i18n._('paper.entered'),
                numeric: true,
                cell: ({ entered, rows, missing }) => (
                  <>
                    {i18n._('turf.of', { knocked: entered, doors: rows })}
                    {missing.length > 0 && (
                      <span className="block text-label text-amber">
                        {i18n._('paper.missing', {
                          doors: format.list(missing.slice(0, shownMissing).map(nameOf)),
                          more: Math.max(0, missing.length - shownMissing),
                        })}
                      </span>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </Section>
      <Section title={i18n._('repairPaper.print')}>
        <Form className="flex max-w-lg flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1">
            <TextField name="q" label={i18n._('paper.print.search')} defaultValue={search} />
          </div>
          <Button type="submit">{i18n._('paper.print.find')}</Button>
        </Form>
        {places.length === 0 ? (
          <Empty>{i18n._('repairPaper.noPlace')}</Empty>
        ) : (
          <ul className="mt-3 max-w-reading">
            {places.map(({ buildingId, address }) => (
              <li key={buildingId} className="border-b border-hair py-1">
                <Form method="post" className="flex min-h-12 flex-wrap items-center justify-between gap-2">
                  <input type="hidden" name="intent" value="print" />
                  <input type="hidden" name="buildingId" value={buildingId} />
                  <bdi>{address}</bdi>
                  <Button type="submit" aria-label={i18n._('repairPaper.makeFor', { address })}>
                    {i18n._('repairPaper.make')}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  )
}
