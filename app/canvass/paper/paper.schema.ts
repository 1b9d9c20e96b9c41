import { z } from 'zod'
import { checkbox, day, several } from '#app/core/form-fields.ts'
import { answers, type Disposition } from '../lists.ts'

/** In the order of the phone's buttons, with the key that enters each. */
export const boxes = {
  not_home: 'N',
  conversation: 'T',
  brief: 'C',
  refused: 'R',
  language: 'L',
  inaccessible: 'I',
  do_not_knock: 'D',
} as const satisfies Partial<Record<Disposition, string>>
export type Box = keyof typeof boxes
export const boxCodes = Object.keys(boxes) as [Box, ...Box[]]

export const comingKeys = { yes: 'Y', maybe: 'M', no: 'X' } as const

/** Which doors to print: of a turf, or of a building, all floors or some. */
export const NewSheet = z.object({
  intent: z.literal('print'),
  buildingId: z.uuid('form.choose'),
  turfId: z.union([z.uuid(), z.literal('')]).optional(),
  floors: several(z.string().max(20)).default([]),
  levels: checkbox(),
  levelsMeant: checkbox(),
})
export type NewSheet = z.output<typeof NewSheet>

export const SheetsAct = z.discriminatedUnion('intent', [
  NewSheet,
  z.object({ intent: z.literal('find'), code: z.string().max(40) }),
])

/** What is written in one row. The id is made where it is typed: sent twice, it is there once. */
export const Entry = z
  .object({
    kind: z.literal('enter'),
    knockId: z.uuidv4(),
    n: z.int().min(1).max(100),
    day: day(),
    disposition: z.enum(boxCodes),
    level: z.int().min(1).max(5).optional(),
    coming: z.enum(answers).optional(),
    note: z.string().trim().min(1).max(2000).optional(),
    /** Stands instead of what was entered in this row before. */
    instead: z.uuidv4().optional(),
  })
  .refine(
    ({ disposition, level, coming, note }) => disposition === 'conversation' || !(level || coming || note),
    'knock.tooMuch',
  )
export type Entry = z.output<typeof Entry>

export const RowAct = z.union([Entry, z.object({ kind: z.literal('takeBack'), knockId: z.uuidv4() })])
export type RowAct = z.output<typeof RowAct>

export const rowRefusals = ['done', 'others', 'day', 'closed', 'gone'] as const
export type RowRefusal = (typeof rowRefusals)[number]
