import { useState } from 'react'
import { Form, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { dayOf, timeOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { openActions } from '#app/federation/meetings/meetings.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import { listScripts } from '../scripts/scripts.server.ts'
import type { Route } from './+types/edit-shift.route.ts'
import { callOff } from './called-off.server.ts'
import { EditShift } from './shift.schema.ts'
import { chosenBoxes, ShiftFields, useShiftLabels } from './shift-fields.tsx'
import { useShiftTime } from './shift-time.tsx'
import { editShift, findShift, listColleagues } from './shifts.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
  return withPage(context, 'turf.assign', async (db) => {
    const shift = await findShift(db, requireUuid(params.shiftId))
    if (!shift) throw notFound()
    const zone = db.union.timeZone
    return {
      shift,
      times: {
        day: dayOf(shift.startsAt, zone),
        from: timeOf(shift.startsAt, zone),
        to: timeOf(shift.endsAt, zone),
        backBy: shift.backBy ? timeOf(shift.backBy, zone) : '',
      },
      colleagues: await listColleagues(db, shift.bodyId),
      scripts: await listScripts(db, shift.bodyId),
      actions: await openActions(db, shift.bodyId, shift.actionId),
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const shiftId = requireUuid(params.shiftId)
  if (new URL(request.url).searchParams.has('off')) {
    await withActor(context, 'turf.assign', (db) => callOff(db, shiftId))
    throw redirect(`/turf/${shiftId}`)
  }
  const form = await parseForm(request, EditShift)
  if (!form.ok) return invalid(form)
  await withActor(context, 'turf.assign', (db) => editShift(db, shiftId, form.data))
  throw redirect(`/turf/${shiftId}`)
}

export default function EditShiftPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const shiftTime = useShiftTime()
  const { shift, times, colleagues, scripts, actions } = loaderData
  const form = useZodForm(EditShift, {
    labels: useShiftLabels(),
    defaultValues: {
      ...times,
      place: shift.place,
      leadId: shift.leadId ?? '',
      scriptId: shift.scriptId ?? '',
      actionId: shift.actionId ?? '',
    },
    result: actionData,
  })
  return (
    <Page title={i18n._('turf.edit')} lead={shiftTime(shift)}>
      <Form {...form.props} className="flex max-w-lg flex-col gap-5">
        <ErrorSummary {...form.summary} />
        <ShiftFields
          field={form.field}
          minDay={undefined}
          colleagues={colleagues}
          scripts={scripts}
          actions={actions}
          chosen={chosenBoxes(actionData, shift)}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="main">
            {i18n._('turf.saveChange')}
          </Button>
          <LinkButton to={`/turf/${shift.id}`} variant="quiet">
            {i18n._('ui.back')}
          </LinkButton>
        </div>
      </Form>
      {!shift.calledOffAt && (
        <Section title={i18n._('turf.callOff')}>
          <p className="max-w-reading text-ink-2">{i18n._('turf.callOffWhy')}</p>
          <CallOff />
        </Section>
      )}
    </Page>
  )
}

/** Asked once more where there is script; without it, the button says what it does and does it. */
function CallOff() {
  const i18n = useI18n()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <Form
        method="post"
        action="?off"
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault()
          setAsking(true)
        }}
      >
        <Button type="submit" variant="danger">
          {i18n._('turf.callOff')}
        </Button>
      </Form>
      <Dialog
        open={asking}
        onClose={close}
        title={i18n._('turf.callOffQuestion')}
        actions={
          <>
            <Button onClick={close}>{i18n._('turf.letItBe')}</Button>
            <Form method="post" action="?off" onSubmit={close}>
              <Button type="submit" variant="danger">
                {i18n._('turf.callOff')}
              </Button>
            </Form>
          </>
        }
      >
        <p>{i18n._('turf.callOffWhy')}</p>
      </Dialog>
    </>
  )
}
