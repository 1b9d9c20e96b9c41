import { z } from 'zod'
import { FirstBuilding } from '#app/buildings/building.schema.ts'
import { several, text } from '#app/core/form-fields.ts'
import { locales } from '#app/core/locale.ts'

const personName = () => text(80)

const newPassword = () => z.string('form.required').min(10, 'account.password.short').max(200, 'form.tooLong')

export const SignIn = z.object({
  name: personName(),
  password: z.string('form.required').min(1, 'form.required').max(200, 'form.tooLong'),
  next: z.string().max(2000).optional(),
})
export type SignIn = z.output<typeof SignIn>

export const Join = z.object({ name: personName(), password: newPassword() })
export type Join = z.output<typeof Join>

const FoundedUnion = z.object({
  unionName: text(120),
  timeZone: z.string('form.choose').refine(isTimeZone, 'form.choose'),
  locales: several(z.enum(locales, 'form.choose')).refine((chosen) => chosen.length > 0, 'form.choose'),
  name: personName(),
  password: newPassword(),
})

/** The union, its first building and its first person in one form: none of them stands alone. */
export const Founding = z.intersection(FoundedUnion, FirstBuilding)
export type Founding = z.output<typeof Founding>

function isTimeZone(name: string) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
