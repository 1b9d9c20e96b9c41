import { Form } from 'react-router'
import { safeRules } from '#app/canvass/lists.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Contact, PeopleFile, PersonFile } from './people.server.ts'
import { contactKey, isSafeRule, safeRuleKey } from './people-words.ts'
import { contactKinds, NewContact } from './person.schema.ts'
import { type PersonResult, resultFor } from './person-result.ts'

type ContactsProps = { person: PersonFile; file: PeopleFile; result: PersonResult }

export function PersonContacts({ person, file, result }: ContactsProps) {
  const i18n = useI18n()
  if (!file.seesContacts) return null
  return (
    <Section title={i18n._('people.contacts')}>
      {person.contacts.length === 0 && <p className="text-ink-2">{i18n._('people.noContacts')}</p>}
      <ul>
        {person.contacts.map((contact) => (
          <li key={contact.id} className="border-b border-hair py-2">
            <ContactLine contact={contact} rules={rulesOf(contact, person)} mayWrite={file.mayWrite} />
          </li>
        ))}
      </ul>
      {file.mayWrite && (
        <details className="mt-3">
          <summary className="inline-flex min-h-12 items-center font-semibold text-enamel desk:min-h-10">
            {i18n._('people.addContact')}
          </summary>
          <AddContact key={person.contacts.length} result={resultFor('contact', result)} />
        </details>
      )}
    </Section>
  )
}

/** The number's own rule, and what its person said no to. */
function rulesOf({ kind, safeRule }: Contact, { consents }: PersonFile) {
  const refuses = (way: string) => consents.some(({ channel, given }) => channel === way && !given)
  const said = [...(refuses('call') ? ['no_calls'] : []), ...(refuses('text') ? ['no_texts'] : [])]
  return [...new Set([safeRule, ...(kind === 'phone' ? said : [])])].filter(isSafeRule)
}

type LineProps = { contact: Contact; rules: ReturnType<typeof rulesOf>; mayWrite: boolean }

/** A rule stands before the number: who reads one has read the other. */
function ContactLine({ contact, rules, mayWrite }: LineProps) {
  const i18n = useI18n()
  const { id, kind, value, safeRule } = contact
  const href = kind === 'email' ? `mailto:${value}` : `tel:${value.replace(/[^\d+]/g, '')}`
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {rules.map((rule) => (
        <StatusChip key={rule} tone="look">
          {i18n._(safeRuleKey(rule))}
        </StatusChip>
      ))}
      <span className="min-w-0 flex-1 basis-48 font-semibold">
        {kind === 'phone' && rules.includes('no_calls') ? (
          <bdi>{value}</bdi>
        ) : (
          <a href={href} className="text-enamel underline-offset-4 hover:underline">
            <bdi>{value}</bdi>
          </a>
        )}
      </span>
      {mayWrite && (
        <>
          <Form method="post" preventScrollReset className="flex items-end gap-2">
            <input type="hidden" name="intent" value="safeRule" />
            <input type="hidden" name="id" value={id} />
            <SelectField
              key={safeRule}
              id={`rule-${id}`}
              name="safeRule"
              label={i18n._('people.safeRule')}
              defaultValue={safeRule ?? ''}
              empty={i18n._('people.safe.none')}
              options={safeRules.map((rule) => ({ value: rule, label: i18n._(safeRuleKey(rule)) }))}
            />
            <Button type="submit">{i18n._('people.setRule')}</Button>
          </Form>
          <Form method="post" preventScrollReset className="self-end">
            <input type="hidden" name="intent" value="dropContact" />
            <Button
              type="submit"
              variant="quiet"
              name="id"
              value={id}
              aria-label={i18n._('people.dropContactOf', { value })}
            >
              {i18n._('people.dropContact')}
            </Button>
          </Form>
        </>
      )}
    </div>
  )
}

function AddContact({ result }: { result: PersonResult }) {
  const i18n = useI18n()
  const form = useZodForm(NewContact, {
    labels: {
      kind: i18n._('people.contactKind'),
      value: i18n._('people.contactValue'),
      safeRule: i18n._('people.safeRule'),
    },
    defaultValues: { kind: 'phone', safeRule: '' },
    result,
  })
  return (
    <Form {...form.props} preventScrollReset className="mt-2 flex max-w-lg flex-col gap-4">
      <ErrorSummary {...form.summary} />
      <input type="hidden" name="intent" value="contact" />
      <SelectField
        {...form.field('kind')}
        options={contactKinds.map((kind) => ({ value: kind, label: i18n._(contactKey(kind)) }))}
      />
      <TextField {...form.field('value')} autoComplete="off" dir="ltr" />
      <SelectField
        {...form.field('safeRule')}
        empty={i18n._('people.safe.none')}
        options={safeRules.map((rule) => ({ value: rule, label: i18n._(safeRuleKey(rule)) }))}
      />
      <Button type="submit" className="self-start">
        {i18n._('people.saveContact')}
      </Button>
    </Form>
  )
}
