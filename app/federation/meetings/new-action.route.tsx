import { Form, redirect } from 'react-router'
import { askKey } from '#app/canvass/doors/talk-words.ts'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Page } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/new-action.route.ts'
import { actionKey } from './action-words.ts'
import { actionKinds, actionSteps, NewAction } from './meeting.schema.ts'
import { planAction } from './meetings.server.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return withPage(context, 'meetings.write', async (db) => ({
    bodies: db.actor.bodiesWith('meetings.write').map(({ bodyId, bodyName }) => ({ bodyId, bodyName })),
    today: db.today,
  }))
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, NewAction)
  if (!form.ok) return invalid(form)
  const id = await withActor(context, 'meetings.write', (db) => planAction(db, form.data))
  throw redirect(`/meetings/${id}`)
}

export default function NewActionPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { bodies, today } = loaderData
  const form = useZodForm(NewAction, {
    labels: {
      bodyId: i18n._('action.of'),
      kind: i18n._('action.kind'),
      title: i18n._('meeting.what'),
      day: i18n._('meeting.day'),
      step: i18n._('action.step'),
    },
    defaultValues: { bodyId: bodies[0]?.bodyId, kind: 'petition', day: today },
    result: actionData,
  })
  return (
    <Page title={i18n._('action.new')} lead={i18n._('action.newLead')}>
      <Form {...form.props} className="flex max-w-lg flex-col gap-5">
        <ErrorSummary {...form.summary} />
        {bodies.length > 1 ? (
          <SelectField
            {...form.field('bodyId')}
            options={bodies.map(({ bodyId, bodyName }) => ({ value: bodyId, label: bodyName }))}
          />
        ) : (
          <input type="hidden" name="bodyId" value={bodies[0]?.bodyId} />
        )}
        <SelectField
          {...form.field('kind')}
          options={actionKinds.map((kind) => ({ value: kind, label: i18n._(actionKey(kind)) }))}
        />
        <TextField {...form.field('title')} autoComplete="off" hint={i18n._('action.titleHint')} />
        <TextField {...form.field('day')} type="date" />
        <SelectField
          {...form.field('step')}
          empty={i18n._('action.usualStep')}
          options={actionSteps.map((step) => ({ value: step, label: i18n._(askKey(step)) }))}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="main">
            {i18n._('action.make')}
          </Button>
          <LinkButton to="/today" variant="quiet">
            {i18n._('ui.back')}
          </LinkButton>
        </div>
      </Form>
    </Page>
  )
}
