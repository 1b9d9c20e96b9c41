import type {
  Door,
  DoorPerson,
  Lease,
  OpenRepair,
  Said,
  ScriptStep,
  Turf,
  TurfMeeting,
  TurfScript,
} from '#app/canvass/lease/turf.schema.ts'
import { askSteps, doneTonight, doorWarnings } from '#app/canvass/lists.ts'
import { dayParts } from '#app/canvass/part-of-day.ts'
import {
  attempt,
  boolean,
  day,
  list,
  nullable,
  number,
  oneOf,
  optional,
  record,
  string,
  uuid,
} from './shape.ts'

const says = list(record<Said>({ language: string, text: string }))

/** As it lies here. */
export type StoredLease = Lease & {
  /** Doors that are this phone's no more: numbers alone. */
  past?: Turf[] | undefined
  /** So many milliseconds the server's clock is ahead of this phone's. */
  ahead?: number | undefined
}

const turf = record<Turf>({
  turfId: uuid,
  holdingId: uuid,
  buildingId: uuid,
  address: string,
  shift: record<Turf['shift']>({
    id: uuid,
    startsAt: string,
    endsAt: string,
    backBy: nullable(string),
    place: string,
    lead: nullable(string),
    asks: list(oneOf(askSteps)),
    leavesFlyer: boolean,
  }),
  expiresAt: string,
  script: optional(
    record<TurfScript>({
      id: uuid,
      n: number,
      steps: list(
        record<ScriptStep>({
          id: string,
          says,
          answers: list(record<ScriptStep['answers'][number]>({ says, to: string })),
        }),
      ),
    }),
  ),
  meeting: optional(record<TurfMeeting>({ id: uuid, title: string, startsAt: string, place: string })),
  doors: list(
    record<Door>({
      unitId: uuid,
      label: string,
      floor: string,
      floorRank: number,
      line: string,
      lineRank: number,
      entrance: optional(string),
      struck: boolean,
      tries: number,
      lastDay: nullable(day),
      lastDisposition: nullable(string),
      lastPart: optional(nullable(oneOf(dayParts))),
      onePart: optional(boolean),
      tonight: optional(nullable(oneOf(doneTonight))),
      reachedDay: nullable(day),
      doNotKnock: boolean,
      openRepairs: list(record<OpenRepair>({ id: uuid, category: string })),
      warnings: list(oneOf(doorWarnings)),
      languages: list(string),
      nearLeader: boolean,
      emergency: boolean,
      people: list(record<DoorPerson>({ personId: uuid, name: string, languages: list(string) })),
    }),
  ),
})

const lease = record<StoredLease>({
  accountId: uuid,
  guest: boolean,
  cameIn: optional(boolean),
  timeZone: string,
  epoch: string,
  key: record<Lease['key']>({ id: uuid, publicKey: string }),
  settled: optional(list(uuid)),
  marks: optional(string),
  cards: optional(says),
  turfs: list(turf),
  past: optional(list(turf)),
  ahead: optional(number),
})

/** The same shape as turf.schema.ts, which the server keeps to. */
export const readLease = (value: unknown) => attempt(lease, value)
