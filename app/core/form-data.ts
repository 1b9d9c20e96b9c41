export type FormValues = { [name: string]: FormValue }
export type FormValue = string | File | FormValues | FormValue[]

/**
 * A form as the object its schema describes: `doors.0.label` nests, a name sent twice is a list.
 * A row of numbered names becomes a list in the order of its numbers, however large they are.
 */
export function formValues(form: FormData): FormValues {
  const values: FormValues = Object.create(null)
  for (const name of new Set(form.keys())) {
    const sent = form.getAll(name) as (string | File)[]
    const value = sent.length > 1 ? sent : sent[0]
    if (value !== undefined) put(values, name.split('.'), value)
  }
  return listed(values) as FormValues
}

function put(into: FormValues, [first = '', ...rest]: string[], value: FormValue) {
  if (rest.length === 0) {
    into[first] = value
    return
  }
  const inner = into[first]
  const next: FormValues = isValues(inner) ? inner : Object.create(null)
  into[first] = next
  put(next, rest, value)
}

function listed(value: FormValue): FormValue {
  if (!isValues(value)) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, listed(inner)] as const)
  const numbered = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))
  return numbered ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}

function isValues(value: FormValue | undefined): value is FormValues {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof File)
}
