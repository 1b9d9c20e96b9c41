import { Form, Link, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { findBasemapVersion } from '#app/map/coverage.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { nameLanguages } from '#app/people/name-languages.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { languages } from '../lists.ts'
import type { Route } from './+types/plan.route.ts'
import { ChooseBuildings } from './choose-buildings.tsx'
import { listPlacedBuildings, searchTurfPlaces } from './given-turf.server.ts'
import { LanguageNames } from './language-names.tsx'
import { addPair, listPairs } from './pairs.server.ts'
import { NewPair } from './pairs-section.tsx'
import { PlanPageAct } from './plan.schema.ts'
import { changePlan, findPlan } from './plan.server.ts'
import { PlanLeftOut } from './plan-left-out.tsx'
import { PlanPair } from './plan-pair.tsx'
import { viewOfPlan } from './plan-view.ts'
import { useShiftTime } from './shift-time.tsx'
import { findShift } from './shifts.server.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams
  const search = asked.get('q')?.trim() ?? ''
  return withPage(context, 'turf.assign', async (db) => {
    const shift = await findShift(db, requireUuid(params.shiftId))
    if (!shift || shift.calledOffAt) throw notFound()
    const plan = viewOfPlan(await findPlan(db, shift))
    const { unpaired, others } = await listPairs(db, shift)
    return {
      languageNames: nameLanguages(resolveLocale(request.headers), languages),
      shift,
      plan,
      /** Who could go together, where nobody does yet. */
      free: plan.pairs.length > 0 ? [] : [...unpaired, ...others],
      search,
      fromList: asked.has('added') ? fromListOf(asked) : null,
      places: await searchTurfPlaces(db, shift.bodyId, search),
      map: asked.has('map')
        ? {
            basemapVersion: await findBasemapVersion(db),
            buildings: await listPlacedBuildings(db, shift.bodyId),
          }
        : null,
    }
  })
}

/** How many doors of a list came in, and how many had been in already. */
function fromListOf(asked: URLSearchParams) {
  const [added = 0, already = 0] = ['added', 'already'].map((name) =>
    Math.max(0, Number.parseInt(asked.get(name) ?? '', 10) || 0),
  )
  return { added, already }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const shiftId = requireUuid(params.shiftId)
  const form = await parseForm(request, PlanPageAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  await withActor(context, 'turf.assign', async (db) => {
    if (act.intent === 'addPair') await addPair(db, shiftId, act.people)
    else await changePlan(db, shiftId, act)
  })
  throw redirect(act.intent === 'give' ? `/turf/${shiftId}` : `/turf/${shiftId}/plan`)
}

export default function PlanPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const shiftTime = useShiftTime()
  const { shift, plan, free, search, places, map, fromList } = loaderData
  const pairs = plan.pairs.map(({ pairId, name }, at) => ({
    value: pairId,
    label: i18n._('pair.name', { place: at + 1, name }),
  }))
  const all = [...pairs, { value: 'nobody', label: i18n._('plan.nobody') }]
  const open = places.filter(({ buildingId }) => !plan.buildings.some((one) => one.buildingId === buildingId))
  return (
    <Page
      title={i18n._('plan.share')}
      lead={
        <>
          <Link to={`/turf/${shift.id}`} className="text-enamel underline-offset-4 hover:underline">
            {shiftTime(shift)}
          </Link>{' '}
          · <bdi>{shift.place}</bdi>
        </>
      }
      actions={
        plan.doors > 0 && (
          <Form method="post">
            <input type="hidden" name="intent" value="give" />
            <Button type="submit" variant="main">
              {i18n._('plan.give', { doors: plan.doors })}
            </Button>
          </Form>
        )
      }
    >
      {fromList && (
        <p role="status" className="rounded-control bg-info-tint px-3 py-2">
          {[
            i18n._('plan.listAdded', { added: fromList.added }),
            fromList.already > 0 && i18n._('plan.listAlready', { already: fromList.already }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      <Section title={i18n._('plan.byPair')}>
        {plan.pairs.length === 0 ? (
          <LanguageNames names={loaderData.languageNames}>
            <p className="mb-4 max-w-reading">{i18n._('plan.noPairs')}</p>
            {free.length > 0 && <NewPair people={free} />}
          </LanguageNames>
        ) : (
          <div className="grid gap-8 desk:grid-cols-2">
            <LanguageNames names={loaderData.languageNames}>
              {plan.pairs.map((pair) => (
                <PlanPair key={pair.pairId} pair={pair} places={all} shiftId={shift.id} />
              ))}
            </LanguageNames>
          </div>
        )}
        <p className="mt-4">
          <LinkButton to={`/turf/${shift.id}#pairs`} variant="quiet" className="-ml-4">
            {i18n._('plan.toPairs')}
          </LinkButton>
        </p>
        {plan.pairs.length > 0 && plan.buildings.length > 0 && plan.doors === 0 && (
          <p className="mt-4 max-w-reading rounded-control bg-info-tint px-3 py-2">
            {i18n._('plan.nothingLeft')}
          </p>
        )}
        {plan.pairs.length > 0 && plan.buildings.length > 0 && (
          <Form method="post" preventScrollReset className="mt-6 flex max-w-lg flex-wrap items-end gap-3">
            <input type="hidden" name="intent" value="propose" />
            <div className="min-w-0 flex-1">
              <TextField
                name="knockedWithin"
                label={i18n._('plan.knockedWithin')}
                inputMode="numeric"
                defaultValue={String(plan.knockedWithin)}
                error={actionData?.errors.knockedWithin?.message}
              />
            </div>
            <Button type="submit">{i18n._('plan.propose')}</Button>
          </Form>
        )}
      </Section>
      {(plan.pairs.length > 0 || plan.buildings.length > 0) && (
        <Section title={i18n._('plan.buildings')}>
          {plan.buildings.length === 0 && <Empty>{i18n._('plan.noBuildings')}</Empty>}
          {plan.buildings.map((building) => (
            <PlanLeftOut key={building.buildingId} building={building} pairs={pairs} shiftId={shift.id} />
          ))}
        </Section>
      )}
      {/* Without a pair nothing could be shared out yet: one thing at a time. */}
      {plan.pairs.length > 0 && (
        <Section title={i18n._('plan.addBuildings')}>
          <ChooseBuildings
            key={plan.buildings.length}
            places={open}
            search={search}
            error={actionData?.errors.buildingIds?.message}
            map={map}
          />
        </Section>
      )}
    </Page>
  )
}
