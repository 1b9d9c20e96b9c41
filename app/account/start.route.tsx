import { useEffect, useRef } from 'react'
import { Form, redirect } from 'react-router'
import { becomeActor, withAnyone } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { serializeSession } from '#app/core/session-token.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/start.route.ts'
import { Founding } from './account.schema.ts'
import { findUnionName, foundUnion, openSession } from './accounts.server.ts'
import { deviceLabel } from './device-label.ts'
import { Front } from './front.tsx'
import { hashPassword } from './password.ts'

export async function loader() {
  if (await withAnyone(findUnionName)) throw redirect('/sign-in')
  return { timeZones: Intl.supportedValuesOf('timeZone') }
}

/** Union, first person and their session stand together or not at all. */
export async function action({ request, context }: Route.ActionArgs) {
  if (await withAnyone(findUnionName)) throw redirect('/sign-in')
  const form = await parseForm(request, Founding)
  if (!form.ok) return invalid(form)

  const { name, password, ...union } = form.data
  const person = { name, passwordHash: await hashPassword(password), locale: resolveLocale(request.headers) }
  const label = deviceLabel(request.headers.get('user-agent'))
  try {
    const token = await withAnyone(async (db) => {
      const { accountId, bodyId } = await foundUnion(db, union, person)
      const session = await openSession(db, accountId, label)
      await recordDeed(await becomeActor(context, db, session.sessionId), bodyId, 'union_founded', bodyId)
      return session.token
    })
    throw redirect('/buildings/new', { headers: { 'Set-Cookie': serializeSession(token, request) } })
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    return invalid(refuse(form.data, 'unionName', 'start.exists'))
  }
}

export default function StartPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const form = useZodForm(Founding, {
    labels: {
      unionName: i18n._('start.unionName'),
      timeZone: i18n._('start.timeZone'),
      locales: i18n._('start.locales'),
      name: i18n._('account.name'),
      password: i18n._('account.password.new'),
    },
    defaultValues: { timeZone: 'America/Los_Angeles', locales: ['en', 'es'] },
    result: actionData,
  })
  const zone = useRef<HTMLDivElement>(null)
  const { setValue } = form
  const tried = Boolean(actionData)

  // The server cannot know where the browser is; what was chosen before stays.
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!tried && loaderData.timeZones.includes(here)) setValue('timeZone', here)
  }, [tried, loaderData.timeZones, setValue])

  return (
    <Front title={i18n._('start.title')} lead={i18n._('start.lead')}>
      <Form {...form.props}>
        <ErrorSummary {...form.summary} />
        <Section title={i18n._('start.union')}>
          <div ref={zone} className="flex flex-col gap-5">
            <TextField
              {...form.field('unionName')}
              hint={i18n._('start.unionName.hint')}
              autoComplete="off"
              dir="auto"
            />
            <CheckGroup
              {...form.field('locales')}
              inline
              defaultValue={['en', 'es']}
              options={[
                { value: 'en', label: 'English' },
                { value: 'es', label: 'Español' },
              ]}
            />
            <SelectField
              {...form.field('timeZone')}
              hint={i18n._('start.timeZone.hint')}
              options={loaderData.timeZones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            />
          </div>
        </Section>
        <Section title={i18n._('start.you')}>
          <div className="flex flex-col gap-5">
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
          </div>
        </Section>
        <Button type="submit" variant="main" size="touch" className="mt-8 w-full">
          {i18n._('start.do')}
        </Button>
      </Form>
    </Front>
  )
}
