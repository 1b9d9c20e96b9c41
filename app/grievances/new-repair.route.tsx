import { Form, Link, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { Page } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/new-repair.route.ts'
import { categoryCodes, severities } from './categories.ts'
import { commonAreas, NewRepair } from './repair.schema.ts'
import { addRepair, findRepairPlace, listRepairPlaces, type RepairPlace } from './repair-case.server.ts'
import { areaKey, categoryKey, severityKey } from './repair-words.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams
  const buildingId = asked.get('building')
  const search = asked.get('q')?.trim() ?? ''
  return withPage(context, 'repairs.write', async (db) => {
    const today = db.today
    if (!buildingId) return { today, search, place: null, places: await listRepairPlaces(db, search) }
    const place = await findRepairPlace(db, requireUuid(buildingId))
    if (!place) throw notFound()
    return { today, search, place, places: [] }
  })
}

export async function action({ context, request }: Route.ActionArgs) {
  const buildingId = requireUuid(new URL(request.url).searchParams.get('building'))
  const form = await parseForm(request, NewRepair)
  if (!form.ok) return invalid(form)
  const { since, ...repair } = form.data
  const ref = await withActor(context, 'repairs.write', async (db) =>
    since && since > db.today ? null : addRepair(db, buildingId, { since, ...repair }),
  )
  if (!ref) return invalid(refuse(form.values, 'since', 'form.notYet'))
  throw redirect(`/repairs/${ref.holdingId}/${ref.grievanceId}`)
}

export default function NewRepairPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { place, places, search, today } = loaderData
  return (
    <Page title={i18n._('repair.new')} lead={place?.address ?? i18n._('repair.whichBuilding')}>
      {place ? (
        <RepairForm place={place} today={today} result={actionData} />
      ) : (
        <ChooseBuilding places={places} search={search} />
      )}
    </Page>
  )
}

function ChooseBuilding({
  places,
  search,
}: {
  places: { buildingId: string; address: string }[]
  search: string
}) {
  const i18n = useI18n()
  return (
    <div className="max-w-reading">
      <Form className="flex flex-wrap items-end gap-3" role="search">
        <div className="min-w-0 flex-1">
          <TextField name="q" label={i18n._('repair.address')} defaultValue={search} />
        </div>
        <Button type="submit">{i18n._('repair.find')}</Button>
      </Form>
      {places.length === 0 && <p className="mt-4 text-ink-2">{i18n._('ui.search.none')}</p>}
      <ul className="mt-4">
        {places.map(({ buildingId, address }) => (
          <li key={buildingId} className="border-b border-hair">
            <Link
              to={`/repairs/new?building=${buildingId}`}
              className="flex min-h-12 items-center text-enamel underline-offset-4 hover:underline"
            >
              {address}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

type FormProps = {
  place: RepairPlace
  today: string
  result: Route.ComponentProps['actionData']
}

function RepairForm({ place, today, result }: FormProps) {
  const i18n = useI18n()
  const form = useZodForm(NewRepair, {
    labels: {
      place: i18n._('repair.where'),
      category: i18n._('repair.what'),
      severity: i18n._('repair.howBad'),
      since: i18n._('repair.since'),
      words: i18n._('repair.inTheirWords'),
    },
    result,
  })
  return (
    <Form {...form.props} className="flex max-w-lg flex-col gap-5">
      <ErrorSummary {...form.summary} />
      <SelectField
        {...form.field('place')}
        empty={i18n._('repair.choosePlace')}
        options={[
          ...place.doors.map(({ id, label }) => ({
            value: id,
            label: i18n._('repair.door', { door: label }),
          })),
          ...commonAreas.map((area) => ({ value: area, label: i18n._(areaKey(area)) })),
        ]}
      />
      <SelectField
        {...form.field('category')}
        empty={i18n._('repair.chooseWhat')}
        options={categoryCodes.map((code) => ({ value: code, label: i18n._(categoryKey(code)) }))}
      />
      <SelectField
        {...form.field('severity')}
        empty={i18n._('repair.asUsual')}
        options={severities.map((code) => ({ value: code, label: i18n._(severityKey(code)) }))}
      />
      <TextField {...form.field('since')} type="date" max={today} hint={i18n._('form.optional')} />
      <TextArea {...form.field('words')} hint={i18n._('repair.wordsHint')} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="main">
          {i18n._('repair.save')}
        </Button>
        <LinkButton to="/repairs" variant="quiet">
          {i18n._('ui.back')}
        </LinkButton>
      </div>
    </Form>
  )
}
