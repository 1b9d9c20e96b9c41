import type { ComponentPropsWithRef } from 'react'
import { type FieldProps, fieldId, type Option, useErrorText } from './field.tsx'

type GroupProps = FieldProps &
  Omit<ComponentPropsWithRef<'input'>, 'id' | 'name' | 'type' | 'defaultValue' | 'value'> & {
    options: readonly Option[]
    defaultValue?: string | readonly string[]
    /** Side by side while there is room. */
    inline?: boolean
  }

/** One of a few. */
export function RadioGroup(props: GroupProps) {
  return <ChoiceGroup type="radio" {...props} />
}

/** Any of a few; the form sends the name once for each. */
export function CheckGroup(props: GroupProps) {
  return <ChoiceGroup type="checkbox" {...props} />
}

function ChoiceGroup({
  type,
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  options,
  defaultValue,
  inline,
  ...input
}: GroupProps & { type: 'radio' | 'checkbox' }) {
  const errorText = useErrorText()
  const chosen = [defaultValue ?? []].flat()
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined

  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={notes}>
      <legend className="text-label font-semibold">{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="text-hint text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-label font-semibold text-amber">
          <span aria-hidden="true">△ </span>
          {errorText(error)}
        </p>
      )}
      <div className={inline ? 'flex flex-wrap gap-x-6' : 'flex flex-col'}>
        {options.map((option) => (
          <label key={option.value} className="flex min-h-12 items-center gap-3 py-1 desk:min-h-10">
            <input
              type={type}
              name={name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
              className="size-6 shrink-0"
              {...input}
            />
            <span>
              {option.label}
              {option.hint && <span className="block text-hint text-ink-3">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
