import { useEffect } from 'react'
import { Form, redirect } from 'react-router'
import { BuildingFields, firstBuilding, useBuildingLabels } from '#app/buildings/building-by-hand.tsx'
import { addBuilding } from '#app/buildings/buildings.server.ts'
import { findTwins, planDoors } from '#app/buildings/plan-doors.ts'
import '#app/buildings/chart.css'
import { becomeActor, withAnyone } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { serializeSession } from '#app/core/session-token.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/start.route.ts'
import { Founding } from './account.schema.ts'
import { findUnionName, foundUnion, openSession } from './accounts.server.ts'
import { deviceLabel } from './device-label.ts'
import { Front } from './front.tsx'
import { hashPassword } from './password.ts'

export async function loader() {
  if (await withAnyone(findUnionName)) throw redirect('/sign-in')
  return { timeZones: Intl.supportedValuesOf('timeZone') }
}

/** Union, building, person and session stand together or not at all. */
export async function action({ request, context }: Route.ActionArgs) {
  if (await withAnyone(findUnionName)) throw redirect('/sign-in')
  const form = await parseForm(request, Founding)
  if (!form.ok) return invalid(form)

  const { unionName, timeZone, locales, name, password, address, kind } = form.data
  const placed = planDoors(form.data)
  if (findTwins(placed).length > 0) return invalid(refuse(typed(form.data), 'changes', 'byHand.sameDoor'))

  const person = { name, passwordHash: await hashPassword(password), locale: resolveLocale(request.headers) }
  const label = deviceLabel(request.headers.get('user-agent'))
  const founded = await withAnyone(async (db) => {
    const { accountId, bodyId } = await foundUnion(db, { unionName, timeZone, locales }, person)
    const session = await openSession(db, accountId, label)
    const me = await becomeActor(context, db, session.sessionId)
    await recordDeed(me, bodyId, 'union_founded', bodyId)
    const added = await addBuilding(me, { address, kind, bodyId, doors: 'counted', placed })
    return { token: session.token, buildingId: added.buildingId }
  }).catch((error: { code?: string }) => {
    if (error.code === '23505') return null
    throw error
  })
  if (!founded) return invalid(refuse(typed(form.data), 'unionName', 'start.exists'))
  throw redirect(`/buildings/${founded.buildingId}`, {
    headers: { 'Set-Cookie': serializeSession(founded.token, request) },
  })
}

/** Back as it was typed. */
function typed({
  unionName,
  timeZone,
  locales,
  name,
  address,
  kind,
  naming,
  staircases,
  floors,
  perFloor,
  skip13,
}: Founding) {
  const counts = { staircases: String(staircases), floors: String(floors), perFloor: String(perFloor) }
  const building = { address, kind, naming, ...counts }
  return { unionName, timeZone, locales, name, ...building, skip13: skip13 ? 'on' : 'false' }
}

export default function StartPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const form = useZodForm(Founding, {
    labels: {
      unionName: i18n._('start.unionName'),
      timeZone: i18n._('start.timeZone'),
      locales: i18n._('start.locales'),
      name: i18n._('account.name'),
      password: i18n._('account.password.new'),
      ...useBuildingLabels(),
    },
    defaultValues: { timeZone: 'America/Los_Angeles', locales: ['en', 'es'], ...firstBuilding },
    result: actionData,
  })
  const { setValue } = form
  const tried = Boolean(actionData)

  // The server cannot know where the browser is; what was chosen before stays.
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!tried && loaderData.timeZones.includes(here)) setValue('timeZone', here)
  }, [tried, loaderData.timeZones, setValue])

  return (
    <Front wide title={i18n._('start.title')} lead={i18n._('start.lead')}>
      <Form {...form.props}>
        <ErrorSummary {...form.summary} />
        <Section title={i18n._('start.union')}>
          <div className="flex max-w-xl flex-col gap-5">
            <TextField
              {...form.field('unionName')}
              hint={i18n._('start.unionName.hint')}
              autoComplete="off"
              dir="auto"
            />
            <CheckGroup
              {...form.field('locales')}
              inline
              defaultValue={['en', 'es']}
              options={[
                { value: 'en', label: 'English' },
                { value: 'es', label: 'Español' },
              ]}
            />
            <SelectField
              {...form.field('timeZone')}
              hint={i18n._('start.timeZone.hint')}
              options={loaderData.timeZones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            />
          </div>
        </Section>
        <Section title={i18n._('start.building')}>
          <BuildingFields form={form} />
        </Section>
        <Section title={i18n._('start.you')}>
          <div className="flex max-w-xl flex-col gap-5">
            <TextField
              {...form.field('name')}
              hint={i18n._('account.name.hint')}
              autoComplete="username"
              autoCapitalize="words"
              dir="auto"
            />
            <TextField
              {...form.field('password')}
              hint={i18n._('account.password.hint')}
              type="password"
              autoComplete="new-password"
            />
          </div>
        </Section>
        <Button type="submit" variant="main" size="touch" className="mt-8">
          {i18n._('start.do')}
        </Button>
      </Form>
    </Front>
  )
}
