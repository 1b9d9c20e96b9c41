import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { Consent, PersonFile } from './people.server.ts'
import { NewConsent } from './person.schema.ts'
import { PersonConsents } from './person-consents.tsx'

const no = (purpose: string, channel: string | null = null): Consent => ({
  purpose,
  channel,
  given: false,
  at: '2026-11-20T18:00:00Z',
  refusals: [],
})

function draw(...consents: Consent[]) {
  const person = { consents } as PersonFile
  const Page = createRoutesStub([
    { path: '/', Component: () => <PersonConsents person={person} mayWrite result={undefined} /> },
  ])
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <Page />
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')
}

test.each(['count_repair', 'name_to_landlord'])('%s is answered at its repair, not here', (question) => {
  expect(NewConsent.safeParse({ question, answer: 'no', seen: [] }).success).toBe(false)
  const html = draw(no(question))
  expect(html).toContain('<strong>No</strong>')
  expect(html).not.toContain('A no holds')
  expect(html).not.toContain(`value="${question}"`)
})

test('a no to be called, told or kept holds, and is asked again here', () => {
  expect(NewConsent.safeParse({ question: 'keep', answer: 'no', seen: [] }).success).toBe(true)
  const html = draw(no('contact', 'call'), no('name_to_landlord'))
  expect(html).toContain('A no holds')
  for (const question of ['call', 'text', 'keep']) expect(html).toContain(`value="${question}"`)
})
