import { Form, redirect } from 'react-router'
import { withActor } from '#app/core/actor.server.ts'
import { sessionContext } from '#app/core/request-context.ts'
import { clearSession } from '#app/core/session-token.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import type { Route } from './+types/sign-out.route.ts'
import { endSession } from './accounts.server.ts'
import { Front } from './front.tsx'
import { lockHere, type Unsent, unsentHere } from './unsent-here.ts'
import { UnsentWarning } from './unsent-warning.tsx'

/** Whoever came by a shift's code cannot sign in again: what is unsent when they go is sent by nobody. */
export async function loader({ context }: Route.LoaderArgs) {
  if (!context.get(sessionContext)) return { isVisitor: false }
  return withActor(context, 'doors', async ({ actor }) => ({ isVisitor: actor.isVisitor })).catch(
    (thrown: unknown) => {
      if (!(thrown instanceof Response)) throw thrown
      return { isVisitor: false }
    },
  )
}

/** The cookie goes in any case; a session that is over already needs no ending. */
export async function action({ request, context }: Route.ActionArgs) {
  await withActor(context, 'doors', (db) => endSession(db, db.sessionId)).catch((thrown: unknown) => {
    if (!(thrown instanceof Response)) throw thrown
  })
  throw redirect('/sign-in', { headers: { 'Set-Cookie': clearSession(request) } })
}

/** Whoever signs out with work unsent is told where it stays, and goes on knowing it. */
export async function clientAction({ request, serverAction }: Route.ClientActionArgs) {
  const form = await request.clone().formData()
  const unsent = form.has('anyway') ? null : await unsentHere()
  if (unsent && unsent.waiting + unsent.photos > 0) return unsent
  await lockHere()
  // A page loaded anew keeps nothing in memory of who was here.
  await serverAction().catch((thrown: unknown) => {
    if (!(thrown instanceof Response)) throw thrown
  })
  location.assign('/sign-in')
  return { waiting: 0, photos: 0 }
}

export default function SignOutPage({ loaderData: { isVisitor }, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { waiting, photos } = actionData ?? { waiting: 0, photos: 0 }
  const isUnsent = waiting + photos > 0
  return (
    <Front title={i18n._('account.signOut.title')}>
      <div role="status">
        {isUnsent &&
          (isVisitor ? (
            <OnlyNow waiting={waiting} photos={photos} />
          ) : (
            <UnsentWarning waiting={waiting} photos={photos} />
          ))}
      </div>
      <Form method="post" className="flex flex-wrap gap-3">
        {isUnsent && (
          <Button type="submit" variant="main" size="touch">
            {i18n._('account.signOut.send')}
          </Button>
        )}
        {!(isUnsent && isVisitor) && (
          <Button
            type="submit"
            size="touch"
            variant={isUnsent ? 'plain' : 'main'}
            {...(isUnsent && { name: 'anyway', value: 'yes' })}
          >
            {i18n._(isUnsent ? 'account.signOut.anyway' : 'account.signOut.do')}
          </Button>
        )}
        <LinkButton to={isVisitor ? '/doors' : '/account'} size="touch">
          {i18n._('account.signOut.stay')}
        </LinkButton>
      </Form>
    </Front>
  )
}

function OnlyNow({ waiting, photos }: Unsent) {
  const i18n = useI18n()
  return (
    <p className="mb-6 max-w-reading rounded-control bg-amber-tint p-3">
      {i18n._('account.signOut.visitor', { acts: waiting, photos })}
    </p>
  )
}
