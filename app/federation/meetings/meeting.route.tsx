import { redirect } from 'react-router'
import { askKey } from '#app/canvass/doors/talk-words.ts'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { isUuid, requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { nameLanguages } from '#app/people/name-languages.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/meeting.route.ts'
import { actionKey } from './action-words.ts'
import { CancelMeeting } from './cancel-meeting.tsx'
import { countMeeting, type MeetingCounts } from './count-meeting.ts'
import { FloorTable, keptColumn } from './floor-table.tsx'
import { KeptLine } from './kept-line.tsx'
import { MarkDoors, markingOf } from './mark-doors.tsx'
import { MeetingAct } from './meeting.schema.ts'
import { MeetingBeam } from './meeting-beam.tsx'
import { listInterpreting } from './meeting-languages.server.ts'
import { MeetingSheet } from './meeting-sheet.tsx'
import {
  cancelMeeting,
  findMeeting,
  listMeetingBuildings,
  listSheetDoors,
  meetingColumns,
} from './meetings.server.ts'
import { outcomes } from './outcome.ts'
import { MeetingPapers } from './paper/meeting-papers.tsx'
import { tickByNumber, tickDoor } from './tick-doors.server.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams
  const wanted = query.get('building')
  return withPage(context, 'meetings.read', async (db) => {
    const meeting = await findMeeting(db, requireUuid(params.meetingId))
    if (!meeting) throw notFound()
    const mayWrite = db.actor.can('meetings.write', meeting.bodyId)
    const [said, all, interpreting] = await Promise.all([
      meetingColumns(db, meeting.id),
      listMeetingBuildings(db, meeting.bodyId),
      meeting.kind === 'meeting' ? listInterpreting(db, meeting.id) : [],
    ])
    // Which neighbour said what is for those who read the chart; the counts are for everyone.
    const seesDoors = db.actor.can('chart.read', meeting.bodyId)
    const chosen = seesDoors
      ? (all.find(({ buildingId }) => buildingId === wanted) ?? (all.length === 1 ? all[0] : undefined))
      : undefined
    const sheet = chosen && {
      buildingId: chosen.buildingId,
      address: chosen.address,
      doors: await listSheetDoors(db, chosen.holdingId),
    }
    const ids = new Set(sheet?.doors.map(({ unitId }) => unitId))
    return {
      meeting,
      mayWrite,
      marking: outcomeIn(query),
      isOver: Date.parse(meeting.startsAt) < Date.now(),
      counts: countMeeting(said, all),
      interpreting,
      languageNames: nameLanguages(
        resolveLocale(request.headers),
        interpreting.map(({ language }) => language),
      ),
      buildings: seesDoors
        ? all.map(({ unitIds, doors, ...building }) => ({
            ...building,
            ...countMeeting(said, [{ unitIds, doors }]),
          }))
        : [],
      sheet,
      said: said.filter(({ unitId }) => ids.has(unitId)),
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const meetingId = requireUuid(params.meetingId)
  const form = await parseForm(request, MeetingAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  const query = new URL(request.url).searchParams
  const asked = query.get('building')
  if (act.intent === 'byDoor') {
    const ticked = await withActor(context, 'meetings.write', (db) =>
      tickByNumber(db, meetingId, {
        buildingId: requireUuid(asked ?? undefined),
        door: act.door,
        outcome: act.outcome,
      }),
    )
    return ticked ? { ticked } : invalid(refuse({ door: act.door }, 'door', 'meeting.noSuchDoor'))
  }
  await withActor(context, 'meetings.write', (db) =>
    act.intent === 'cancel'
      ? cancelMeeting(db, meetingId)
      : tickDoor(db, meetingId, { unitId: act.unitId, outcome: act.said }),
  )
  throw redirect(`/meetings/${meetingId}${markingOf(isUuid(asked) ? asked : null, outcomeIn(query))}`)
}

function outcomeIn(query: URLSearchParams) {
  return outcomes.find((outcome) => outcome === query.get('as')) ?? 'kept'
}

export default function MeetingPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { meeting, mayWrite, marking, isOver, counts, interpreting, languageNames, buildings, sheet, said } =
    loaderData
  const cancelled = meeting.cancelledAt !== null
  const isAction = meeting.kind !== 'meeting'
  const mayTick = mayWrite && !cancelled
  const { promises } = counts
  return (
    <Page
      title={meeting.title}
      beam={<MeetingBeam counts={counts} isOver={isOver} isAction={isAction} />}
      lead={
        <>
          {meeting.kind === 'meeting' ? (
            <>
              {format.instant(meeting.startsAt)} · <bdi>{meeting.place}</bdi>
            </>
          ) : (
            `${i18n._(actionKey(meeting.kind))} · ${format.day(format.dayOf(meeting.startsAt))} · ${i18n._(askKey(meeting.step))}`
          )}{' '}
          · <bdi>{meeting.bodyName}</bdi>{' '}
          {cancelled && <StatusChip tone="look">{i18n._('meeting.cancelled')}</StatusChip>}
        </>
      }
      actions={
        <>
          {!isAction && !cancelled && (
            <MeetingPapers meetingId={meeting.id} seesDoors={buildings.length > 0} />
          )}
          {mayTick && !isOver && <CancelMeeting isAction={isAction} />}
        </>
      }
    >
      {meeting.agenda && (
        <Section title={i18n._('meeting.agenda')}>
          <p dir="auto" className="max-w-reading whitespace-pre-line">
            {meeting.agenda}
          </p>
        </Section>
      )}
      {interpreting.length > 0 && !isOver && !cancelled && (
        <p>
          {i18n._('meeting.interpreting', {
            languages: format.list(
              interpreting.map(({ language, count }) =>
                i18n._('meeting.interpretingFor', { language: languageNames[language] ?? language, count }),
              ),
            ),
          })}
        </p>
      )}
      {promises.yes > 0 && (isOver || promises.open < promises.yes) && (
        <KeptLine promises={promises} isOver={isOver} />
      )}
      {buildings.length > 1 && (
        <Section title={i18n._('meeting.buildings')}>
          <DataTable
            caption={i18n._('meeting.buildings')}
            captionHidden
            rows={buildings}
            rowKey={({ buildingId }) => buildingId}
            rowHref={({ buildingId }) => `?building=${buildingId}#sheet`}
            initialSort={{ id: 'yes', down: true }}
            columns={[
              {
                id: 'address',
                head: i18n._('meeting.building'),
                cell: (row) => row.address,
                sortBy: (row) => row.address,
              },
              figure('doors', i18n._('meeting.doors')),
              figure('asked', i18n._('meeting.asked')),
              figure('yes', i18n._('meeting.yes')),
              figure('maybe', i18n._('meeting.maybe')),
              figure('came', i18n._(isAction ? 'action.did' : 'meeting.came')),
              ...(isOver ? [keptColumn<MeetingCounts & { address: string }>(i18n)] : []),
            ]}
          />
        </Section>
      )}
      {sheet ? (
        <>
          <div id="sheet" className="scroll-mt-4">
            <MeetingSheet sheet={sheet} said={said} mayTick={mayTick} isAction={isAction} marking={marking}>
              {mayTick && (
                <MarkDoors
                  buildingId={sheet.buildingId}
                  isAction={isAction}
                  marking={marking}
                  sent={actionData}
                />
              )}
            </MeetingSheet>
          </div>
          <FloorTable doors={sheet.doors} said={said} isAction={isAction} />
        </>
      ) : (
        buildings.length === 0 && counts.asked === 0 && <Empty>{i18n._('meeting.nobodyAsked')}</Empty>
      )}
    </Page>
  )

  function figure(id: 'doors' | 'asked' | 'yes' | 'maybe' | 'came', head: string) {
    return {
      id,
      head,
      numeric: true,
      cell: (row: MeetingCounts) => (row[id] === null ? i18n._('meeting.unknown') : format.number(row[id])),
      sortBy: (row: MeetingCounts) => row[id],
    }
  }
}
