import { Link } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Beam } from '#app/ui/beam.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { joinPath } from '../joining/shift-code.ts'
import { countActsOfShift } from '../turf/settle/settle.server.ts'
import { findShift } from '../turf/shifts.server.ts'
import type { Route } from './+types/board.route.ts'
import { BoardAct } from './board.schema.ts'
import { findBoard, findShiftCode, leadShift } from './board.server.ts'
import { BoardCode } from './board-code.tsx'
import { BoardHanded } from './board-handed.tsx'
import { BoardTeamRow } from './board-team.tsx'
import { drawQr } from './draw-qr.ts'
import { pairsOut } from './is-back.ts'
import { useBoard } from './use-board.ts'

/** For the shift's lead and whoever gives out its doors. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const shiftId = requireUuid(params.shiftId)
  const address = new URL(joinPath, request.url)
  return withPage(context, 'self', async (db) => {
    const board = await findBoard(db, shiftId)
    if (!board) throw notFound()
    const code = await findShiftCode(db, shiftId)
    return {
      picture: { board, now: new Date().toISOString() },
      mayPlan: (await findShift(db, shiftId)) !== null,
      look: await countActsOfShift(db, shiftId),
      code,
      qr: code ? drawQr(`${address.href}#${code}`) : null,
      address: `${address.host}${joinPath}`,
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const shiftId = requireUuid(params.shiftId)
  const form = await parseForm(request, BoardAct)
  if (!form.ok) return invalid(form)
  await withActor(context, 'self', (db) => leadShift(db, shiftId, form.data))
  return null
}

export default function BoardPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { code, qr, address, picture, mayPlan, look } = loaderData
  const { board, seenAt, now, isOld } = useBoard(picture)
  // Doors that wait for another pair are not done because nobody has them.
  const waiting = board.handedBack.reduce((sum, { labels }) => sum + labels.length, 0)
  const doors = board.teams.reduce((sum, team) => sum + team.doors, waiting)
  const done = board.teams.reduce((sum, team) => sum + team.done, 0)
  const isOpen = Date.parse(board.endsAt) > now.getTime()
  const day = format.day(format.dayOf(board.startsAt))
  const hasBegun = Date.parse(board.startsAt) <= now.getTime()
  const pairs = pairsOut(board.teams)
  // Somebody, or some doors, could go to a pair, and none is out.
  const noneIsOut =
    pairs.length === 0 &&
    board.teams.some(({ name }) => name) &&
    (waiting > 0 || board.teams.some(({ name, people }) => !name && people.length > 0))
  return (
    <Page
      title={i18n._('board.title')}
      beam={
        <Beam
          total={doors}
          parts={[{ fill: 'solid', count: done }]}
          text={i18n._('board.sentence', { done, doors })}
        />
      }
      actions={
        <>
          {isOpen && <LinkButton to="#code">{i18n._('board.code.title')}</LinkButton>}
          {hasBegun && <LinkButton to={`/turf/${board.id}/debrief`}>{i18n._('debrief.title')}</LinkButton>}
        </>
      }
      lead={
        <>
          {mayPlan ? <Link to={`/turf/${board.id}`}>{day}</Link> : day} · <bdi>{board.place}</bdi> ·{' '}
          {i18n._('board.backBy', { time: format.time(board.backBy) })}
          {board.lead && (
            <>
              {' '}
              · {i18n._('turf.lead')}: <bdi>{board.lead}</bdi>
            </>
          )}
        </>
      }
    >
      <p
        role="status"
        className={isOld ? 'rounded-control bg-amber-tint px-3 py-2' : 'text-label text-ink-2'}
      >
        {i18n._(isOld ? 'board.old' : 'board.asOf', { time: format.time(seenAt) })}
      </p>
      {look > 0 && (
        <p className="mt-3">
          <LinkButton to={`/turf/${board.id}/look`}>{i18n._('board.look', { count: look })}</LinkButton>
        </p>
      )}
      {noneIsOut && <p className="mt-3 rounded-control bg-info-tint px-3 py-2">{i18n._('board.allBack')}</p>}
      {board.handedBack.length > 0 && (
        <Section title={i18n._('handBack.waiting')}>
          <div className="grid gap-6 desk:grid-cols-2">
            {board.handedBack.map((turf) => (
              <BoardHanded key={turf.turfId} turf={turf} pairs={pairs} />
            ))}
          </div>
        </Section>
      )}
      <Section title={i18n._('board.pairs')}>
        {board.teams.length === 0 ? (
          <Empty>{i18n._('board.none')}</Empty>
        ) : (
          <div className="grid gap-6 desk:grid-cols-2">
            {board.teams.map((team) => (
              <BoardTeamRow
                key={team.key}
                team={team}
                backBy={board.backBy}
                now={now}
                hasBegun={hasBegun}
                pairs={pairs}
              />
            ))}
          </div>
        )}
        <p className="mt-4 max-w-reading text-label text-ink-2">{i18n._('board.noLocation')}</p>
      </Section>
      {isOpen && (
        <div id="code" className="scroll-mt-4">
          <Section title={i18n._('board.code.title')}>
            <BoardCode
              code={code}
              qr={qr}
              startsAt={board.startsAt}
              endsAt={board.endsAt}
              now={now}
              address={address}
            />
          </Section>
        </div>
      )}
    </Page>
  )
}
