import { z } from 'zod'
import { count, several } from '#app/core/form-fields.ts'
import { leftOutReasons } from './plan-doors.ts'
import { AddPair } from './shift.schema.ts'

/** More than any shift walks. */
export const mostBuildings = 200
export const mostDoors = 20_000

/** What the desk intends and has not given yet, kept between two visits. */
export const Plan = z.object({
  buildings: z.array(z.uuid()).max(mostBuildings).default([]),
  /** Only these doors of the buildings, as a list found them; none: all. */
  only: z.array(z.uuid()).max(mostDoors).default([]),
  /** Doors knocked in so many days are passed over. */
  knockedWithin: z.number().int().min(0).max(365).default(3),
  parts: z.array(z.object({ pairId: z.uuid(), units: z.array(z.uuid()) })).default([]),
  /** Why the proposal gave a door to nobody. */
  passed: z.array(z.object({ unitId: z.uuid(), reason: z.enum(leftOutReasons) })).default([]),
})
export type Plan = z.output<typeof Plan>

const buildingIds = several(z.uuid()).pipe(z.array(z.uuid()).min(1, 'plan.chooseBuilding').max(mostBuildings))

export const PlanAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('addBuildings'), buildingIds }),
  z.object({ intent: z.literal('dropBuilding'), buildingId: z.uuid() }),
  z.object({ intent: z.literal('propose'), knockedWithin: count(0, 365) }),
  /** Nothing ticked is all that the pair has in this building; to nobody is left out. */
  z.object({
    intent: z.literal('move'),
    from: z.uuid(),
    buildingId: z.uuid(),
    stairs: several(z.string().max(20)),
    floors: several(z.string().max(44)),
    lines: several(z.string().max(44)),
    units: several(z.uuid()),
    to: z.union([z.uuid(), z.literal('nobody')]),
  }),
  z.object({ intent: z.literal('putBack'), unitId: z.uuid(), to: z.uuid() }),
  z.object({ intent: z.literal('give') }),
])
export type PlanAct = z.output<typeof PlanAct>

/** Told apart by what is asked: of a plain union nobody learns which field was wrong. */
export const PlanPageAct = z.discriminatedUnion('intent', [...PlanAct.options, AddPair])
