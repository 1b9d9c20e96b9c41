import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice-group.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import type { Consent, PersonFile } from './people.server.ts'
import { questionKey } from './people-words.ts'
import { consentQuestions, toldQuestions } from './person.schema.ts'
import { type PersonResult, resultFor } from './person-result.ts'

type ConsentsProps = { person: PersonFile; mayWrite: boolean; result: PersonResult }

/** What stands, and where whoever asked again writes it down: nothing that comes in from a door undoes a no. */
export function PersonConsents({ person, mayWrite, result }: ConsentsProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { consents } = person
  const told = consents.flatMap((consent) => {
    const question = questionOf(consent)
    return question ? [{ ...consent, question }] : []
  })
  return (
    <Section title={i18n._('people.agreed')}>
      {told.length === 0 && <p className="text-ink-2">{i18n._('people.notAsked')}</p>}
      <ul>
        {told.map(({ question, given, at }) => (
          <li key={question} className="py-1">
            {i18n._(questionKey(question))}: <strong>{i18n._(given ? 'people.yes' : 'people.no')}</strong>{' '}
            <span className="text-hint text-ink-3">{format.day(format.dayOf(at), 'plain')}</span>
          </li>
        ))}
      </ul>
      {told.some(({ given, question }) => !given && isAskedHere(question)) && (
        <p className="mt-1 text-label text-ink-2">{i18n._('people.noHolds')}</p>
      )}
      {mayWrite && (
        <details className="mt-2">
          <summary className="inline-flex min-h-12 items-center font-semibold text-enamel desk:min-h-10">
            {i18n._('people.askAgain')}
          </summary>
          <AskAgain
            key={consents.map(({ given, at }) => `${given} ${at}`).join()}
            consents={consents}
            result={resultFor('consent', result)}
          />
        </details>
      )}
    </Section>
  )
}

function AskAgain({ consents, result }: { consents: Consent[]; result: PersonResult }) {
  const i18n = useI18n()
  return (
    <Form method="post" preventScrollReset className="mt-2 flex max-w-lg flex-col gap-4">
      <input type="hidden" name="intent" value="consent" />
      {consents
        .flatMap(({ refusals }) => refusals)
        .map((id) => (
          <input key={id} type="hidden" name="seen" value={id} />
        ))}
      <SelectField
        name="question"
        label={i18n._('people.theQuestion')}
        empty={i18n._('people.chooseQuestion')}
        required
        error={result?.errors.question?.message}
        options={consentQuestions.map((value) => ({ value, label: i18n._(questionKey(value)) }))}
      />
      <RadioGroup
        name="answer"
        label={i18n._('people.theAnswer')}
        inline
        required
        error={result?.errors.answer?.message}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: i18n._(answerKey[value]) }))}
      />
      <Button type="submit" className="self-start">
        {i18n._('people.saveAnswer')}
      </Button>
    </Form>
  )
}

const answerKey = { yes: 'people.yes', no: 'people.no' } as const

function questionOf({ purpose, channel }: Consent) {
  return toldQuestions.find((question) => question === (channel ?? purpose))
}

/** The answers about a repair hold until that repair is asked about again. */
const isAskedHere = (told: string) => consentQuestions.some((question) => question === told)
