import { Form, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/lift.route.ts'
import { Lift, mostReason } from './lift.schema.ts'
import { findMarkedDoor, liftMark } from './lift.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
  const buildingId = requireUuid(params.buildingId)
  return withPage(context, 'turf.assign', async (db) => {
    const { label, key, address, asked } = await findMarkedDoor(db, buildingId, params.door)
    return { label, address, days: asked.map(({ day }) => day), back: chartOf(buildingId, key) }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const buildingId = requireUuid(params.buildingId)
  const form = await parseForm(request, Lift)
  if (!form.ok) return invalid(form)
  const isLifted = await withActor(context, 'turf.assign', (db) =>
    liftMark(db, buildingId, params.door, form.data.reason),
  )
  if (!isLifted) return invalid(refuse(form.values, 'root', 'lift.nothing'))
  return redirect(chartOf(buildingId, params.door))
}

/** The door beside its chart. */
function chartOf(buildingId: string, key: string) {
  return `/buildings/${buildingId}?view=committee&door=${encodeURIComponent(key)}`
}

/** For whoever gives out doors: who asked never to be visited is left in peace until somebody says why not. */
export default function LiftPage({
  loaderData: { label, address, days, back },
  actionData,
}: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const errors = Object.entries(actionData?.errors ?? {}).map(([name, { message }]) => ({ name, message }))
  return (
    <Page
      title={i18n._('lift.title')}
      lead={`${i18n._('look.door', { door: label })}, ${address}`}
      actions={<LinkButton to={back}>{i18n._('ui.back')}</LinkButton>}
    >
      <ErrorSummary items={errors} attempt={actionData} />
      {days.length === 0 ? (
        <Empty>{i18n._('lift.nothing')}</Empty>
      ) : (
        <Form method="post" className="flex max-w-reading flex-col items-start gap-4">
          <p>{i18n._('lift.asked', { days: format.list(days.map((day) => format.day(day))) })}</p>
          <p>{i18n._('lift.text')}</p>
          <TextArea
            name="reason"
            label={i18n._('lift.reason')}
            hint={i18n._('lift.reason.hint')}
            error={actionData?.errors.reason?.message}
            defaultValue={String(actionData?.values.reason ?? '')}
            maxLength={mostReason}
            required
          />
          <Button type="submit" variant="main">
            {i18n._('lift.do')}
          </Button>
        </Form>
      )}
    </Page>
  )
}
