import { Form, redirect } from 'react-router'
import { withAnyone } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { visitorContext } from '#app/core/request-context.ts'
import { serializeSession } from '#app/core/session-token.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/sign-in.route.ts'
import { SignIn } from './account.schema.ts'
import { findUnionName } from './accounts.server.ts'
import { deviceLabel } from './device-label.ts'
import { Front } from './front.tsx'
import { placeInside } from './place-inside.ts'
import { listDemoSignIns, signIn } from './sign-in.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const unionName = await withAnyone(findUnionName)
  if (!unionName) throw redirect('/start')
  return {
    unionName,
    next: placeInside(new URL(request.url).searchParams.get('next')),
    demoSignIns: await listDemoSignIns(context.get(visitorContext)),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, SignIn)
  if (!form.ok) return invalid(form)

  const { name, next } = form.data
  const label = deviceLabel(request.headers.get('user-agent'))
  const signedIn = await signIn(form.data, context.get(visitorContext), label)
  if (!signedIn.ok) {
    const problem = signedIn.waitMinutes > 0 ? 'account.signIn.wait' : 'account.signIn.wrong'
    return invalid(refuse({ name, next: next ?? '' }, 'password', problem))
  }
  throw redirect(placeInside(next), {
    headers: { 'Set-Cookie': serializeSession(signedIn.token, request) },
  })
}

export default function SignInPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { unionName, next, demoSignIns } = loaderData
  const form = useZodForm(SignIn, {
    labels: { name: i18n._('account.name'), password: i18n._('account.password') },
    result: actionData,
  })
  return (
    <Front title={unionName} lead={i18n._('account.signIn.lead')}>
      <Form {...form.props} className="flex flex-col gap-5">
        <ErrorSummary {...form.summary} />
        <input type="hidden" {...form.register('next')} value={next} />
        <TextField {...form.field('name')} autoComplete="username" autoCapitalize="words" dir="auto" />
        <TextField {...form.field('password')} type="password" autoComplete="current-password" />
        <Button type="submit" variant="main" size="touch">
          {i18n._('account.signIn')}
        </Button>
      </Form>
      <p className="mt-6 max-w-reading text-ink-2">{i18n._('account.signIn.noAccount')}</p>
      {demoSignIns.length > 0 && <DemoSignIns signIns={demoSignIns} />}
    </Front>
  )
}

function DemoSignIns({ signIns }: { signIns: Route.ComponentProps['loaderData']['demoSignIns'] }) {
  const i18n = useI18n()
  return (
    <Section title={i18n._('account.demo')}>
      <p className="max-w-reading text-ink-2">{i18n._('account.demo.text')}</p>
      <ul className="mt-2">
        {signIns.map(({ role, name, password }) => (
          <li key={name} className="border-b border-hair">
            <Form method="post" className="flex flex-wrap items-center justify-between gap-x-4 py-2">
              <input type="hidden" name="name" value={name} />
              <input type="hidden" name="password" value={password} />
              <span>
                <strong>{name}</strong>, {i18n._(demoRole[role])}
                <span className="block text-hint text-ink-3">{password}</span>
              </span>
              <Button type="submit">{i18n._('account.demo.be', { name })}</Button>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const demoRole = {
  canvasser: 'role.canvasser',
  steward: 'role.steward',
  secretary: 'role.secretary',
  delegate: 'role.delegate',
} as const
