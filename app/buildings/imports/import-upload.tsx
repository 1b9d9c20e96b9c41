import { useEffect, useState } from 'react'
import { Form, useNavigation } from 'react-router'
import type { FieldErrors } from '#app/core/form.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice-group.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { recipeKey } from './import-words.ts'
import { recipeNames } from './recipes.ts'

type Props = {
  bodies: { bodyId: string; bodyName: string }[]
  checked: string | undefined
  errors: FieldErrors | undefined
}

/** One form for both steps: the file stays in its box between the check and the import. */
export function ImportUpload({ bodies, checked, errors }: Props) {
  const i18n = useI18n()
  const { state, formData } = useNavigation()
  const [watch, setWatch] = useState('')
  const isBusy = state !== 'idle' && formData?.get('intent') !== 'undo'
  useEffect(() => setWatch(crypto.randomUUID()), [])

  return (
    <Form
      method="post"
      encType="multipart/form-data"
      noValidate
      className="flex max-w-reading flex-col gap-4"
    >
      <input type="hidden" name="watch" value={watch} />
      <input type="hidden" name="checked" value={checked ?? ''} />
      <RadioGroup
        name="recipe"
        label={i18n._('import.recipe')}
        error={errors?.recipe?.message}
        options={recipeNames.map((name) => ({ value: name, label: i18n._(recipeKey(name)) }))}
      />
      <TextField
        type="file"
        name="file"
        label={i18n._('import.file')}
        hint={i18n._('import.fileHint')}
        error={errors?.file?.message}
        accept=".csv,.geojson,.json,text/csv,application/geo+json,application/json"
      />
      {bodies.length > 1 && (
        <SelectField
          name="bodyId"
          label={i18n._('import.body')}
          error={errors?.bodyId?.message}
          options={bodies.map(({ bodyId, bodyName }) => ({ value: bodyId, label: bodyName }))}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          name="intent"
          value="check"
          variant={checked ? 'plain' : 'main'}
          disabled={isBusy}
        >
          {i18n._('import.check')}
        </Button>
        {checked && (
          <Button type="submit" name="intent" value="apply" variant="main" disabled={isBusy}>
            {i18n._('import.apply')}
          </Button>
        )}
        <div role="status">{isBusy && <Running watch={watch} />}</div>
      </div>
      {checked && (
        <noscript>
          <p>{i18n._('import.chooseAgain')}</p>
        </noscript>
      )}
    </Form>
  )
}

type Step = { phase: 'reading' | 'writing'; done: number; total: number } | null

/** Words and a count for what takes over a second. */
function Running({ watch }: { watch: string }) {
  const i18n = useI18n()
  const format = useFormat()
  const [step, setStep] = useState<Step>(null)

  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await fetch(`/buildings/import/${watch}.json`).catch(() => null)
      if (answer?.ok) setStep((await answer.json()) as Step)
    }, 500)
    return () => clearInterval(timer)
  }, [watch])

  if (!step || step.total === 0) return <p className="progress-line">{i18n._('import.sending')}</p>
  const share = format.percent(step.done / step.total)
  return (
    <p className="flex items-center gap-3">
      <progress max={step.total} value={step.done} aria-label={i18n._('import.progress')} />
      {step.phase === 'reading'
        ? i18n._('import.reading', { share })
        : i18n._('import.writing', { done: format.number(step.done), total: format.number(step.total) })}
    </p>
  )
}
