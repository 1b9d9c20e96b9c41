import * as z from 'zod/mini'

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))

export const DoorPerson = z.object({
  personId: z.uuid(),
  name: z.string(),
  languages: z.array(z.string()),
})
export type DoorPerson = z.infer<typeof DoorPerson>

/** A door as a phone may see it: no level, no note, no history. */
export const Door = z.object({
  unitId: z.uuid(),
  label: z.string(),
  floor: z.string(),
  floorRank: z.number(),
  line: z.string(),
  lineRank: z.number(),
  struck: z.boolean(),
  tries: z.number(),
  lastDay: z.nullable(day),
  lastDisposition: z.nullable(z.string()),
  reachedDay: z.nullable(day),
  doNotKnock: z.boolean(),
  openRepairs: z.array(z.string()),
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

/** What a phone takes along: the doors of one turf and until when they may be read. */
export const Turf = z.object({
  turfId: z.uuid(),
  holdingId: z.uuid(),
  buildingId: z.uuid(),
  address: z.string(),
  shift: z.object({ startsAt: z.string(), endsAt: z.string(), place: z.string() }),
  expiresAt: z.string(),
  meeting: z.optional(TurfMeeting),
  doors: z.array(Door),
})
export type Turf = z.infer<typeof Turf>

/** What `/doors/turf.json` answers. Without the account the phone could send one person's knocks as another's. */
export const Lease = z.object({
  accountId: z.uuid(),
  timeZone: z.string(),
  /** Another epoch is another history: the database was restored. */
  epoch: z.string(),
  key: z.object({ id: z.uuid(), publicKey: z.string() }),
  turfs: z.array(Turf),
  /** Acts of this account that waited for a look and have had it. */
  settled: z.optional(z.array(z.uuid())),
})
export type Lease = z.infer<typeof Lease>
