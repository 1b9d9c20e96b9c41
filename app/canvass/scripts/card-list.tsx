import { useState } from 'react'
import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import { languages } from '../lists.ts'
import { useLanguageName } from '../turf/language-names.tsx'
import type { LanguageCard } from './cards.server.ts'

export type CardResult =
  | { errors: Record<string, { type: string; message: string }>; values: Record<string, unknown> }
  | undefined

/** What is held up to somebody whose language nobody in the pair speaks. */
export function CardList({ cards, result }: { cards: LanguageCard[]; result: CardResult }) {
  const i18n = useI18n()
  const format = useFormat()
  const nameOf = useLanguageName()
  const refused = result?.values.intent === 'card' ? result : undefined
  const [language, setLanguage] = useState(String(refused?.values.language ?? cards[0]?.language ?? 'es'))
  const card = cards.find((each) => each.language === language)

  return (
    <Section title={i18n._('card.title')}>
      <p className="max-w-reading text-ink-2">{i18n._('card.lead')}</p>
      <ul className="my-4 flex flex-col">
        {cards.map(({ language, text, reviewedBy, reviewedOn }) => (
          <li key={language} className="flex flex-col gap-1 border-t border-hair py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-semibold first-letter:uppercase">{nameOf(language)}</span>
              <span className="text-hint text-ink-2">
                {reviewedBy && reviewedOn
                  ? i18n._('card.reviewed', { name: reviewedBy, day: format.day(reviewedOn, 'plain') })
                  : i18n._('card.unreviewed')}
              </span>
            </p>
            <p lang={language} dir="auto" className="max-w-reading">
              {text}
            </p>
          </li>
        ))}
      </ul>
      <Form
        method="post"
        preventScrollReset
        key={`${language} ${card?.text}`}
        className="flex max-w-lg flex-col gap-4"
      >
        <ErrorSummary
          items={Object.entries(refused?.errors ?? {}).map(([name, { message }]) => ({ name, message }))}
          attempt={refused}
        />
        <input type="hidden" name="intent" value="card" />
        <SelectField
          name="language"
          label={i18n._('card.language')}
          value={language}
          onChange={({ target }) => setLanguage(target.value)}
          options={languages
            .filter((code) => code !== 'en')
            .map((code) => ({ value: code, label: nameOf(code) }))}
        />
        <TextArea
          name="text"
          label={i18n._('card.text')}
          hint={i18n._('card.textHint')}
          error={refused?.errors.text?.message ?? ''}
          lang={language}
          defaultValue={String(refused?.values.text ?? card?.text ?? '')}
        />
        <TextField
          name="reviewedBy"
          label={i18n._('card.reviewedBy')}
          hint={i18n._('card.reviewedByHint')}
          error={refused?.errors.reviewedBy?.message ?? ''}
          autoComplete="off"
          defaultValue={String(refused?.values.reviewedBy ?? '')}
        />
        <Button type="submit" className="self-start">
          {i18n._('card.save')}
        </Button>
      </Form>
    </Section>
  )
}
