import { Form, redirect } from 'react-router'
import { type Handle, withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { formValues } from '#app/core/form-data.ts'
import { openActions } from '#app/federation/meetings/meetings.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Page } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import { listScripts } from '../scripts/scripts.server.ts'
import type { Route } from './+types/new-shift.route.ts'
import { Conditions } from './lists/list.schema.ts'
import { planList } from './lists/lists.server.ts'
import { NewShift } from './shift.schema.ts'
import { chosenBoxes, ShiftFields, useShiftLabels } from './shift-fields.tsx'
import { addShift, listColleagues } from './shifts.server.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams
  const wanted = query.get('body')
  return withPage(context, 'turf.assign', async (db) => {
    const bodies = db.actor.bodiesWith('turf.assign').map(({ bodyId, bodyName }) => ({ bodyId, bodyName }))
    const bodyId = bodies.find((body) => body.bodyId === wanted)?.bodyId ?? bodies[0]?.bodyId ?? ''
    return {
      bodies,
      bodyId,
      list: query.get('list') ?? '',
      colleagues: await listColleagues(db, bodyId),
      scripts: await listScripts(db, bodyId),
      actions: await openActions(db, bodyId),
      me: db.actor.accountId,
      today: db.today,
    }
  })
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, NewShift)
  if (!form.ok) return invalid(form)
  const shiftId = await withActor(context, 'turf.assign', async (db) =>
    form.data.day < db.today ? null : addShiftOf(db, form.data),
  )
  if (!shiftId) return invalid(refuse(form.values, 'day', 'turf.past'))
  throw redirect(`/turf/${shiftId}/plan`)
}

/** A shift, with the doors of a list if it was made for one. */
async function addShiftOf(db: Handle, { list, ...shift }: NewShift) {
  const shiftId = await addShift(db, shift)
  const asked = list ? Conditions.safeParse(formValues(formOf(list))) : null
  if (asked?.success) await planList(db, shiftId, asked.data)
  return shiftId
}

function formOf(query: string) {
  const form = new FormData()
  for (const [name, value] of new URLSearchParams(query)) form.append(name, value)
  return form
}

export default function NewShiftPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { bodies, bodyId, colleagues, scripts, actions, me, today } = loaderData
  const labels = useShiftLabels()
  const form = useZodForm(NewShift, {
    labels,
    defaultValues: { bodyId, day: today, from: '17:00', to: '20:00', backBy: '19:45', leadId: me },
    result: actionData,
  })
  return (
    <Page title={i18n._('turf.new')} lead={i18n._('turf.newLead')}>
      {bodies.length > 1 && (
        <Form className="mb-6 flex max-w-lg flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1">
            <SelectField
              name="body"
              label={i18n._('turf.body')}
              defaultValue={bodyId}
              options={bodies.map((body) => ({ value: body.bodyId, label: body.bodyName }))}
            />
          </div>
          <Button type="submit">{i18n._('turf.choose')}</Button>
        </Form>
      )}
      <Form {...form.props} key={bodyId} className="flex max-w-lg flex-col gap-5">
        <ErrorSummary {...form.summary} />
        <input type="hidden" name="bodyId" value={bodyId} />
        <input type="hidden" name="list" value={loaderData.list} />
        <ShiftFields
          field={form.field}
          minDay={today}
          colleagues={colleagues}
          scripts={scripts}
          actions={actions}
          chosen={chosenBoxes(actionData, { asks: [], leavesFlyer: false })}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="main">
            {i18n._('turf.save')}
          </Button>
          <LinkButton to="/turf" variant="quiet">
            {i18n._('ui.back')}
          </LinkButton>
        </div>
      </Form>
    </Page>
  )
}
