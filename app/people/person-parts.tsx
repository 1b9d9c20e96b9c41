import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { PersonFile } from './people.server.ts'
import { fieldKey } from './people-words.ts'
import { Rename } from './person.schema.ts'
import { type PersonResult, resultFor } from './person-result.ts'

/** Two values for one thing: nothing was overwritten, a person decides. */
export function PersonSecondValues({ person, mayWrite }: { person: PersonFile; mayWrite: boolean }) {
  const i18n = useI18n()
  const format = useFormat()
  if (person.secondValues.length === 0) return null
  return (
    <Section title={i18n._('people.twoValues')}>
      <ul className="flex flex-col gap-4">
        {person.secondValues.map((second) => (
          <li key={second.id} className="border-l-4 border-amber pl-4">
            <p>
              {i18n._(fieldKey(second.field))}: <bdi>{second.first ?? i18n._('people.noName')}</bdi> ·{' '}
              <strong>
                <bdi>{second.value}</bdi>
              </strong>
            </p>
            <p className="text-hint text-ink-2">
              {i18n._('people.saidBy', {
                name: second.by ?? i18n._('people.someone'),
                day: format.day(format.dayOf(second.at), 'plain'),
              })}
            </p>
            {mayWrite && (
              <Form method="post" preventScrollReset className="mt-2 flex flex-wrap gap-3">
                <input type="hidden" name="intent" value="settle" />
                <input type="hidden" name="id" value={second.id} />
                <Button type="submit" name="use" value="first">
                  {i18n._('people.keepFirst')}
                </Button>
                <Button type="submit" name="use" value="second">
                  {i18n._(second.field === 'name' ? 'people.takeSecond' : 'people.keepBoth')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function PersonName({ person, result }: { person: PersonFile; result: PersonResult }) {
  const i18n = useI18n()
  const form = useZodForm(Rename, {
    labels: { name: i18n._('people.name') },
    defaultValues: { name: person.name ?? '' },
    result: resultFor('rename', result),
  })
  return (
    <Section title={i18n._('people.rename')}>
      <Form {...form.props} preventScrollReset className="flex max-w-lg flex-col gap-4">
        <ErrorSummary {...form.summary} />
        <input type="hidden" name="intent" value="rename" />
        <TextField {...form.field('name')} autoComplete="off" dir="auto" />
        <Button type="submit" className="self-start">
          {i18n._('people.saveName')}
        </Button>
      </Form>
    </Section>
  )
}
