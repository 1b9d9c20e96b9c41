import { Form, redirect } from 'react-router'
import { agendaOf } from '#app/canvass/heard/heard.server.ts'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { Page } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/new-meeting.route.ts'
import { NewMeeting } from './meeting.schema.ts'
import { scheduleMeeting } from './meetings.server.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams
  const locale = resolveLocale(request.headers)
  return withPage(context, 'meetings.write', async (db) => {
    const bodies = db.actor.bodiesWith('meetings.write').map(({ bodyId, bodyName }) => ({ bodyId, bodyName }))
    const bodyId = bodies.find((body) => body.bodyId === query.get('body'))?.bodyId ?? bodies[0]?.bodyId ?? ''
    const isHeard = query.get('agenda') === 'heard' && db.actor.can('knocks.read', bodyId)
    return { bodies, bodyId, agenda: isHeard ? await agendaOf(db, bodyId, locale) : '', today: db.today }
  })
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, NewMeeting)
  if (!form.ok) return invalid(form)
  const meetingId = await withActor(context, 'meetings.write', async (db) =>
    form.data.day < db.today ? null : scheduleMeeting(db, form.data),
  )
  if (!meetingId) return invalid(refuse(form.values, 'day', 'meeting.past'))
  throw redirect(`/meetings/${meetingId}`)
}

export default function NewMeetingPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { bodies, bodyId, agenda, today } = loaderData
  const form = useZodForm(NewMeeting, {
    labels: {
      bodyId: i18n._('meeting.of'),
      title: i18n._('meeting.what'),
      day: i18n._('meeting.day'),
      time: i18n._('meeting.time'),
      place: i18n._('meeting.place'),
      agenda: i18n._('meeting.agenda'),
    },
    defaultValues: { bodyId, time: '19:00', agenda },
    result: actionData,
  })
  return (
    <Page title={i18n._('meeting.new')} lead={i18n._('meeting.newLead')}>
      <Form {...form.props} className="flex max-w-lg flex-col gap-5">
        <ErrorSummary {...form.summary} />
        {bodies.length > 1 ? (
          <SelectField
            {...form.field('bodyId')}
            options={bodies.map(({ bodyId, bodyName }) => ({ value: bodyId, label: bodyName }))}
          />
        ) : (
          <input type="hidden" name="bodyId" value={bodyId} />
        )}
        <TextField {...form.field('title')} autoComplete="off" hint={i18n._('meeting.whatHint')} />
        <div className="grid grid-cols-2 gap-4">
          <TextField {...form.field('day')} type="date" min={today} />
          <TextField {...form.field('time')} type="time" />
        </div>
        <TextField {...form.field('place')} autoComplete="off" hint={i18n._('meeting.placeHint')} />
        <TextArea
          {...form.field('agenda')}
          rows={6}
          hint={i18n._(agenda ? 'meeting.agendaHeard' : 'meeting.agendaHint')}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="main">
            {i18n._('meeting.set')}
          </Button>
          <LinkButton to="/today" variant="quiet">
            {i18n._('ui.back')}
          </LinkButton>
        </div>
      </Form>
    </Page>
  )
}
