import { useState } from 'react'
import { Form, Link, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/body.route.ts'
import {
  type Affiliation,
  affiliate,
  endAffiliation,
  listAffiliations,
  listBodies,
  requireBody,
} from './bodies.server.ts'
import { BodyTabs, bodyKindKey } from './body-tabs.tsx'
import { Joining } from './federation.schema.ts'
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
  const leaving = new URL(request.url).searchParams.get('leave')
  if (leaving) {
    await withActor(context, 'body.settings', (db) => endAffiliation(db, leaving, db.today))
    throw redirect(`/union/${bodyId}`)
  }
  const form = await parseForm(request, Joining)
  if (!form.ok) return invalid(form)

  await withActor(context, 'body.settings', async (db) => {
    if (!db.actor.can('body.settings', bodyId)) throw notFound()
    await affiliate(db, { childId: bodyId, ...form.data })
  })
  throw redirect(`/union/${bodyId}`)
}

export default function BodyPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { body, parents, children, pages, mine, mayFound, mayMap, maySettle, joinable, today } = loaderData
  return (
    <Page
      title={body.name}
      lead={<span className="inline-block first-letter:uppercase">{i18n._(bodyKindKey(body.kind))}</span>}
      actions={
        <>
          {mayMap && <LinkButton to="/map">{i18n._('map.open')}</LinkButton>}
          {mayFound && (
            <LinkButton to="/union/found-committee" variant="main">
              {i18n._('committee.found')}
            </LinkButton>
          )}
        </>
      }
    >
      <BodyTabs pages={pages} current="body" />
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

function Joined({ affiliations, mayEnd }: { affiliations: Affiliation[]; mayEnd: boolean }) {
  const i18n = useI18n()
  const format = useFormat()
  return (
    <ul className="mt-2">
      {affiliations.map(({ id, bodyId, name, kind, since, decided }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-b border-hair py-2">
          <span className="min-w-0">
            <Link
              to={`/union/${bodyId}`}
              className="font-semibold text-enamel underline-offset-4 hover:underline"
            >
              {name}
            </Link>
            <span className="text-hint text-ink-3">
              {' '}
              · {i18n._(bodyKindKey(kind))} · {i18n._('body.since', { day: format.day(since, 'plain') })}
            </span>
            <q className="block text-label text-ink-2" dir="auto">
              {decided}
            </q>
          </span>
          {mayEnd && <Leave affiliationId={id} name={name} />}
        </li>
      ))}
    </ul>
  )
}

/** Leaving ends what is shared with it too, so it is asked twice. */
function Leave({ affiliationId, name }: { affiliationId: string; name: string }) {
  const i18n = useI18n()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {i18n._('body.leave')}
        <span className="sr-only">: {name}</span>
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={i18n._('body.leave.title', { name })}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{i18n._('body.leave.stay')}</Button>
            <Form method="post" action={`?leave=${affiliationId}`} onSubmit={() => setOpen(false)}>
              <Button type="submit" variant="danger">
                {i18n._('body.leave')}
              </Button>
            </Form>
          </>
        }
      >
        <p>{i18n._('body.leave.text')}</p>
      </Dialog>
    </>
  )
}

type JoinProps = {
  joinable: Route.ComponentProps['loaderData']['joinable']
  today: string
  result: Route.ComponentProps['actionData']
}

function JoinForm({ joinable, today, result }: JoinProps) {
  const i18n = useI18n()
  const form = useZodForm(Joining, {
    labels: {
      parentId: i18n._('body.join.which'),
      since: i18n._('body.join.since'),
      decided: i18n._('body.join.decided'),
    },
    defaultValues: { since: today },
    result,
  })
  return (
    <details className="mt-4" open={Boolean(result)}>
      <summary className="inline-flex min-h-12 items-center rounded-control border-2 border-edge bg-sheet px-4 font-semibold desk:min-h-10">
        {i18n._('body.join')}
      </summary>
      <Form {...form.props} className="mt-3 flex max-w-xl flex-col gap-5">
        <ErrorSummary {...form.summary} />
        <SelectField
          {...form.field('parentId')}
          empty={i18n._('form.choose')}
          options={joinable.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField {...form.field('since')} type="date" />
        <TextArea {...form.field('decided')} rows={2} hint={i18n._('body.join.decided.hint')} />
        <Button type="submit" variant="main" className="self-start">
          {i18n._('body.join')}
        </Button>
      </Form>
    </details>
  )
}
