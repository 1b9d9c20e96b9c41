import { Form, Link, redirect } from 'react-router'
import { z } from 'zod'
import { setFollowUpDone } from '#app/canvass/turf/follow-ups.server.ts'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { isUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/today.route.ts'
import { type TodayItem, todayKinds } from './choose-seven.ts'
import { readToday } from './today.server.ts'

const Done = z.object({ holdingId: z.uuid(), id: z.uuid(), done: z.enum(['yes', 'no']) })

export async function loader({ context, request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams
  const [holdingId, id] = (asked.get('done') ?? '').split('.')
  const page = await withPage(context, 'self', async (db) => ({
    ...(await readToday(db)),
    today: db.today,
    may: {
      shift: db.actor.can('turf.assign'),
      meeting: db.actor.can('meetings.write'),
      repair: db.actor.can('repairs.write'),
      lists: db.actor.can('knocks.read'),
    },
    hasDesk: db.actor.can('chart.read') || db.actor.can('meetings.read'),
    justDone: isUuid(holdingId) && isUuid(id) ? { holdingId, id } : null,
  }))
  // Whoever only knocks, and stands in a stairwell with a phone, has one thing to do.
  const isPhone = /\bMobi/.test(request.headers.get('user-agent') ?? '')
  if (page.isKnocking && !page.isLeading && !page.hasDesk && isPhone) throw redirect('/doors')
  return page
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, Done)
  if (!form.ok) return invalid(form)
  const { holdingId, id, done } = form.data
  await withActor(context, 'follow_ups.read', (db) =>
    setFollowUpDone(db, { holdingId, id, done: done === 'yes' }),
  )
  throw redirect(done === 'yes' ? `/today?done=${holdingId}.${id}` : '/today')
}

const titleKey = keysFor('today.title', todayKinds)
const verbKey = keysFor('today.verb', todayKinds)

export default function TodayPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { items, today, may, justDone } = loaderData
  return (
    <Page title={i18n._('ui.place.today')} lead={format.day(today, 'long')}>
      <div className="max-w-reading">
        {justDone && <UndoDone {...justDone} />}
        {items.length === 0 ? (
          <Empty action={<LinkButton to="/buildings">{i18n._('ui.place.buildings')}</LinkButton>}>
            {i18n._('today.none')}
          </Empty>
        ) : (
          <ul>
            {items.map((item) => (
              <li key={`${item.kind} ${item.href} ${item.done?.id}`} className="border-b border-hair">
                <TodayRow item={item} today={today} />
              </li>
            ))}
          </ul>
        )}
        {(may.shift || may.meeting || may.repair || may.lists) && (
          <p className="mt-8 flex flex-wrap gap-3">
            {may.shift && <LinkButton to="/turf">{i18n._('turf.shifts')}</LinkButton>}
            {may.lists && <LinkButton to="/lists">{i18n._('list.title')}</LinkButton>}
            {may.meeting && <LinkButton to="/meetings/new">{i18n._('meeting.new')}</LinkButton>}
            {may.repair && <LinkButton to="/repairs/new">{i18n._('repair.new')}</LinkButton>}
          </p>
        )}
      </div>
    </Page>
  )
}

/** A day and a verb. */
function TodayRow({ item, today }: { item: TodayItem; today: string }) {
  const i18n = useI18n()
  const format = useFormat()
  const { kind, day, href, count, what, where, late, done } = item
  return (
    <div className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 py-2">
      <div className="min-w-0 flex-1 basis-60">
        <p className={classNames('text-label', late ? 'font-semibold text-red' : 'text-ink-2')}>
          {day ? `${format.day(day)} · ${format.relativeDay(day, today)}` : i18n._('today.noDay')}
        </p>
        <Link to={href} className="block py-1 font-semibold text-enamel underline-offset-4 hover:underline">
          <bdi>{i18n._(titleKey(kind), { count, what })}</bdi>
        </Link>
        {where && (
          <p className="text-label text-ink-2">
            <bdi>{where}</bdi>
          </p>
        )}
      </div>
      {done ? (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="holdingId" value={done.holdingId} />
          <input type="hidden" name="id" value={done.id} />
          <Button type="submit" name="done" value="yes" aria-label={`${i18n._(verbKey(kind))}: ${what}`}>
            {i18n._(verbKey(kind))}
          </Button>
        </Form>
      ) : (
        <LinkButton to={href} variant={kind === 'knock' ? 'main' : 'plain'}>
          {i18n._(verbKey(kind))}
        </LinkButton>
      )}
    </div>
  )
}

/** Stays until the next act. */
function UndoDone({ holdingId, id }: { holdingId: string; id: string }) {
  const i18n = useI18n()
  return (
    <Form method="post" className="flex min-h-10 items-center justify-between gap-3 text-label text-ink-2">
      <input type="hidden" name="holdingId" value={holdingId} />
      <input type="hidden" name="id" value={id} />
      <span role="status">{i18n._('today.done')}</span>
      <Button type="submit" variant="quiet" name="done" value="no">
        {i18n._('ui.undo')}
      </Button>
    </Form>
  )
}
