import { z } from 'zod'

/** Parts for schemas that a browser form and the server share: forms send only strings, and nothing for an empty box. */

export const text = (max = 200) =>
  z.string('form.required').trim().min(1, 'form.required').max(max, 'form.tooLong')

/** Left empty it is null, as in the database. */
export const optionalText = (max = 200) =>
  z
    .string()
    .trim()
    .max(max, 'form.tooLong')
    .optional()
    .transform((value) => value || null)

export const count = (min = 0, max = 100_000) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value),
    z.number('form.notNumber').int('form.notNumber').min(min, 'form.notNumber').max(max, 'form.notNumber'),
  )

export const day = () => z.iso.date('form.notDay')

export const optionalDay = () =>
  z
    .string('form.notDay')
    .trim()
    .optional()
    .refine((value) => !value || day().safeParse(value).success, 'form.notDay')
    .transform((value) => value || null)

/** A ticked box sends "on", an empty one nothing. */
export const checkbox = () =>
  z
    .union([z.boolean(), z.literal(['on', 'true', 'false', ''])])
    .optional()
    .transform((value) => value === true || value === 'on' || value === 'true')

/** Boxes of one name: none, one or several. */
export const several = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined || value === false ? [] : [value].flat()), z.array(item))

export const choice = <const Code extends string>(codes: readonly [Code, ...Code[]]) =>
  z.enum(codes, 'form.choose')
