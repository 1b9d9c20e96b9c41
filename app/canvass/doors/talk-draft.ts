import type { Category, Severity } from '#app/grievances/categories.ts'
import type { TurfMeeting } from '../lease/turf.schema.ts'
import type { AskAnswer, AskStep, Basis, Heard, LanguageCode, sinceWhen } from '../lists.ts'

export type Since = (typeof sinceWhen)[number]
export type Face = 'door' | 'stairs'
export type Step = 'talk' | 'repair' | 'keep'
export type PhotoNamed = { id: string; sha256: string }
export type RepairHeard = {
  id: string
  category: Category
  severity: Severity
  since: Since
  /** The case of a neighbor who has the same trouble. */
  sameAs?: string | undefined
  /** On the phone's disk, covered and sealed; the pictures follow the act. */
  photos?: PhotoNamed[]
}

type Unkept = Pick<
  TalkDraft,
  'name' | 'languages' | 'contact' | 'phone' | 'join' | 'note' | 'verbatim' | 'listensTo'
>

/** A talk that has begun: kept at each tap and key, sent only when it is done. */
export type TalkDraft = {
  talk: 1
  unitId: string
  /** Where it was begun. */
  turfId?: string
  knockId: string
  face: Face
  /** The id of somebody known, 'new', or nobody yet. */
  who: string | null
  newPersonId: string
  /** Of a talk that was sent and taken back: whom the server has since, under which name and number. */
  sent?: { personId: string; name: string; phone: string }
  name: string
  languages: LanguageCode[]
  heard: Heard[]
  /** Said of one meeting; of another it says nothing. */
  coming: { meetingId: string; answer: AskAnswer } | null
  repairs: RepairHeard[]
  contact: { call: boolean; text: boolean } | null
  phone: string
  join: boolean
  level: number | null
  basis: Basis[]
  asks: Partial<Record<AskStep, AskAnswer>>
  /** Door numbers, as they were typed. */
  listensTo?: string | undefined
  followUp: { what: string; owner: string; due: string }
  note: string
  /** The knock it will stand instead of, once it is done. */
  replaces?: string
  /** On the screen, and where the finger was last: a killed page comes back to it. */
  open?: boolean
  step?: Step
  field?: string
  /** May their own words be kept? Asked with the phone turned round. */
  wordsOk?: boolean | undefined
  /** What they said no to, on this phone until the talk is done: a no may be a slip of the finger. */
  unkept?: Unkept | undefined
  /** The note is word for word what they said. */
  verbatim?: boolean
}

export function newTalk(unitId: string, people: readonly { personId: string }[]): TalkDraft {
  return {
    talk: 1,
    unitId,
    knockId: crypto.randomUUID(),
    face: 'door',
    who: people.length === 1 ? (people[0]?.personId ?? null) : null,
    newPersonId: crypto.randomUUID(),
    name: '',
    languages: [],
    heard: [],
    coming: null,
    repairs: [],
    contact: null,
    phone: '',
    join: false,
    level: null,
    basis: ['said'],
    asks: {},
    followUp: { what: '', owner: '', due: '' },
    note: '',
  }
}

/** What a talk says of itself before anybody said anything. */
const begun = new Set<string>([
  'turfId',
  'knockId',
  'newPersonId',
  'who',
  'face',
  'replaces',
  'open',
  'step',
  'field',
])

export function isUntouched(draft: TalkDraft) {
  const fresh = newTalk(draft.unitId, [])
  return (Object.keys(draft) as (keyof TalkDraft)[]).every(
    (key) => begun.has(key) || JSON.stringify(draft[key]) === JSON.stringify(fresh[key]),
  )
}

/** The turf's meeting may have changed since the talk began: then this one was not asked about yet. */
export function comingTo(meeting: TurfMeeting | undefined, { coming }: TalkDraft) {
  return meeting && coming?.meetingId === meeting.id ? coming.answer : null
}

/** Whom the union takes in has a name: theirs, or the one the server has of the talk since. */
export function joinLacksName({ join, who, name, newPersonId, sent }: TalkDraft) {
  const known = (who && who !== 'new') || name.trim() || (sent?.personId === newPersonId && sent.name)
  return join && !known
}

export const keepsNothing = ({ wordsOk }: TalkDraft) => wordsOk === false

/** Takes out what nobody may keep of them. Whether they may be reached is a no from now on, if it was asked. */
export function withoutKept(said: TalkDraft) {
  const { name, languages, contact, phone, join, note, verbatim, listensTo } = said
  return {
    name: '',
    languages: [],
    contact: contact && { call: false, text: false },
    phone: '',
    join: false,
    note: '',
    verbatim: false,
    listensTo: '',
    unkept: { name, languages, contact, phone, join, note, verbatim, listensTo },
  }
}

/** May it be kept? What a no took out comes back without it. */
export function answerKeep(draft: TalkDraft, wordsOk: boolean | undefined): Partial<TalkDraft> {
  if (wordsOk === false) return { ...withoutKept(draft), wordsOk }
  return { ...draft.unkept, ...(!wordsOk && { verbatim: false }), unkept: undefined, wordsOk }
}

export function isTalk(value: unknown): value is TalkDraft {
  return typeof value === 'object' && value !== null && 'talk' in value && value.talk === 1
}
