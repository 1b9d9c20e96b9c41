import { z } from 'zod'
import { languages, safeRules } from '#app/canvass/lists.ts'
import { day, several, text } from '#app/core/form-fields.ts'
import { readLanguages } from './read-languages.ts'

export const contactKinds = ['phone', 'email'] as const
export type ContactKind = (typeof contactKinds)[number]

const safeRule = () => z.enum([...safeRules, ''], 'form.choose').transform((rule) => rule || null)

export const NewContact = z
  .object({ kind: z.enum(contactKinds, 'form.choose'), value: text(120), safeRule: safeRule() })
  .refine(({ kind, value }) => kind !== 'email' || z.email().safeParse(value).success, {
    path: ['value'],
    error: 'form.notEmail',
  })
  .refine(({ kind, value }) => kind !== 'phone' || value.replace(/\D/g, '').length >= 6, {
    path: ['value'],
    error: 'people.notPhone',
  })
export type NewContact = z.output<typeof NewContact>

export const NewPerson = z.object({ name: text(80), unitId: z.uuid('form.choose') })
export type NewPerson = z.output<typeof NewPerson>

const StillLives = z.object({ residencyId: z.uuid(), knockId: z.uuid() })

const MoveOut = z.object({ residencyId: z.uuid(), until: day() })

export const Rename = z.object({ name: text(80) })

const language = z.enum(languages, 'form.choose')

/**
 * What is spoken, read, and needs an interpreter are three things of one language. Whether it is read may never have been asked.
 * `seen`: the languages that stood on the page. One that came in since stays.
 */
export const Languages = z.object({
  speaks: several(language),
  /** 'es.yes', 'es.no', '' where nobody asked. */
  reading: several(
    z.union(
      [z.literal(''), z.templateLiteral([z.enum(readLanguages), z.enum(['.yes', '.no'])])],
      'form.choose',
    ),
  ),
  interpreter: several(language),
  seen: several(z.enum(readLanguages, 'form.choose')),
})

/** What somebody can be asked on their page; to be contacted is asked of each way. What is done with a repair is asked at that repair. */
export const consentQuestions = ['call', 'text', 'keep'] as const
export const toldQuestions = [...consentQuestions, 'count_repair', 'name_to_landlord'] as const

/** `seen`: the refusals that stood on the page. One that came in since is none of them, and goes on. */
export const NewConsent = z.object({
  question: z.enum(consentQuestions, 'form.choose'),
  answer: z.enum(['yes', 'no'], 'form.choose'),
  seen: several(z.uuid('form.choose')),
})
export type NewConsent = z.output<typeof NewConsent>

const id = { id: z.uuid() }

/** Everything a person's page sends. */
export const PersonAct = z.discriminatedUnion('intent', [
  NewContact.safeExtend({ intent: z.literal('contact') }),
  z.object({ intent: z.literal('dropContact'), ...id }),
  z.object({ intent: z.literal('safeRule'), ...id, safeRule: safeRule() }),
  MoveOut.extend({ intent: z.literal('moveOut') }),
  StillLives.extend({ intent: z.literal('stillLives') }),
  Rename.extend({ intent: z.literal('rename') }),
  Languages.extend({ intent: z.literal('languages') }),
  NewConsent.extend({ intent: z.literal('consent') }),
  z.object({ intent: z.literal('settle'), ...id, use: z.enum(['first', 'second']) }),
  z.object({ intent: z.literal('join') }),
  z.object({ intent: z.literal('account'), accountId: z.union([z.literal(''), z.uuid('form.choose')]) }),
  z.object({ intent: z.literal('forget') }),
  z.object({ intent: z.literal('vouch'), ...id }),
  z.object({ intent: z.literal('endMembership'), ...id }),
])
export type PersonAct = z.output<typeof PersonAct>
