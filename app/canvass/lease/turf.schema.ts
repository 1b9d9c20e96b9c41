import * as z from 'zod/mini'
import { askSteps, doneTonight, doorWarnings } from '../lists.ts'
import { dayParts } from '../part-of-day.ts'

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))

export const DoorPerson = z.object({
  personId: z.uuid(),
  name: z.string(),
  languages: z.array(z.string()),
})
export type DoorPerson = z.infer<typeof DoorPerson>

/** An open repair at a door, so that a neighbor can say: same here. */
export const OpenRepair = z.object({ id: z.uuid(), category: z.string() })
export type OpenRepair = z.infer<typeof OpenRepair>

/** A door as a phone may see it: no level, no note, no history. */
export const Door = z.object({
  unitId: z.uuid(),
  label: z.string(),
  floor: z.string(),
  floorRank: z.number(),
  line: z.string(),
  lineRank: z.number(),
  /** The staircase, where the building has more than one. */
  entrance: z.optional(z.string()),
  struck: z.boolean(),
  tries: z.number(),
  lastDay: z.nullable(day),
  lastDisposition: z.nullable(z.string()),
  /**
   * In which part of that day, by the server's clock when the knock came in, as the day is; null where nobody knows. A phone that
   * was updated since it asked has not heard of it.
   */
  lastPart: z.optional(z.nullable(z.enum(dayParts))),
  /** Nobody was at home twice or more, always in that part of the day. */
  onePart: z.optional(z.boolean()),
  /** What was done here in this shift, by whom of the pair also. A guest is told it too: it is their own evening. */
  tonight: z.optional(z.nullable(z.enum(doneTonight))),
  reachedDay: z.nullable(day),
  doNotKnock: z.boolean(),
  openRepairs: z.array(OpenRepair),
  /** Said before the door is knocked. */
  warnings: z.array(z.enum(doorWarnings)),
  /** What is spoken behind the door, without whose. */
  languages: z.array(z.string()),
  /** Somebody whom neighbors follow lives on this floor. */
  nearLeader: z.boolean(),
  emergency: z.boolean(),
  people: z.array(DoorPerson),
})
export type Door = z.infer<typeof Door>

export const TurfMeeting = z.object({
  id: z.uuid(),
  title: z.string(),
  startsAt: z.string(),
  place: z.string(),
})
export type TurfMeeting = z.infer<typeof TurfMeeting>

/** Words to be said or shown to a tenant, in one language. */
export const Said = z.object({ language: z.string(), text: z.string() })
export type Said = z.infer<typeof Said>

/** One thought a screen. Without an answer the next one follows. */
export const ScriptStep = z.object({
  id: z.string(),
  says: z.array(Said),
  /** Where each answer leads: the id of a thought, or nothing for the next one. */
  answers: z.array(z.object({ says: z.array(Said), to: z.string() })),
})
export type ScriptStep = z.infer<typeof ScriptStep>

/** One version of a script. */
export const TurfScript = z.object({ id: z.uuid(), n: z.number(), steps: z.array(ScriptStep) })
export type TurfScript = z.infer<typeof TurfScript>

/** What a phone takes along: the doors of one turf and until when they may be read. */
export const Turf = z.object({
  turfId: z.uuid(),
  holdingId: z.uuid(),
  buildingId: z.uuid(),
  address: z.string(),
  shift: z.object({
    id: z.uuid(),
    startsAt: z.string(),
    endsAt: z.string(),
    /** When everyone is back at the meeting place. */
    backBy: z.nullable(z.string()),
    place: z.string(),
    lead: z.nullable(z.string()),
    /** The three asks of this shift; none chosen: the usual ones. */
    asks: z.array(z.enum(askSteps)),
    leavesFlyer: z.boolean(),
  }),
  expiresAt: z.string(),
  meeting: z.optional(TurfMeeting),
  /** Without one the phone has the product's own words. */
  script: z.optional(TurfScript),
  doors: z.array(Door),
})
export type Turf = z.infer<typeof Turf>

/** What `/doors/turf.json` answers. Without the account the phone could send one person's knocks as another's. */
export const Lease = z.object({
  accountId: z.uuid(),
  /** Here for tonight: no names, no history, until somebody vouches. */
  guest: z.boolean(),
  /** Came in by a code, vouched for or not: there is no password to sign in with. */
  cameIn: z.optional(z.boolean()),
  timeZone: z.string(),
  /** Another epoch is another history: the database was restored. */
  epoch: z.string(),
  key: z.object({ id: z.uuid(), publicKey: z.string() }),
  turfs: z.array(Turf),
  /** Language cards that a person of the union has reviewed. */
  cards: z.optional(z.array(Said)),
  /** Acts of this account that waited for a look and have had it. */
  settled: z.optional(z.array(z.uuid())),
  /** What the server knows this whole by: with it the phone asks for what has changed since. */
  marks: z.optional(z.string()),
})
export type Lease = z.infer<typeof Lease>
