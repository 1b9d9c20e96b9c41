import { z } from 'zod'
import { checkbox, choice, day, several, text } from '#app/core/form-fields.ts'
import { askSteps, languages } from '../lists.ts'
import { wrongHours } from './shift-hours.ts'

const time = () => z.string('form.required').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'turf.notTime')

const optionalId = () => z.union([z.literal(''), z.uuid('form.choose')]).optional()

const details = {
  day: day(),
  from: time(),
  to: time(),
  /** When everyone is back at the meeting place; left empty it is the end. */
  backBy: z.union([z.literal(''), time()]).optional(),
  place: text(120),
  leadId: optionalId(),
  scriptId: optionalId(),
  /** A petition or the like this shift asks for. */
  actionId: optionalId(),
  asks: several(choice(askSteps)).pipe(z.array(z.enum(askSteps)).max(3, 'turf.threeAsks')),
  leavesFlyer: checkbox(),
}
/** It ends after it starts, and everyone is back after it starts; either may be past midnight. */
function inOrder(hours: { from: string; to: string; backBy?: string | undefined }, check: z.RefinementCtx) {
  const wrong = wrongHours(hours)
  if (wrong === 'to') check.addIssue({ code: 'custom', path: ['to'], message: 'turf.endsFirst' })
  if (wrong === 'backBy') check.addIssue({ code: 'custom', path: ['backBy'], message: 'turf.backFirst' })
}

export const NewShift = z
  .object({
    bodyId: z.uuid('form.choose'),
    /** What a list asks of doors, if the shift is made for it. */
    list: z.string().max(2000).optional(),
    ...details,
  })
  .superRefine(inOrder)
export type NewShift = z.output<typeof NewShift>

/** What a shift is without its body; all but when and where may be left out. */
export type ShiftDetails = Pick<NewShift, 'day' | 'from' | 'to' | 'place'> &
  Partial<Pick<NewShift, 'backBy' | 'leadId' | 'scriptId' | 'actionId' | 'asks' | 'leavesFlyer'>>

export const EditShift = z.object(details).superRefine(inOrder)
export type EditShift = z.output<typeof EditShift>

export const GiveTurf = z.object({
  buildingId: z.uuid('form.choose'),
  /** None ticked is the whole building. */
  floors: several(z.string().max(20)),
  accountIds: several(z.uuid('form.choose')).pipe(z.array(z.uuid()).min(1, 'turf.chooseSomeone')),
})
export type GiveTurf = z.output<typeof GiveTurf>

/** Who goes together. */
export const AddPair = z.object({
  intent: z.literal('addPair'),
  people: several(z.uuid()).pipe(z.array(z.uuid()).max(6)),
})

export const ShiftAct = z.discriminatedUnion('intent', [
  GiveTurf.extend({ intent: z.literal('give') }),
  z.object({
    intent: z.literal('takeBack'),
    assignmentIds: several(z.uuid()).pipe(z.array(z.uuid()).min(1, 'turf.chooseSomeone')),
  }),
  /** It was called off, and takes place after all. */
  z.object({ intent: z.literal('bringBack') }),
  AddPair,
  z.object({ intent: z.literal('removePair'), pairId: z.uuid() }),
  /** Into a pair, out of it, or in and out of the shift. */
  z.object({
    intent: z.literal('putInPair'),
    accountId: z.uuid(),
    pairId: z.union([z.uuid(), z.literal(['nobody', 'leave'])]),
  }),
  z.object({ intent: z.literal('speaks'), accountId: z.uuid(), languages: several(z.enum(languages)) }),
])
