import { Form } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'
import { requireBody } from '#app/federation/bodies.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/phones.route.ts'
import { LockMinutes, PhonesAct } from './phones.schema.ts'
import { findLockMinutes, listPhonesOf, losePhone, setLockMinutes } from './phones.server.ts'
import { Phones } from './phones.tsx'

export async function loader({ params, context }: Route.LoaderArgs) {
  return withPage(context, 'grants.write', async (db) => {
    if (!db.actor.can('grants.write', params.bodyId)) throw notFound()
    const body = await requireBody(db, params.bodyId)
    const maySet = body.kind === 'union' && db.actor.can('union.settings', body.id)
    return {
      body,
      phones: await listPhonesOf(db, body.id),
      minutes: maySet ? await findLockMinutes(db) : null,
    }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await parseForm(request, PhonesAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  return withActor(context, 'grants.write', async (db) => {
    if (!db.actor.can('grants.write', params.bodyId)) throw notFound()
    if (act.intent === 'minutes') await setLockMinutes(db, act.minutes)
    else {
      await losePhone(db, act.deviceId, params.bodyId)
      await recordDeed(db, params.bodyId, 'phone_lost')
    }
    return null
  })
}

/** For whoever gives roles here: which phone was lost, and how long one waits before it locks. */
export default function PhonesPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { day } = useFormat()
  const { body, phones, minutes } = loaderData
  return (
    <Page
      title={i18n._('phones.title')}
      lead={body.name}
      actions={<LinkButton to={`/union/${body.id}/people`}>{i18n._('body.tab.people')}</LinkButton>}
    >
      <p className="max-w-reading text-ink-2">{i18n._('phones.text')}</p>
      <Phones
        phones={phones.map(({ name, label, seenOn, ...phone }) => ({
          ...phone,
          title: `${name} · ${label}`,
          since: day(seenOn),
        }))}
      />
      {minutes !== null && <Minutes minutes={minutes} result={actionData ?? undefined} />}
    </Page>
  )
}

type MinutesProps = { minutes: number; result: Parameters<typeof useZodForm>[1]['result'] }

function Minutes({ minutes, result }: MinutesProps) {
  const i18n = useI18n()
  const form = useZodForm(LockMinutes, {
    labels: { minutes: i18n._('phones.minutes') },
    defaultValues: { minutes: String(minutes) },
    result,
  })
  return (
    <Section title={i18n._('phones.lock')}>
      <Form {...form.props} className="flex max-w-xl flex-col items-start gap-4">
        <ErrorSummary {...form.summary} />
        <input type="hidden" name="intent" value="minutes" />
        <TextField
          {...form.field('minutes')}
          hint={i18n._('phones.minutes.hint')}
          inputMode="numeric"
          className="max-w-24"
        />
        <Button type="submit">{i18n._('phones.minutes.set')}</Button>
      </Form>
    </Section>
  )
}
