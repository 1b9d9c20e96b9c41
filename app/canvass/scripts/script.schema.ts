import { z } from 'zod'
import type { Said, ScriptStep } from '../lease/turf.schema.ts'
import { languages } from '../lists.ts'

export const mostSteps = 20
export const mostAnswers = 4

const words = z.partialRecord(z.enum(languages), z.string().trim().max(400, 'form.tooLong').optional())

const Answer = z.object({
  texts: words.optional(),
  /** The id of a thought; empty: the next one. */
  to: z.string().max(40).optional(),
})

const Step = z.object({
  id: z.string().regex(/^[a-z0-9]{1,12}$/),
  texts: words.default({}),
  answers: z.array(Answer).max(mostAnswers).optional(),
})

/** The editor's form. A thought without words, and an answer without words, are left out. */
export const ScriptForm = z
  .object({
    intent: z.literal('save'),
    name: z.string('form.required').trim().min(1, 'form.required').max(80, 'form.tooLong'),
    steps: z.array(Step).max(mostSteps).default([]),
  })
  .transform(({ intent, name, steps }) => ({ intent, name, steps: stepsOf(steps) }))
  .superRefine(({ steps }, context) => {
    const problem = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    if (steps.length === 0) problem(['steps', 0, 'texts', 'en'], 'script.saysNothing')
    const ids = new Set(steps.map(({ id }) => id))
    if (ids.size < steps.length) problem(['name'], 'form.invalid')
    for (const [at, { answers }] of steps.entries())
      for (const [n, { to }] of answers.entries())
        if (to && !ids.has(to)) problem(['steps', at, 'answers', n, 'to'], 'script.leadsNowhere')
  })

export const ScriptAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('use'), scriptId: z.uuid() }),
  z.object({ intent: z.literal('retire'), scriptId: z.uuid() }),
  z.object({
    intent: z.literal('building'),
    holdingId: z.uuid(),
    scriptId: z.union([z.uuid(), z.literal('')]),
  }),
  z.object({
    intent: z.literal('card'),
    language: z.enum(languages),
    text: z.string('form.required').trim().min(1, 'form.required').max(600, 'form.tooLong'),
    /** Empty: not reviewed yet, so nobody at a door is shown it. */
    reviewedBy: z
      .string()
      .trim()
      .max(80, 'form.tooLong')
      .optional()
      .transform((name) => name || null),
  }),
])

type Texts = Partial<Record<string, string | undefined>>
type Written = {
  id?: string | undefined
  texts?: Texts | undefined
  answers?: { texts?: Texts | undefined; to?: string | undefined }[] | undefined
}

/** Of what stands in the form, sent or still being written, what is said. */
export function stepsOf(written: readonly Written[]): ScriptStep[] {
  return written
    .map(({ id = '', texts, answers = [] }) => ({
      id,
      says: saidIn(texts),
      answers: answers
        .map((answer) => ({ says: saidIn(answer.texts), to: answer.to ?? '' }))
        .filter(({ says }) => says.length > 0),
    }))
    .filter(({ says }) => says.length > 0)
}

function saidIn(texts: Texts = {}): Said[] {
  return Object.entries(texts).flatMap(([language, text]) =>
    text?.trim() ? [{ language, text: text.trim() }] : [],
  )
}
