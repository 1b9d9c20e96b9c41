import { Form, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { displayCookie } from '#app/core/cookie.ts'
import { isLocale, localeCookie } from '#app/core/locale.ts'
import { clearSession } from '#app/core/session-token.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { roleKey } from '#app/federation/role-words.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/account.route.ts'
import { endAllSessions, endSession, listSessions, setLocale } from './accounts.server.ts'
import { listOwnPhones, losePhone } from './phones.server.ts'
import { Phones } from './phones.tsx'

const languages = { en: 'English', es: 'Español' } as const

export async function loader({ context }: Route.LoaderArgs) {
  return withPage(context, 'self', async (db) => ({
    grants: db.actor.grants,
    sessions: (await listSessions(db)).map((session) => ({
      ...session,
      isThis: session.id === db.sessionId,
    })),
    phones: await listOwnPhones(db),
  }))
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const locale = form.get('locale')
  const session = String(form.get('session') ?? '')

  if (form.get('intent') === 'lost') {
    const deviceId = requireUuid(String(form.get('deviceId') ?? ''))
    await withActor(context, 'self', (db) => losePhone(db, deviceId))
    return null
  }

  if (isLocale(locale)) {
    await withActor(context, 'self', (db) => setLocale(db, locale))
    throw redirect('/account', { headers: { 'Set-Cookie': displayCookie(localeCookie, locale) } })
  }
  if (session === 'all') {
    await withActor(context, 'self', endAllSessions)
    throw redirect('/sign-in', { headers: { 'Set-Cookie': clearSession(request) } })
  }
  await withActor(context, 'self', (db) => endSession(db, requireUuid(session)))
  return null
}

export default function AccountPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { instant } = useFormat()
  const { shell, grants } = loaderData
  return (
    <Page title={shell.personName} lead={i18n._('account.page.lead')}>
      <Section title={i18n._('account.roles')}>
        {grants.length === 0 && <p className="text-ink-2">{i18n._('account.roles.none')}</p>}
        <ul>
          {grants.map(({ bodyId, bodyName, role }) => (
            <li key={bodyId + role} className="border-b border-hair py-2">
              <strong>{bodyName}</strong> · {i18n._(roleKey(role))}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={i18n._('ui.language')}>
        {/* A document load: the words of the whole page change with it. */}
        <Form method="post" reloadDocument className="flex flex-wrap gap-3">
          {(['en', 'es'] as const).map((locale) => (
            <Button
              key={locale}
              type="submit"
              name="locale"
              value={locale}
              lang={locale}
              aria-pressed={locale === i18n.locale}
              variant={locale === i18n.locale ? 'main' : 'plain'}
            >
              {languages[locale]}
            </Button>
          ))}
        </Form>
      </Section>
      <Section title={i18n._('phones.own')}>
        <p className="max-w-reading text-ink-2">{i18n._('phones.text')}</p>
        <Phones
          phones={loaderData.phones.map(({ label, seenAt, ...phone }) => ({
            ...phone,
            title: label,
            since: instant(seenAt),
          }))}
        />
      </Section>
      <Sessions sessions={loaderData.sessions} />
    </Page>
  )
}

function Sessions({ sessions }: { sessions: Route.ComponentProps['loaderData']['sessions'] }) {
  const i18n = useI18n()
  const format = useFormat()
  return (
    <Section title={i18n._('account.sessions')}>
      <p className="max-w-reading text-ink-2">{i18n._('account.sessions.text')}</p>
      <ul className="mt-2">
        {sessions.map(({ id, label, createdAt, isThis }) => (
          <li
            key={id}
            className="flex min-h-14 flex-wrap items-center justify-between gap-3 border-b border-hair py-2"
          >
            <span>
              <strong>{label}</strong>
              <span className="block text-hint text-ink-3">
                {i18n._('account.sessions.since', { when: format.instant(createdAt) })}
              </span>
            </span>
            {isThis ? (
              <span className="text-label text-ink-2">{i18n._('account.sessions.this')}</span>
            ) : (
              <Form method="post">
                <Button type="submit" name="session" value={id}>
                  {i18n._('account.sessions.end')}
                  <span className="sr-only">
                    : {label}, {format.instant(createdAt)}
                  </span>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" reloadDocument className="mt-4">
        <Button type="submit" name="session" value="all">
          {i18n._('account.sessions.endAll')}
        </Button>
      </Form>
    </Section>
  )
}
