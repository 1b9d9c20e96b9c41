import { Form, redirect } from 'react-router'
import { withActor } from '#app/core/actor.server.ts'
import { clearSession } from '#app/core/session-token.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import type { Route } from './+types/sign-out.route.ts'
import { endSession } from './accounts.server.ts'
import { Front } from './front.tsx'
import { lockHere, unsentHere } from './unsent-here.ts'

/** The cookie goes in any case; a session that is over already needs no ending. */
export async function action({ request, context }: Route.ActionArgs) {
  await withActor(context, 'self', (db) => endSession(db, db.sessionId)).catch((thrown: unknown) => {
    if (!(thrown instanceof Response)) throw thrown
  })
  throw redirect('/sign-in', { headers: { 'Set-Cookie': clearSession(request) } })
}

/** Whoever signs out with work unsent is told where it stays, and goes on knowing it. */
export async function clientAction({ request, serverAction }: Route.ClientActionArgs) {
  const form = await request.clone().formData()
  const waiting = form.has('anyway') ? 0 : await unsentHere()
  if (waiting > 0) return { waiting }
  await lockHere()
  // A page loaded anew keeps nothing in memory of who was here.
  await serverAction().catch((thrown: unknown) => {
    if (!(thrown instanceof Response)) throw thrown
  })
  location.assign('/sign-in')
  return { waiting: 0 }
}

export default function SignOutPage({ actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const waiting = actionData?.waiting ?? 0
  return (
    <Front title={i18n._('account.signOut.title')}>
      <div role="status">
        {waiting > 0 && (
          <p className="mb-6 max-w-reading rounded-control bg-amber-tint p-3">
            {i18n._('account.signOut.waiting', { count: waiting })}
          </p>
        )}
      </div>
      <Form method="post" className="flex flex-wrap gap-3">
        {waiting > 0 && (
          <Button type="submit" variant="main" size="touch">
            {i18n._('account.signOut.send')}
          </Button>
        )}
        <Button
          type="submit"
          size="touch"
          variant={waiting > 0 ? 'plain' : 'main'}
          {...(waiting > 0 && { name: 'anyway', value: 'yes' })}
        >
          {i18n._(waiting > 0 ? 'account.signOut.anyway' : 'account.signOut.do')}
        </Button>
        <LinkButton to="/account" size="touch">
          {i18n._('account.signOut.stay')}
        </LinkButton>
      </Form>
    </Front>
  )
}
