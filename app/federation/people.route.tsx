import { Form } from 'react-router'
import { type Actor, withActor, withPage } from '#app/core/actor.server.ts'
import { addDays, instantOf } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { type Capability, roles } from '#app/core/permissions.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { CopyLink } from '#app/ui/copy-link.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/people.route.ts'
import { requireBody } from './bodies.server.ts'
import { BodyTabs } from './body-tabs.tsx'
import { PeopleAct } from './federation.schema.ts'
import {
  type Colleague,
  endRole,
  giveRole,
  invite,
  listColleagues,
  listInvitations,
  withdrawInvitation,
} from './grants.server.ts'
import { pagesOf } from './pages-of.ts'
import { OpenLinks, RoleForm } from './role-form.tsx'
import { roleKey } from './role-words.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return withPage(context, 'colleagues.read', async (db) => {
    requireCan(db.actor, 'colleagues.read', params.bodyId)
    const mayGive = db.actor.can('grants.write', params.bodyId)
    return {
      body: await requireBody(db, params.bodyId),
      pages: pagesOf(db.actor, params.bodyId),
      colleagues: await listColleagues(db, params.bodyId),
      invitations: mayGive ? await listInvitations(db, params.bodyId) : [],
      mayGive,
    }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { bodyId } = params
  const form = await parseForm(request, PeopleAct)
  if (!form.ok) return invalid(form)
  const act = form.data

  return withActor(context, 'grants.write', async (db) => {
    requireCan(db.actor, 'grants.write', bodyId)
    if (act.intent === 'end') {
      const { ok } = await endRole(db, { bodyId, grantId: act.grantId })
      return ok ? null : invalid(refuse({}, 'colleagues', 'colleague.lastSecretary'))
    }
    if (act.intent === 'withdraw') {
      await withdrawInvitation(db, { bodyId, invitationId: act.invitationId })
      return null
    }
    const { who, role, lastDay } = act
    if (lastDay && lastDay < db.today)
      return invalid(refuse({ role, lastDay, ...(who && { who }) }, 'lastDay', 'colleague.lastDay.past'))
    const until = lastDay && instantOf(addDays(lastDay, 1), '00:00', db.union.timeZone)
    if (who) {
      await giveRole(db, { accountId: who, bodyId, role, until })
      return null
    }
    return {
      link: `${new URL(request.url).origin}/join/${await invite(db, { bodyId, role, grantUntil: until })}`,
    }
  })
}

function requireCan(actor: Actor, capability: Capability, bodyId: string) {
  if (!actor.can(capability, bodyId)) throw notFound()
}

export default function PeoplePage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { body, pages, colleagues, invitations, mayGive } = loaderData
  const link = actionData && 'link' in actionData ? actionData.link : null
  const refused = actionData && 'errors' in actionData ? actionData : null
  const columns = useColumns(mayGive)
  return (
    <Page
      title={body.name}
      lead={i18n._('colleague.lead')}
      actions={mayGive && <LinkButton to={`/union/${body.id}/phones`}>{i18n._('phones.title')}</LinkButton>}
    >
      <BodyTabs pages={pages} current="people" />
      <div className="mt-6">
        {refused?.errors.colleagues && (
          <p role="alert" className="mb-4 rounded-control border-2 border-amber bg-amber-tint px-4 py-3">
            <span aria-hidden="true">△ </span>
            {i18n._('colleague.lastSecretary')}
          </p>
        )}
        <DataTable
          caption={i18n._('colleague.count', { count: colleagues.length })}
          columns={columns}
          rows={colleagues}
          rowKey={({ grantId }) => grantId}
        />
      </div>
      {mayGive && (
        <Section title={i18n._('colleague.invite')}>
          {link && (
            <div role="status" className="mb-6 max-w-xl rounded-control bg-ok-tint px-4 py-3">
              <CopyLink label={i18n._('colleague.link')} value={link} />
              <p className="mt-2 text-label">{i18n._('colleague.link.hint')}</p>
            </div>
          )}
          <RoleForm colleagues={colleagues} result={refused?.errors.colleagues ? null : refused} />
        </Section>
      )}
      {invitations.length > 0 && <OpenLinks invitations={invitations} />}
    </Page>
  )
}

function useColumns(mayGive: boolean): Column<Colleague>[] {
  const i18n = useI18n()
  const format = useFormat()
  const columns: Column<Colleague>[] = [
    { id: 'name', head: i18n._('account.name.column'), cell: ({ name }) => name, sortBy: ({ name }) => name },
    {
      id: 'role',
      head: i18n._('colleague.role'),
      cell: ({ role }) => i18n._(roleKey(role)),
      sortBy: ({ role }) => roles.indexOf(role),
    },
    {
      id: 'until',
      head: i18n._('colleague.until'),
      cell: ({ until }) => (until ? format.instant(until) : i18n._('colleague.noEnd')),
      sortBy: ({ until }) => until,
    },
  ]
  if (!mayGive) return columns
  return [
    ...columns,
    {
      id: 'end',
      head: i18n._('colleague.end'),
      cell: ({ grantId, name, role }) => (
        <Form method="post">
          <input type="hidden" name="grantId" value={grantId} />
          <Button type="submit" name="intent" value="end">
            {i18n._('colleague.end')}
            <span className="sr-only">
              : {name}, {i18n._(roleKey(role))}
            </span>
          </Button>
        </Form>
      ),
    },
  ]
}
