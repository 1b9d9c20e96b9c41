import type { ComponentPropsWithRef, ReactNode } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { classNames } from './class-names.ts'

export type FieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  /** A message key ('form.required'); empty when all is well. */
  error?: string
  /** Only when two forms on a page share a field name. */
  id?: string
}

export type Option = { value: string; label: ReactNode; hint?: ReactNode }

export const fieldId = (name: string) => `field-${name.replaceAll('.', '-')}`

const box =
  'w-full rounded-control border border-edge bg-sheet px-3 text-body text-ink aria-invalid:border-2 aria-invalid:border-amber disabled:bg-sunk'

/** A key the catalogue does not know (zod's own words) becomes the general one. */
export function useErrorText() {
  const i18n = useI18n()
  return (key: string) => i18n._(key in i18n.messages ? key : 'form.invalid')
}

function describedBy(id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  return classNames(hint ? `${id}-hint` : null, error ? `${id}-error` : null) || undefined
}

function Notes({ id, hint, error }: Pick<FieldProps, 'hint' | 'error'> & { id: string }) {
  const errorText = useErrorText()
  return (
    <>
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
    </>
  )
}

function Labelled({
  id,
  label,
  hint,
  error,
  children,
}: Omit<FieldProps, 'name'> & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-label font-semibold">
        {label}
      </label>
      <Notes id={id} hint={hint} error={error} />
      {children}
    </div>
  )
}

type TextProps = FieldProps & Omit<ComponentPropsWithRef<'input'>, 'id' | 'name'>

export function TextField({ name, label, hint, error, id = fieldId(name), className, ...input }: TextProps) {
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={classNames(box, 'min-h-12 py-2 desk:min-h-10', className)}
        {...input}
      />
    </Labelled>
  )
}

type AreaProps = FieldProps & Omit<ComponentPropsWithRef<'textarea'>, 'id' | 'name'>

export function TextArea({ name, label, hint, error, id = fieldId(name), className, ...input }: AreaProps) {
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        name={name}
        rows={4}
        dir="auto"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={classNames(box, 'py-2', className)}
        {...input}
      />
    </Labelled>
  )
}

type SelectProps = FieldProps &
  Omit<ComponentPropsWithRef<'select'>, 'id' | 'name'> & {
    options: readonly { value: string; label: string }[]
    /** The words of "nothing chosen yet"; leave out when there is always a choice. */
    empty?: string
  }

export function SelectField({
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  options,
  empty,
  className,
  ...input
}: SelectProps) {
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={classNames(box, 'min-h-12 py-2 desk:min-h-10', className)}
        {...input}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

type CheckProps = FieldProps & Omit<ComponentPropsWithRef<'input'>, 'id' | 'name' | 'type'>

export function CheckField({
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  className,
  ...input
}: CheckProps) {
  return (
    <div className={classNames('flex flex-col', className)}>
      <label htmlFor={id} className="flex min-h-12 items-center gap-3 py-1 desk:min-h-10">
        <input
          id={id}
          name={name}
          type="checkbox"
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className="size-6 shrink-0"
          {...input}
        />
        <span>{label}</span>
      </label>
      <Notes id={id} hint={hint} error={error} />
    </div>
  )
}
