import { data } from 'react-router'
import type { ZodType, z } from 'zod'
import { type FormValue, type FormValues, formValues } from './form-data.ts'
import { isPlainText } from './plain-text.ts'

export type FieldErrors = Record<string, { type: string; message: string }>
export type Refused = { ok: false; errors: FieldErrors; values: FormValues }
/** What was typed stays at hand for a rule that only the server can check. */
export type Parsed<Data> = { ok: true; data: Data; values: FormValues } | Refused

/** Reads a sent form (or the same as JSON) by the schema the page checked it with. */
export async function parseForm<Schema extends ZodType>(
  request: Request,
  schema: Schema,
): Promise<Parsed<z.output<Schema>>> {
  const values = await readValues(request)
  const damaged = findDamaged(values)
  if (damaged !== null) return refuse({}, damaged, 'form.notText')
  const parsed = schema.safeParse(values)
  if (parsed.success) return { ok: true, data: parsed.data, values }

  const errors: FieldErrors = {}
  for (const { path, code, message } of parsed.error.issues) {
    errors[path.join('.') || 'root'] ??= { type: code, message }
  }
  return { ok: false, errors, values: withoutSecrets(values) }
}

/** A rule only the server can check, told at its field: `refuse(form.values, 'address', 'building.taken')`. */
export function refuse(values: FormValues, field: string, message: string): Refused {
  return { ok: false, errors: { [field]: { type: 'server', message } }, values: withoutSecrets(values) }
}

export function invalid({ errors, values }: Refused) {
  return data({ errors, values }, 422)
}

async function readValues(request: Request): Promise<FormValues> {
  if (!request.headers.get('content-type')?.includes('application/json'))
    return formValues(await request.formData())
  const sent: unknown = await request.json().catch(() => null)
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? (sent as FormValues) : {}
}

/** Where there is text that no database keeps; such text is not sent back into the field either. */
function findDamaged(value: FormValue | null, at = ''): string | null {
  if (typeof value === 'string') return isPlainText(value) ? null : at || 'root'
  if (typeof value !== 'object' || value === null || value instanceof File) return null
  for (const [name, inner] of Object.entries(value)) {
    const damaged = isPlainText(name) ? findDamaged(inner, at ? `${at}.${name}` : name) : 'root'
    if (damaged !== null) return damaged
  }
  return null
}

/** What was typed goes back into the fields, but never a password, and never a file. */
function withoutSecrets(values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => !/password|pin$/i.test(name) && !(value instanceof File),
    ),
  )
}
