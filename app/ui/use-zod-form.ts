import { zodResolver } from '@hookform/resolvers/zod'
import { type FormEvent, type ReactNode, useMemo } from 'react'
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  get,
  type Path,
  useForm,
} from 'react-hook-form'
import { useSubmit } from 'react-router'
import type { ZodType } from 'zod'
import type { SummaryItem } from './error-summary.tsx'

/** What an action gave back through `invalid(…)`. */
type Answer = { errors: Record<string, { type: string; message: string }>; values: Record<string, unknown> }

type Options<Values extends FieldValues> = {
  /** Every field's words, said once for the field and the summary. */
  labels: Partial<Record<Path<Values>, ReactNode>>
  defaultValues?: DefaultValues<Values>
  /** actionData, as it came. */
  result?: Answer | null | undefined
}

/**
 * One schema on both sides. The form stays a plain form: names, native values, a post. With script it is checked before
 * it is sent; without, the action's answer is drawn into the same fields. What was typed is never lost.
 */
export function useZodForm<Values extends FieldValues, Output>(
  schema: ZodType<Output, Values>,
  { labels, defaultValues, result }: Options<Values>,
) {
  const submit = useSubmit()
  const answered = useMemo(() => serverErrors<Values>(result), [result])
  const form = useForm<Values, unknown, Output>({
    resolver: zodResolver<Values, unknown, Output>(schema),
    defaultValues,
    errors: answered,
    shouldFocusError: false,
  })
  const { errors, submitCount } = form.formState
  const found = Object.keys(errors).length > 0 ? errors : (answered ?? {})

  const problems: SummaryItem[] = listProblems(found).map(({ name, message }) => ({
    name,
    message,
    label: labels[name as Path<Values>],
  }))

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const target = event.currentTarget
    const { submitter } = event.nativeEvent as SubmitEvent
    const pressed = submitter instanceof HTMLButtonElement ? submitter : target
    await form.handleSubmit(() => submit(pressed))(event)
  }

  return {
    ...form,
    /** Spread on RR's <Form>. */
    props: { method: 'post', noValidate: true, onSubmit: send } as const,
    /** Spread on a TextField, SelectField, … */
    field: (name: Path<Values>) => ({
      ...form.register(name),
      label: labels[name],
      error: messageAt(found, name),
      defaultValue: (result ? get(result.values, name) : get(defaultValues, name)) as string | undefined,
    }),
    /** Spread on a CheckField. */
    check: (name: Path<Values>) => ({
      ...form.register(name),
      label: labels[name],
      error: messageAt(found, name),
      defaultChecked: Boolean(result ? get(result.values, name) : get(defaultValues, name)),
    }),
    /** Spread on <ErrorSummary>. */
    summary: { items: problems, attempt: result ?? submitCount },
  }
}

function serverErrors<Values extends FieldValues>(
  result: Answer | null | undefined,
): FieldErrors<Values> | undefined {
  if (!result) return undefined
  const tree: Record<string, unknown> = {}
  for (const [name, error] of Object.entries(result.errors)) {
    const steps = name.split('.')
    const last = steps.pop() ?? name
    let at = tree
    for (const step of steps) {
      at[step] ??= {}
      at = at[step] as Record<string, unknown>
    }
    at[last] = error
  }
  return tree as FieldErrors<Values>
}

function listProblems(errors: object, prefix = ''): { name: string; message: string }[] {
  return Object.entries(errors).flatMap(([step, value]) => {
    if (typeof value !== 'object' || value === null || step === 'ref') return []
    const name = prefix + step
    return 'message' in value && typeof value.message === 'string'
      ? [{ name, message: value.message }]
      : listProblems(value, `${name}.`)
  })
}

function messageAt(errors: object, name: string) {
  const found: { message?: string } | undefined = get(errors, name)
  return found?.message
}
