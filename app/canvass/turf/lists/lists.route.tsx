import { Form, Link, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { formValues } from '#app/core/form-data.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { isUuid } from '#app/core/uuid.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { nameLanguages } from '#app/people/name-languages.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { languages } from '../../lists.ts'
import { LanguageNames } from '../language-names.tsx'
import { listShifts } from '../shifts.server.ts'
import type { Route } from './+types/lists.route.ts'
import { Conditions, ListAct, noConditions } from './list.schema.ts'
import { ListForm } from './list-form.tsx'
import { entriesOf, ListActs, ListResult } from './list-result.tsx'
import { readyKey, useConditionsText } from './list-words.tsx'
import {
  countLeftOut,
  findSaved,
  findSome,
  listBuildings,
  listSaved,
  planList,
  putAway,
  saveList,
} from './lists.server.ts'
import { readyCodes, readyLists } from './ready-lists.ts'
import { findStarts } from './starts.server.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams
  return withPage(context, 'knocks.read', async (db) => {
    const bodies = db.actor.bodiesWith('knocks.read').map(({ bodyId, bodyName }) => ({ bodyId, bodyName }))
    const listId = query.get('list')
    const saved = isUuid(listId) ? await findSaved(db, listId) : null
    const wanted = saved?.bodyId ?? query.get('body')
    const bodyId = bodies.find((body) => body.bodyId === wanted)?.bodyId ?? bodies[0]?.bodyId
    if (!bodyId) throw notFound()
    const ready = readyCodes.find((code) => code === query.get('ready')) ?? null
    const wantedBuilding = query.get('buildingId')
    const buildingId = isUuid(wantedBuilding) ? wantedBuilding : null
    const { asked, errors } = askedOf(
      query,
      saved?.conditions ?? (ready && { ...Conditions.parse(readyLists[ready]), buildingId }),
    )
    const lists = await listSaved(db, bodyId)
    const named = [buildingId, asked?.buildingId, ...lists.map(({ conditions }) => conditions.buildingId)]
    const list = asked ? await findSome(db, bodyId, asked) : null
    const starts = list && (await findStarts(db, bodyId, list.doors))
    const mayPlan = db.actor.can('turf.assign', bodyId)
    return {
      languageNames: nameLanguages(resolveLocale(request.headers), languages),
      bodies,
      bodyId,
      ready,
      saved,
      lists,
      ...(await listBuildings(db, bodyId, named.filter(isUuid))),
      /** Come from its page, or chosen: its doors alone. */
      buildingId: asked ? asked.buildingId : buildingId,
      asked,
      errors,
      found:
        list &&
        [...Map.groupBy(list.doors, ({ buildingId }) => buildingId)].map(([buildingId, its]) => ({
          buildingId,
          start: starts?.get(buildingId) ?? null,
          address: its[0]?.address ?? '',
          doors: its,
        })),
      isCut: list?.isCut ?? false,
      leftOut: countLeftOut(db, list?.doors ?? []),
      mayPlan,
      shifts: mayPlan ? comingOf(await listShifts(db), bodyId, db.now) : [],
    }
  })
}

type Coming = Awaited<ReturnType<typeof listShifts>>
const comingOf = (shifts: Coming, bodyId: string, now: string) =>
  shifts
    .filter((shift) => shift.bodyId === bodyId && !shift.calledOffAt && shift.endsAt > now)
    .map(({ id, startsAt, endsAt, place }) => ({ id, startsAt, endsAt, place }))

/** A saved or ready-made list, or what the page's own form asked; nothing while nothing was asked. */
function askedOf(query: URLSearchParams, known: Conditions | null) {
  const none: Record<string, string> = {}
  if (known) return { asked: known, errors: none }
  if (!query.has('find')) return { asked: null, errors: none }
  const form = new FormData()
  for (const [name, value] of query) form.append(name, value)
  const read = Conditions.safeParse(formValues(form))
  if (read.success) return { asked: read.data, errors: none }
  return {
    asked: null,
    errors: Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join('.'), message])),
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, ListAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  const to = await withActor(context, 'knocks.read', async (db) => {
    if (act.intent === 'putAway') {
      await putAway(db, act.listId)
      return '/lists'
    }
    if (act.intent === 'save') {
      const { intent: _, bodyId, name, ...conditions } = act
      return `/lists?list=${await saveList(db, { bodyId, name, conditions })}`
    }
    const { added, already } = await planList(db, act.shiftId, act)
    return `/turf/${act.shiftId}/plan?added=${added}&already=${already}`
  })
  throw redirect(to)
}

