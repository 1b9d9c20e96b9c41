import { Link, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/body.route.ts'
import { Joined, JoinForm } from './affiliations.tsx'
import { affiliate, endAffiliation, listAffiliations, listBodies, requireBody } from './bodies.server.ts'
import { BodyTabs, bodyKindKey } from './body-tabs.tsx'
import { BodyAct } from './federation.schema.ts'
import { MeetingList } from './meetings/meeting-list.tsx'
import { meetingsOf } from './meetings/meetings.server.ts'
import { pagesOf } from './pages-of.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return withPage(context, 'self', async (db) => {
    const body = await requireBody(db, params.bodyId)
    const { parents, children } = await listAffiliations(db, body.id)
    const bodies = await listBodies(db)
    const mine = new Set(db.actor.grants.map((grant) => grant.bodyId))
    return {
      body,
      parents,
      children,
      pages: pagesOf(db.actor, body.id),
      mine: bodies.filter(({ id }) => mine.has(id) && id !== body.id),
      mayFound: body.kind !== 'committee' && db.actor.can('bodies.found', body.id),
      meetings: db.actor.can('meetings.read', body.id) ? await meetingsOf(db, body.id) : null,
      mayMeet: db.actor.can('meetings.write', body.id),
      mayHear: db.actor.can('knocks.read', body.id),
      mayMap: db.actor.can('coverage.read', body.id),
      maySettle: db.actor.can('body.settings', body.id),
      today: db.today,
      joinable: bodies.filter(
        ({ id, kind }) =>
          id !== body.id && kind !== 'committee' && !parents.some((parent) => parent.bodyId === id),
      ),
    }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { bodyId } = params
  const form = await parseForm(request, BodyAct)
  if (!form.ok) return invalid(form)
  const act = form.data

  await withActor(context, 'body.settings', async (db) => {
    if (!db.actor.can('body.settings', bodyId)) throw notFound()
    if (act.intent === 'leave')
      await endAffiliation(db, { childId: bodyId, affiliationId: act.affiliationId, until: db.today })
    else await affiliate(db, { childId: bodyId, ...act })
  })
  throw redirect(`/union/${bodyId}`)
}

export default function BodyPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { body, parents, children, pages, mine, joinable, today, meetings } = loaderData
  const { mayFound, mayHear, mayMap, maySettle, mayMeet } = loaderData
  return (
    <Page
      title={body.name}
      lead={<span className="inline-block first-letter:uppercase">{i18n._(bodyKindKey(body.kind))}</span>}
      actions={
        <>
          {mayMap && <LinkButton to="/map">{i18n._('map.open')}</LinkButton>}
          {mayHear && <LinkButton to={`/union/${body.id}/heard`}>{i18n._('heardPage.open')}</LinkButton>}
          {mayFound && (
            <LinkButton to="/union/found-committee" variant="main">
              {i18n._('committee.found')}
            </LinkButton>
          )}
        </>
      }
    >
      <BodyTabs pages={pages} current="body" />
      {meetings && (
        <Section title={i18n._('meeting.list')}>
          <MeetingList meetings={meetings} mayWrite={mayMeet} />
        </Section>
      )}
      <Section title={i18n._('body.parents')}>
        <p className="max-w-reading text-ink-2">{i18n._('body.parents.text')}</p>
        {parents.length === 0 && <p className="mt-2">{i18n._('body.parents.none')}</p>}
        <Joined affiliations={parents} mayEnd={maySettle} />
        {maySettle && joinable.length > 0 && (
          <JoinForm joinable={joinable} today={today} result={actionData} />
        )}
      </Section>
      <Section title={i18n._('body.children')}>
        {children.length === 0 && <p className="text-ink-2">{i18n._('body.children.none')}</p>}
        <Joined affiliations={children} mayEnd={false} />
      </Section>
      {mine.length > 0 && (
        <Section title={i18n._('body.mine')}>
          <ul className="flex flex-col">
            {mine.map(({ id, name, kind }) => (
              <li key={id} className="border-b border-hair">
                <Link
                  to={`/union/${id}`}
                  className="inline-flex min-h-12 items-center text-enamel underline-offset-4 hover:underline"
                >
                  {name}
                </Link>
                <span className="text-hint text-ink-3"> · {i18n._(bodyKindKey(kind))}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
