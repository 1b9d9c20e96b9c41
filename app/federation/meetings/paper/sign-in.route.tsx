import { PaperPage } from '#app/canvass/paper/paper-page.tsx'
import { PrintButton } from '#app/canvass/paper/print-button.tsx'
import { withPage } from '#app/core/actor.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { CheckField } from '#app/ui/field.tsx'
import { Page } from '#app/ui/page.tsx'
import { ScrollFrame } from '#app/ui/scroll-frame.tsx'
import { listSheetDoors } from '../meetings.server.ts'
import type { Route } from './+types/sign-in.route.ts'
import { layPages } from './lay-pages.ts'
import { choosePaperBuilding, listWhoSaidYes, requireMeeting } from './meeting-paper.server.ts'
import { PaperChoice } from './paper-choice.tsx'
import { StaircaseRow } from './staircase-row.tsx'
import '#app/canvass/paper/paper.css'

const linesOfPage = 20
/** For neighbours of other houses, and doors with more than one who comes. */
const freeLines = 10

/** Lies on the table: doors and lines. Who said yes stands on the committee's copy alone, asked for twice. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams
  return withPage(context, 'meetings.read', async (db) => {
    const meeting = await requireMeeting(db, requireUuid(params.meetingId))
    const { buildings, chosen } = await choosePaperBuilding(db, meeting, query.get('building'))
    const mayName = db.actor.can('levels.read', meeting.bodyId) && db.actor.can('people.read', meeting.bodyId)
    const isMeant = query.get('meant') === 'on'
    const withNames = mayName && query.get('names') === 'on' && isMeant
    return {
      meeting,
      buildings,
      chosen,
      mayName,
      withNames,
      asksToConfirm: mayName && query.get('names') === 'on' && !isMeant,
      doors: chosen ? await listSheetDoors(db, chosen.holdingId) : [],
      yes: chosen && withNames ? await listWhoSaidYes(db, meeting.id, chosen.holdingId) : [],
    }
  })
}

export default function SignInSheetPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { meeting, buildings, chosen, mayName, withNames, asksToConfirm, doors, yes, shell } = loaderData
  const names = new Map(yes.map((door) => [door.unitId, door.names.join(', ') || '✓']))
  const hasStairs = doors.some(({ entrance }) => entrance !== null)
  const lines = [
    ...doors.map(({ unitId, label, entrance }) => ({
      key: unitId,
      label,
      staircase: hasStairs ? (entrance ?? '') : null,
      said: names.get(unitId) ?? '',
    })),
    ...Array.from({ length: freeLines }, (_, n) => ({
      key: `free ${n}`,
      label: '',
      staircase: null,
      said: '',
    })),
  ]
  const pages = layPages(lines, linesOfPage, ({ staircase }) => staircase)
  return (
    <>
      <div className="print:hidden">
        <Page
          title={i18n._('meetingPaper.signIn')}
          lead={i18n._('meetingPaper.signIn.lead')}
          actions={
            <>
              <LinkButton
                to={`/meetings/${meeting.id}${chosen ? `?building=${chosen.buildingId}` : ''}#sheet`}
              >
                {i18n._('meetingPaper.signIn.enter')}
              </LinkButton>
              {chosen && <PrintButton>{i18n._('paper.sheet.print')}</PrintButton>}
            </>
          }
        >
          <PaperChoice buildings={buildings} chosen={chosen}>
            {mayName && (
              <div className="basis-full">
                <CheckField
                  name="names"
                  label={i18n._('meetingPaper.names')}
                  defaultChecked={withNames || asksToConfirm}
                />
                <CheckField
                  name="meant"
                  label={i18n._('meetingPaper.meant')}
                  defaultChecked={withNames}
                  error={asksToConfirm ? 'meetingPaper.confirm' : ''}
                />
              </div>
            )}
          </PaperChoice>
        </Page>
      </div>
      {chosen ? (
        <ScrollFrame label={i18n._('meetingPaper.signIn')} className="paper-pages mt-4 print:mt-0">
          {pages.map((page, at) => (
            <PaperPage
              key={page.first.key}
              code={meeting.id.slice(-6).toUpperCase()}
              page={at + 1}
              pages={pages.length}
              by={shell.personName}
            >
              <h2>{meeting.title}</h2>
              <p>
                {format.instant(meeting.startsAt)} · {meeting.place} · {chosen.address}
              </p>
              <table className="paper-rows">
                <thead>
                  <tr>
                    <th className="w-[18mm]">{i18n._('paper.door')}</th>
                    {withNames && <th className="w-[60mm]">{i18n._('meetingPaper.saidYes')}</th>}
                    <th>{i18n._('meetingPaper.whoSigns')}</th>
                  </tr>
                </thead>
                <tbody>
                  {page.lines.map((line) =>
                    'door' in line ? (
                      <tr key={line.door.key}>
                        <td>
                          <strong>{line.door.label}</strong>
                        </td>
                        {withNames && <td>{line.door.said}</td>}
                        <td />
                      </tr>
                    ) : (
                      <StaircaseRow
                        key={line.staircase}
                        staircase={line.staircase}
                        cells={withNames ? 3 : 2}
                      />
                    ),
                  )}
                </tbody>
              </table>
            </PaperPage>
          ))}
        </ScrollFrame>
      ) : (
        <Empty>{i18n._('meetingPaper.noBuilding')}</Empty>
      )}
    </>
  )
}