export default function ListsPage(props: Route.ComponentProps) {
  return (
    <LanguageNames names={props.loaderData.languageNames}>
      <Lists {...props} />
    </LanguageNames>
  )
}

function Lists({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { bodies, bodyId, lists, asked, errors, found, saved, ready, shifts, mayPlan } = loaderData
  const { buildings, areMore, buildingId } = loaderData
  const conditionsText = useConditionsText(buildings)
  const building = buildings.find((one) => one.buildingId === buildingId)
  const here = building ? `&buildingId=${building.buildingId}` : ''
  const title = saved?.name ?? (ready ? i18n._(readyKey(ready)) : null)
  return (
    <Page
      title={i18n._('list.title')}
      lead={
        building ? (
          <Link
            to={`/buildings/${building.buildingId}`}
            className="text-enamel underline-offset-4 hover:underline"
          >
            {building.address}
          </Link>
        ) : (
          i18n._('list.lead')
        )
      }
    >
      <div className="print:hidden">
        {bodies.length > 1 && (
          <Form className="mb-6 flex max-w-lg flex-wrap items-end gap-3">
            <div className="min-w-0 flex-1">
              <SelectField
                name="body"
                label={i18n._('list.body')}
                defaultValue={bodyId}
                options={bodies.map((body) => ({ value: body.bodyId, label: body.bodyName }))}
              />
            </div>
            <Button type="submit">{i18n._('turf.choose')}</Button>
          </Form>
        )}
        <ul className="grid gap-x-8 sm:grid-cols-2">
          {readyCodes.map((code) => (
            <ListLink
              key={code}
              to={`/lists?ready=${code}&body=${bodyId}${here}`}
              name={i18n._(readyKey(code))}
            />
          ))}
          {lists.map((list) => (
            <ListLink
              key={list.id}
              to={`/lists?list=${list.id}`}
              name={list.name}
              hint={conditionsText(list.conditions)}
            />
          ))}
        </ul>
      </div>
      {found && asked && (
        <Section title={title ?? i18n._('list.found')}>
          <ListResult found={found} isCut={loaderData.isCut} sentence={conditionsText(asked)} />
          <div className="mt-6">
            <ListActs
              doors={found.reduce((sum, { doors }) => sum + doors.length, 0)}
              leftOut={loaderData.leftOut}
              key={title}
              asked={asked}
              bodyId={bodyId}
              name={saved?.name ?? ''}
              shifts={shifts}
              mayPlan={mayPlan}
              query={new URLSearchParams(entriesOf(asked)).toString()}
              error={actionData?.errors.name?.message}
            />
          </div>
          {saved && (
            <Form method="post" className="mt-3 print:hidden">
              <input type="hidden" name="intent" value="putAway" />
              <Button type="submit" variant="quiet" name="listId" value={saved.id}>
                {i18n._('list.putAway', { name: saved.name })}
              </Button>
            </Form>
          )}
        </Section>
      )}
      <div className="print:hidden">
        <Section title={i18n._('list.ask.title')}>
          <ListForm
            key={JSON.stringify([asked, buildingId])}
            asked={asked ?? { ...noConditions, buildingId }}
            bodyId={bodyId}
            buildings={buildings}
            areMore={areMore}
            errors={errors}
          />
        </Section>
      </div>
    </Page>
  )
}

function ListLink({ to, name, hint }: { to: string; name: string; hint?: string }) {
  return (
    <li className="border-b border-hair">
      <Link
        to={to}
        className="flex min-h-12 flex-col justify-center py-1 text-enamel underline-offset-4 hover:underline"
      >
        <bdi>{name}</bdi>
        {hint && <span className="text-hint text-ink-3">{hint}</span>}
      </Link>
    </li>
  )
}
