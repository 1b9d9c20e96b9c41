import { redirect } from 'react-router'
import { type Handle, withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/person.route.ts'
import { forgetPerson } from './forget-person.server.ts'
import { ForgetPerson } from './forget-person.tsx'
import {
  addContact,
  answerConsent,
  askToJoin,
  confirmStillLives,
  dropContact,
  endMembership,
  moveOut,
  renamePerson,
  setLanguages,
  setSafeRule,
  settleSecondValue,
  vouchFor,
} from './keep-people.server.ts'
import { nameLanguages } from './name-languages.ts'
import { findPerson, requirePeopleFile } from './people.server.ts'
import { usePersonName } from './people-words.ts'
import { PersonAct } from './person.schema.ts'
import { PersonAccount } from './person-account.tsx'
import { PersonConsents } from './person-consents.tsx'
import { PersonContacts } from './person-contacts.tsx'
import { PersonHomes } from './person-homes.tsx'
import { PersonLanguages } from './person-languages.tsx'
import { PersonName, PersonSecondValues } from './person-parts.tsx'
import { PersonStanding } from './person-standing.tsx'
import { PersonTies } from './person-ties.tsx'
import { readLanguages } from './read-languages.ts'
import { accountOf, listAccounts, readTies, setAccount } from './ties.server.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return withPage(context, 'people.read', async (db) => {
    const file = await requirePeopleFile(db, params.buildingId)
    const person = await findPerson(db, file, params.personId)
    if (!person) throw notFound()
    return {
      file,
      person,
      ties: await readTies(db, file, person.id),
      accountId: await accountOf(db, file, person.id),
      accounts: await listAccounts(db, file),
      today: db.today,
      languageNames: nameLanguages(resolveLocale(request.headers), readLanguages),
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await parseForm(request, PersonAct)
  if (!form.ok) return invalid(form)
  const refusal = await withActor(context, 'people.read', (db) => doAct(db, params, form.data))
  if (refusal) {
    const values = form.data.intent === 'moveOut' ? form.data : {}
    return invalid(refuse(values, 'until', refusal === 'future' ? 'people.notYet' : 'people.beforeIn'))
  }
  const all = `/buildings/${params.buildingId}/people`
  throw redirect(form.data.intent === 'forget' ? all : `${all}/${params.personId}`)
}

async function doAct(db: Handle, params: Route.ActionArgs['params'], act: PersonAct) {
  const file = await requirePeopleFile(db, params.buildingId)
  const person = await findPerson(db, file, params.personId)
  if (!person) throw notFound()
  const who = { file, personId: person.id }
  switch (act.intent) {
    case 'contact':
      return void (await addContact(db, who, act))
    case 'dropContact':
      return void (await dropContact(db, who, act.id))
    case 'safeRule':
      return void (await setSafeRule(db, who, act.id, act.safeRule))
    case 'moveOut':
      return moveOut(db, who, act)
    case 'stillLives':
      return void (await confirmStillLives(db, who, act))
    case 'rename':
      return void (await renamePerson(db, who, act.name))
    case 'languages':
      return void (await setLanguages(db, who, act))
    case 'consent':
      return void (await answerConsent(db, who, act))
    case 'settle':
      return void (await settleSecondValue(db, who, act.id, act.use))
    case 'join':
      return void (await askToJoin(db, who))
    case 'account':
      return void (await setAccount(db, file, person.id, act.accountId || null))
    case 'forget':
      return void (await forgetPerson(db, file, person.id))
    case 'vouch':
      return void (await vouchFor(db, who, act.id))
    case 'endMembership':
      return void (await endMembership(db, who, act.id))
  }
}

export default function PersonPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const personName = usePersonName()
  const { file, person, ties, today, languageNames } = loaderData
  return (
    <Page
      title={<bdi>{personName(person.name)}</bdi>}
      tab={i18n._('people.title')}
      lead={
        person.movedOut
          ? i18n._('people.movedOut')
          : i18n._('people.livesAt', { doors: format.list(person.doors), address: file.address })
      }
      actions={<LinkButton to={`/buildings/${file.buildingId}/people`}>{i18n._('people.all')}</LinkButton>}
    >
      <div className="max-w-reading">
        <PersonSecondValues person={person} mayWrite={file.mayWrite} />
        <PersonStanding person={person} file={file} />
        <Section title={i18n._('ties.title')}>
          <PersonTies buildingId={file.buildingId} ties={ties} mayWrite={file.mayWrite && !person.movedOut} />
        </Section>
        <PersonContacts person={person} file={file} result={actionData} />
        <PersonHomes person={person} mayWrite={file.mayWrite} today={today} result={actionData} />
        <PersonLanguages
          key={JSON.stringify(person.known)}
          person={person}
          names={languageNames}
          mayWrite={file.mayWrite}
        />
        <PersonConsents person={person} mayWrite={file.mayWrite} result={actionData} />
        {file.mayWrite && <PersonName key={person.name} person={person} result={actionData} />}
        <PersonAccount
          key={loaderData.accountId}
          accountId={loaderData.accountId}
          accounts={loaderData.accounts}
          mayWrite={file.mayWrite}
        />
        {file.mayWrite && <ForgetPerson person={person} />}
      </div>
    </Page>
  )
}
