import { redirect } from 'react-router'
import { PaperPage } from '#app/canvass/paper/paper-page.tsx'
import { PrintButton } from '#app/canvass/paper/print-button.tsx'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { isUuid, requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { ScrollFrame } from '#app/ui/scroll-frame.tsx'
import { ReminderAct } from '../meeting.schema.ts'
import { remindByNumber, remindDoor } from '../tick-doors.server.ts'
import type { Route } from './+types/reminders.route.ts'
import { layPages, type PaperLine } from './lay-pages.ts'
import {
  choosePaperBuilding,
  listReminders,
  type ReminderDoor,
  requireMeeting,
} from './meeting-paper.server.ts'
import { PaperChoice } from './paper-choice.tsx'
import { ReminderTicks } from './reminder-ticks.tsx'
import { StaircaseRow } from './staircase-row.tsx'
import '#app/canvass/paper/paper.css'

const linesOfPage = 21
const saidKey = keysFor('paper.coming', ['yes', 'maybe'])

/** The evening before: doors to remind, floor by floor, each with a box. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const wanted = new URL(request.url).searchParams.get('building')
  return withPage(context, 'meetings.read', async (db) => {
    const meeting = await requireMeeting(db, requireUuid(params.meetingId))
    const { buildings, chosen } = await choosePaperBuilding(db, meeting, wanted)
    return {
      meeting,
      buildings,
      chosen,
      mayTick: db.actor.can('meetings.write', meeting.bodyId),
      doors: chosen ? await listReminders(db, meeting.id, chosen.holdingId) : [],
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const meetingId = requireUuid(params.meetingId)
  const form = await parseForm(request, ReminderAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  const asked = new URL(request.url).searchParams.get('building')
  if (act.intent === 'byDoor') {
    const ticked = await withActor(context, 'meetings.write', (db) =>
      remindByNumber(db, meetingId, { buildingId: requireUuid(asked ?? undefined), door: act.door }),
    )
    return ticked ? { ticked } : invalid(refuse({ door: act.door }, 'door', 'meeting.noSuchDoor'))
  }
  await withActor(context, 'meetings.write', (db) =>
    remindDoor(db, meetingId, { unitId: act.unitId, reminded: act.said }),
  )
  throw redirect(`/meetings/${meetingId}/reminders${isUuid(asked) ? `?building=${asked}` : ''}`)
}

export default function RemindersPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { meeting, buildings, chosen, mayTick, doors, shell } = loaderData
  const hasStairs = doors.some(({ entrance }) => entrance !== null)
  const pages = layPages(doors, linesOfPage, ({ entrance }) => (hasStairs ? (entrance ?? '') : null))
  return (
    <>
      <div className="print:hidden">
        <Page
          title={i18n._('meetingPaper.reminders')}
          lead={i18n._('meetingPaper.reminders.lead')}
          actions={doors.length > 0 && <PrintButton>{i18n._('paper.sheet.print')}</PrintButton>}
        >
          <PaperChoice buildings={buildings} chosen={chosen} />
          {mayTick && chosen && doors.length > 0 && (
            <ReminderTicks buildingId={chosen.buildingId} doors={doors} sent={actionData} />
          )}
        </Page>
      </div>
      {doors.length === 0 && <Empty>{i18n._('meetingPaper.nobody')}</Empty>}
      <ScrollFrame label={i18n._('meetingPaper.reminders')} className="paper-pages mt-4 print:mt-0">
        {pages.map(({ first, lines }, at) => (
          <PaperPage
            key={first.unitId}
            code={meeting.id.slice(-6).toUpperCase()}
            page={at + 1}
            pages={pages.length}
            by={shell.personName}
          >
            <h2>{meeting.title}</h2>
            <p>
              {format.instant(meeting.startsAt)} · {meeting.place} · {chosen?.address}
            </p>
            <table className="paper-rows">
              <thead>
                <tr>
                  <th className="w-[20mm]">{i18n._('meeting.floor')}</th>
                  <th className="w-[18mm]">{i18n._('paper.door')}</th>
                  <th className="w-[28mm]">{i18n._('paper.comingHead')}</th>
                  <th className="w-[28mm]">{i18n._('meetingPaper.reminded')}</th>
                  <th>{i18n._('meetingPaper.phone')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line, n) =>
                  'door' in line ? (
                    <ReminderRow key={line.door.unitId} door={line.door} floor={newFloor(lines, n)} />
                  ) : (
                    <StaircaseRow key={line.staircase} staircase={line.staircase} cells={5} />
                  ),
                )}
              </tbody>
            </table>
          </PaperPage>
        ))}
      </ScrollFrame>
    </>
  )
}

/** Said once for all doors of it that follow. */
function newFloor(lines: readonly PaperLine<ReminderDoor>[], n: number) {
  const [line, before] = [lines[n], lines[n - 1]]
  if (!line || !('door' in line)) return ''
  return before && 'door' in before && before.door.floor === line.door.floor ? '' : line.door.floor
}

function ReminderRow({ door, floor }: { door: ReminderDoor; floor: string }) {
  const i18n = useI18n()
  const format = useFormat()
  return (
    <tr>
      <td>{floor}</td>
      <td>
        <strong>{door.label}</strong>
      </td>
      <td>{i18n._(saidKey(door.answer))}</td>
      <td>{door.reminded ? `✓ ${i18n._('meetingPaper.reminded')}` : <span className="paper-box" />}</td>
      <td>
        {door.phones
          .map(({ number, call, text }) =>
            [
              number,
              `(${format.list([...(call ? [i18n._('meetingPaper.call')] : []), ...(text ? [i18n._('meetingPaper.text')] : [])])})`,
            ].join(' '),
          )
          .join(', ')}
      </td>
    </tr>
  )
}
