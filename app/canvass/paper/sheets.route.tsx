import { Form, Link, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { isUuid } from '#app/core/uuid.ts'
import { openActions } from '#app/federation/meetings/meetings.server.ts'
import { findRepairSheet } from '#app/grievances/paper/repair-sheets.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/sheets.route.ts'
import { listPrintPlaces, makeSheets } from './make-sheets.server.ts'
import { SheetsAct } from './paper.schema.ts'
import { readSheetCode, sheetCode } from './paper-code.ts'
import { PrintForm } from './print-form.tsx'
import { findSheet, listOpenSheets } from './sheets.server.ts'

/** Of the doors whose rows are missing. */
const shownMissing = 12

/** For whoever knocks at doors of a file, or was given some: what they see is asked of the sheets, not of a role. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams
  const [building, turf] = [query.get('building'), query.get('turf')]
  const search = query.get('q')?.trim().slice(0, 100) ?? ''
  return withPage(context, 'self', async (db) => {
    const chosen = isUuid(building) || isUuid(turf)
    const places = await listPrintPlaces(db, {
      buildingId: isUuid(building) ? building : null,
      turfId: isUuid(turf) ? turf : null,
      search,
    })
    const place = chosen ? (places.find(({ turfId }) => isUuid(turf) || !turfId) ?? places[0] ?? null) : null
    return {
      sheets: await listOpenSheets(db),
      places: place ? [] : places,
      place: place && {
        ...place,
        mayPrintLevels: db.actor.can('levels.write', place.bodyId),
        actions: place.turfId ? [] : await openActions(db, place.bodyId),
      },
      search,
      mayRepair: db.actor.can('repairs.read'),
    }
  })
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, SheetsAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  if (act.intent === 'find') {
    const word = readSheetCode(act.code)
    if (!word) return invalid(refuse(form.values, 'code', 'paper.code.wrong'))
    const found = await withActor(context, 'self', (db) => findSheet(db, act.code).catch(orNothing))
    const carried =
      !found && (await withActor(context, 'self', (db) => findRepairSheet(db, act.code).catch(orNothing)))
    if (!found && !carried) return invalid(refuse(form.values, 'code', 'paper.code.none'))
    throw redirect(`/${found ? 'turf' : 'repairs'}/paper/${sheetCode(word)}`)
  }
  if (act.levels && !act.levelsMeant)
    return invalid(refuse(form.values, 'levelsMeant', 'paper.levels.confirm'))
  const made = await withActor(context, 'self', (db) => makeSheets(db, act))
  throw redirect(
    `/turf/paper/${sheetCode(made[0] ?? '')}/print?with=${made.slice(1).map(sheetCode).join('.')}`,
  )
}

function orNothing(error: unknown) {
  if (error instanceof Response && error.status === 404) return null
  throw error
}

export default function SheetsPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { sheets, places, place, search, mayRepair } = loaderData
  const print = (
    <Section title={i18n._('paper.print.title')}>
      {place ? (
        <PrintForm place={place} errors={actionData?.errors ?? {}} />
      ) : (
        <>
          <Form className="flex max-w-lg flex-wrap items-end gap-3">
            <div className="min-w-0 flex-1">
              <TextField
                name="q"
                id="place-search"
                label={i18n._('paper.print.search')}
                defaultValue={search}
              />
            </div>
            <Button type="submit">{i18n._('paper.print.find')}</Button>
          </Form>
          {places.length === 0 ? (
            <Empty>{i18n._('paper.print.none')}</Empty>
          ) : (
            <ul className="mt-3 max-w-reading">
              {places.map(({ buildingId, turfId, startsAt, address, floors }) => (
                <li key={turfId ?? buildingId} className="border-b border-hair">
                  <Link
                    to={turfId ? `?turf=${turfId}` : `?building=${buildingId}`}
                    className="flex min-h-12 flex-wrap items-center gap-x-2 text-enamel underline-offset-4 hover:underline"
                  >
                    <bdi>{address}</bdi>
                    <span className="text-label text-ink-3">
                      {i18n._('turf.countDoors', {
                        doors: floors.reduce((sum, { doors }) => sum + doors, 0),
                      })}
                      {` · ${i18n._(turfId ? 'paper.print.yours' : 'paper.print.whole')}`}
                      {startsAt && `, ${format.instant(startsAt)}`}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  )
  return (
    <Page title={i18n._('paper.title')} lead={i18n._('paper.lead')}>
      {/* Who came to print one building's sheets has none to enter. */}
      {place && print}
      <Form method="post" className={classNames('flex max-w-lg flex-wrap items-end gap-3', place && 'mt-10')}>
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
        <Button type="submit" variant={place ? 'plain' : 'main'}>
          {i18n._('paper.enter')}
        </Button>
      </Form>
      <p className="mt-4 max-w-reading text-label text-ink-2">
        {i18n._('paper.whoEnters')}{' '}
        {mayRepair && (
          <Link to="/repairs/paper" className="text-enamel underline underline-offset-4">
            {i18n._('paper.repairSheets')}
          </Link>
        )}
      </p>
      <Section title={i18n._('paper.open')}>
        {sheets.length === 0 ? (
          <Empty>{i18n._('paper.open.none')}</Empty>
        ) : (
          <DataTable
            caption={i18n._('paper.open')}
            captionHidden
            rows={sheets}
            rowKey={({ code }) => code}
            rowHref={({ code }) => `/turf/paper/${sheetCode(code)}`}
            columns={[
              { id: 'code', head: i18n._('paper.code'), cell: ({ code }) => sheetCode(code) },
              {
                id: 'where',
                head: i18n._('turf.doors'),
                cell: ({ address, floors }) =>
                  i18n._('turf.someFloors', { address, floors: format.list(floors), count: floors.length }),
              },
              { id: 'day', head: i18n._('paper.day'), cell: ({ day }) => format.day(day) },
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
                          doors: format.list(missing.slice(0, shownMissing)),
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
      {!place && print}
    </Page>
  )
}
