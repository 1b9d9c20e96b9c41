import { Form, Link, redirect } from 'react-router'
import { becomeActor, withActor, withAnyone } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { sessionContext } from '#app/core/request-context.ts'
import { serializeSession } from '#app/core/session-token.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'
import { roleKey } from '#app/federation/role-words.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, buttonLook } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/field.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/join.route.ts'
import { Join } from './account.schema.ts'
import { acceptInvitation, findInvitation, openSession, takeInvitation } from './accounts.server.ts'
import { deviceLabel } from './device-label.ts'
import { Front } from './front.tsx'
import { isNameTaken } from './is-name-taken.ts'
import { hashPassword } from './password.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const invitation = await withAnyone((db) => findInvitation(db, params.token))
  return { invitation, mayHaveAccount: context.get(sessionContext) !== null }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  if (new URL(request.url).searchParams.has('as-me')) return joinAsMe(params.token, context)
  const form = await parseForm(request, Join)
  if (!form.ok) return invalid(form)
  if (!(await withAnyone((db) => findInvitation(db, params.token)))) return null

  const { name, password } = form.data
  const person = { name, passwordHash: await hashPassword(password), locale: resolveLocale(request.headers) }
  const label = deviceLabel(request.headers.get('user-agent'))
  try {
    const token = await withAnyone(async (db) => {
      const accountId = await acceptInvitation(db, params.token, person)
      if (!accountId) return null
      const session = await openSession(db, accountId, label)
      const me = await becomeActor(context, db, session.sessionId)
      for (const { bodyId } of me.actor.grants) await recordDeed(me, bodyId, 'joined', accountId)
      return session.token
    })
    if (!token) return null
    throw redirect('/', { headers: { 'Set-Cookie': serializeSession(token, request) } })
  } catch (error) {
    if (!isNameTaken(error)) throw error
    return invalid(refuse({ name }, 'name', 'account.name.taken'))
  }
}

/** Someone signed in already takes on the role with the account they have. */
async function joinAsMe(token: string, context: Route.ActionArgs['context']) {
  const bodyId = await withActor(context, 'self', async (db) => {
    const joined = await takeInvitation(db, token)
    if (joined) await recordDeed(db, joined, 'joined', db.actor.accountId)
    return joined
  })
  if (!bodyId) return null
  throw redirect('/')
}

export default function JoinPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { invitation, mayHaveAccount } = loaderData
  const form = useZodForm(Join, {
    labels: { name: i18n._('account.name'), password: i18n._('account.password.new') },
    result: actionData,
  })
  if (!invitation || actionData === null) return <LinkIsOver />

  const { bodyName, role, invitedBy } = invitation
  return (
    <Front
      title={i18n._('account.join', { bodyName })}
      lead={
        invitedBy
          ? i18n._('account.join.by', { invitedBy, role: i18n._(roleKey(role)) })
          : i18n._('account.join.as', { role: i18n._(roleKey(role)) })
      }
    >
      {mayHaveAccount && (
        <Form method="post" action="?as-me" className="mb-8 border-b border-hair pb-6">
          <p className="mb-3">{i18n._('account.join.haveAccount')}</p>
          <Button type="submit">{i18n._('account.join.asMe')}</Button>
        </Form>
      )}
      <Form {...form.props} className="flex flex-col gap-5">
        <ErrorSummary {...form.summary} />
        <TextField
          {...form.field('name')}
          hint={i18n._('account.name.hint')}
          autoComplete="username"
          autoCapitalize="words"
          dir="auto"
        />
        <TextField
          {...form.field('password')}
          hint={i18n._('account.password.hint')}
          type="password"
          autoComplete="new-password"
        />
        <Button type="submit" variant="main" size="touch">
          {i18n._('account.join.do')}
        </Button>
      </Form>
    </Front>
  )
}

function LinkIsOver() {
  const i18n = useI18n()
  return (
    <Front title={i18n._('account.join.over')} lead={i18n._('account.join.over.text')}>
      <Link to="/sign-in" className={buttonLook({ variant: 'main', size: 'touch' })}>
        {i18n._('account.signIn')}
      </Link>
    </Front>
  )
}
