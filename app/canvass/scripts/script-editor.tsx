import { type ReactNode, useState } from 'react'
import { useFieldArray, useWatch } from 'react-hook-form'
import { Form } from 'react-router'
import type { z } from 'zod'
import { locales } from '#app/core/locale.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Said, ScriptStep } from '../lease/turf.schema.ts'
import { type LanguageCode, languages } from '../lists.ts'
import { useLanguageName } from '../turf/language-names.tsx'
import type { CardResult } from './card-list.tsx'
import { mostAnswers, mostSteps, ScriptForm } from './script.schema.ts'
import { type FormControl, ScriptPreview } from './script-preview.tsx'

type Values = z.input<typeof ScriptForm>
type EditorProps = {
  name: string
  steps: ScriptStep[]
  back: string
  result: CardResult
  /** Beside it, below what the phone shows. */
  children?: ReactNode
}

const newId = () => crypto.randomUUID().replaceAll('-', '').slice(0, 8)

/** A thought in each language, and where its answers lead. Every save is a new version. */
export function ScriptEditor({ name, steps, back, result, children }: EditorProps) {
  const i18n = useI18n()
  const nameOf = useLanguageName()
  const [spoken, setSpoken] = useState(() => languagesIn(steps))
  const form = useZodForm(ScriptForm, {
    labels: { name: i18n._('script.name') },
    defaultValues: { intent: 'save', name, steps: steps.map(toFields) },
    result,
  })
  const { fields, append, remove, move } = useFieldArray({
    control: form.control,
    name: 'steps',
    keyName: 'key',
  })
  const numbered = fields.map(({ id }, at) => ({
    value: id,
    label: i18n._('script.thoughtN', { n: at + 1 }),
  }))
  return (
    <>
      <Form {...form.props} className="flex max-w-lg flex-col gap-5">
        <ErrorSummary {...form.summary} />
        <input type="hidden" name="intent" value="save" />
        <TextField {...form.field('name')} hint={i18n._('script.nameHint')} autoComplete="off" />
        {fields.map((field, at) => (
          <fieldset key={field.key} className="flex flex-col gap-3 border-t border-edge pt-3">
            <legend className="sr-only">{i18n._('script.thoughtN', { n: at + 1 })}</legend>
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3>{i18n._('script.thoughtN', { n: at + 1 })}</h3>
              <span className="flex flex-wrap gap-2">
                {at > 0 && (
                  <Button variant="quiet" onClick={() => move(at, at - 1)}>
                    {i18n._('script.up')}
                  </Button>
                )}
                <Button variant="quiet" onClick={() => remove(at)}>
                  {i18n._('script.remove')}
                </Button>
              </span>
            </div>
            <input type="hidden" {...form.register(`steps.${at}.id`)} defaultValue={field.id} />
            {spoken.map((code) => (
              <TextArea
                key={code}
                {...form.field(`steps.${at}.texts.${code}`)}
                label={i18n._('script.in', { language: nameOf(code) })}
                lang={code}
                rows={2}
              />
            ))}
            <Answers
              form={form}
              at={at}
              spoken={spoken}
              thoughts={numbered.filter(({ value }) => value !== field.id)}
            />
          </fieldset>
        ))}
        <div className="flex flex-wrap items-end gap-3 border-t border-edge pt-3">
          <Button
            disabled={fields.length >= mostSteps}
            onClick={() => append({ id: newId(), texts: {}, answers: [] })}
          >
            {i18n._('script.addThought')}
          </Button>
          <div className="min-w-0 flex-1 basis-48">
            <SelectField
              name="more"
              label={i18n._('script.addLanguage')}
              empty={i18n._('script.chooseLanguage')}
              value=""
              onChange={({ target }) => {
                const code = languages.find((each) => each === target.value)
                if (code) setSpoken([...spoken, code])
              }}
              options={languages
                .filter((code) => !spoken.includes(code))
                .map((code) => ({ value: code, label: nameOf(code) }))}
            />
          </div>
        </div>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="main">
            {i18n._('script.save')}
          </Button>
          <LinkButton to={back} variant="quiet">
            {i18n._('ui.back')}
          </LinkButton>
        </div>
      </Form>
      <div className="desk:sticky desk:top-4 desk:self-start">
        <ScriptPreview control={form.control} />
        {children}
      </div>
    </>
  )
}

type AnswersProps = {
  form: ReturnType<typeof useZodForm<Values, z.output<typeof ScriptForm>>>
  at: number
  spoken: readonly LanguageCode[]
  thoughts: { value: string; label: string }[]
}

/** Each leads to a thought, or on to the next. */
function Answers({ form, at, spoken, thoughts }: AnswersProps) {
  const i18n = useI18n()
  const nameOf = useLanguageName()
  const control: FormControl = form.control
  const { fields, append, remove } = useFieldArray({ control, name: `steps.${at}.answers`, keyName: 'key' })
  const chosen = useWatch({ control, name: `steps.${at}.answers` })
  return (
    <>
      {fields.map((field, n) => (
        <div key={field.key} className="ml-4 flex flex-col gap-3 border-l-2 border-edge pl-4">
          {spoken.map((code) => (
            <TextField
              key={code}
              {...form.field(`steps.${at}.answers.${n}.texts.${code}`)}
              label={i18n._('script.answerIn', { n: n + 1, language: nameOf(code) })}
              lang={code}
              autoComplete="off"
            />
          ))}
          <SelectField
            {...form.field(`steps.${at}.answers.${n}.to`)}
            label={i18n._('script.leadsTo')}
            empty={i18n._('script.nextOne')}
            defaultValue={chosen?.[n]?.to ?? field.to ?? ''}
            options={thoughts}
          />
          <Button variant="quiet" className="self-start" onClick={() => remove(n)}>
            {i18n._('script.removeAnswer')}
          </Button>
        </div>
      ))}
      {fields.length < mostAnswers && (
        <Button variant="quiet" className="self-start" onClick={() => append({ texts: {}, to: '' })}>
          {i18n._('script.addAnswer')}
        </Button>
      )}
    </>
  )
}

function toFields({ id, says, answers }: ScriptStep) {
  return {
    id,
    texts: textsOf(says),
    answers: answers.map((answer) => ({ texts: textsOf(answer.says), to: answer.to })),
  }
}

function textsOf(says: readonly Said[]): Partial<Record<LanguageCode, string>> {
  return Object.fromEntries(says.map(({ language, text }) => [language, text]))
}

function languagesIn(steps: readonly ScriptStep[]): LanguageCode[] {
  const said = new Set(steps.flatMap(({ says }) => says.map(({ language }) => language)))
  return languages.filter((code) => said.has(code) || locales.some((locale) => locale === code))
}
