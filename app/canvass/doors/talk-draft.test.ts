import { expect, test } from 'vitest'
import type { Turf, TurfMeeting } from '../lease/turf.schema.ts'
import { isWhole } from '../offline/op-shape.ts'
import { Knock } from '../sync/ops.schema.ts'
import { knockOf, takenBackDraft } from './knock-of.ts'
import {
  answerKeep,
  comingTo,
  isTalk,
  isUntouched,
  joinLacksName,
  newTalk,
  type TalkDraft,
} from './talk-draft.ts'

const unitId = crypto.randomUUID()
const ana = { personId: crypto.randomUUID() }
const meeting: TurfMeeting = {
  id: crypto.randomUUID(),
  title: 'Building meeting',
  startsAt: '2026-11-27T03:00:00Z',
  place: 'Laundry room',
}
const turf: Turf = {
  turfId: crypto.randomUUID(),
  holdingId: crypto.randomUUID(),
  buildingId: crypto.randomUUID(),
  address: '418 Alder St',
  shift: {
    id: crypto.randomUUID(),
    startsAt: '2026-11-22T18:00:00Z',
    endsAt: '2026-11-22T21:00:00Z',
    backBy: null,
    place: 'Lobby',
    lead: null,
    asks: [],
    leavesFlyer: false,
  },
  expiresAt: '2026-11-23T06:00:00Z',
  meeting,
  doors: [],
}

test('a talk without answers is just a talk', () => {
  const knock = knockOf(newTalk(unitId, []), turf)
  expect(knock).toMatchObject({ disposition: 'conversation', flyer: false, unitId })
  expect(Object.keys(knock)).toHaveLength(6)
  expect(Knock.safeParse(knock).success).toBe(true)
})

test('a level is of the one person who lives there', () => {
  const knock = knockOf({ ...newTalk(unitId, [ana]), level: 2 }, turf)
  expect(knock.person).toEqual({ personId: ana.personId, isNew: false })
  expect(knock.level).toMatchObject({ level: 2, basis: ['said'] })
})

test('with two known people nobody is guessed: the level is of somebody without a name', () => {
  const draft = { ...newTalk(unitId, [ana, { personId: 'other' }]), level: 3 }
  expect(knockOf(draft, turf).person).toEqual({ personId: draft.newPersonId, isNew: true })
})

test('all that can be said at a door is one act the server takes', () => {
  const knock = knockOf(
    {
      ...newTalk(unitId, []),
      who: 'new',
      name: ' Rosa ',
      languages: ['es'],
      heard: ['rent'],
      coming: { meetingId: meeting.id, answer: 'yes' },
      repairs: [{ id: crypto.randomUUID(), category: 'leak', severity: 'dangerous', since: 'this_week' }],
      contact: { call: false, text: true },
      phone: '555 0142',
      join: true,
      level: 1,
      basis: ['said', 'recruited'],
      asks: { bring_neighbor: 'maybe' },
      listensTo: '4a, 9Z, Mrs Ortiz, ',
      followUp: { what: 'Bring the letter', owner: 'Sam', due: '2026-11-24' },
      note: 'Knows everybody on six.',
    },
    turf,
  )
  expect(Knock.safeParse(knock).error).toBeUndefined()
  expect(knock.person).toMatchObject({ name: 'Rosa', isNew: true })
  expect(knock.listensTo).toEqual(['4a', '9Z'])
  expect(knock.asks?.map(({ step, answer }) => [step, answer])).toEqual([
    ['meeting', 'yes'],
    ['bring_neighbor', 'maybe'],
  ])
})

test('an answer says of which meeting it was also when the doors have lost theirs', () => {
  const { meeting: _, ...without } = turf
  const said = { ...newTalk(unitId, []), coming: { meetingId: meeting.id, answer: 'yes' as const } }
  expect(knockOf(said, without).asks).toMatchObject([
    { step: 'meeting', meetingId: meeting.id, answer: 'yes' },
  ])
})

test('an answer stays with its meeting: when the turf has another one since, that one is asked about anew', () => {
  const said = { ...newTalk(unitId, []), coming: { meetingId: meeting.id, answer: 'yes' as const } }
  expect(knockOf(said, turf).asks).toMatchObject([{ meetingId: meeting.id, answer: 'yes' }])

  const strike = { ...meeting, id: crypto.randomUUID(), title: 'Rent strike assembly' }
  expect(comingTo(strike, said)).toBeNull()
  expect(knockOf(said, { ...turf, meeting: strike }).asks).toBeUndefined()
})

test('a join without a name is not sent, and makes nobody; the rest of the talk is', () => {
  const nobody = { ...newTalk(unitId, []), who: 'new', join: true, heard: ['rent' as const] }
  expect(joinLacksName(nobody)).toBe(true)
  const knock = knockOf(nobody, turf)
  expect(knock).toMatchObject({ heard: ['rent'] })
  expect(knock).not.toHaveProperty('join')
  expect(knock).not.toHaveProperty('person')

  for (const named of [
    { ...nobody, name: 'Rosa' },
    { ...nobody, who: ana.personId },
    { ...nobody, sent: { personId: nobody.newPersonId, name: 'Rosa', phone: '' } },
  ]) {
    expect(joinLacksName(named)).toBe(false)
    expect(knockOf(named, turf).join).toBe(true)
  }
})

test('only a talk is taken for a talk', () => {
  expect(isTalk(newTalk(unitId, []))).toBe(true)
  expect(isTalk({ unitId })).toBe(false)
  expect(isTalk(undefined)).toBe(false)
})

test('a talk in which nobody said anything is untouched, one with a single tap is not', () => {
  const opened: TalkDraft = {
    ...newTalk(unitId, [ana]),
    open: true,
    turfId: turf.turfId,
    face: 'stairs',
    step: 'keep',
  }
  expect(isUntouched(opened)).toBe(true)
  for (const said of [
    { heard: ['rent' as const] },
    { note: 'x' },
    { wordsOk: false },
    { level: 3 },
    { listensTo: '4' },
  ])
    expect(isUntouched({ ...opened, ...said })).toBe(false)
})

test('their own words are sent as theirs only where they said so', () => {
  const noted = { ...newTalk(unitId, []), note: 'I will not pay for a broken lift', verbatim: true }
  expect(knockOf(noted, turf)).not.toHaveProperty('verbatim')
  const agreed = knockOf({ ...noted, wordsOk: true }, turf)
  expect(agreed).toMatchObject({ verbatim: true, consents: [{ purpose: 'keep', given: true }] })
  expect(Knock.safeParse(agreed).error).toBeUndefined()
  expect(Knock.safeParse({ ...agreed, consents: undefined }).success).toBe(false)
})

test('a way that nobody ticked is left open: only neither of them is a no', () => {
  const ways = (call: boolean, text: boolean) =>
    knockOf({ ...newTalk(unitId, [ana]), contact: { call, text } }, turf).consents?.map(
      ({ channel, given }) => [channel, given],
    )
  expect(ways(true, false)).toEqual([['call', true]])
  expect(ways(true, true)).toEqual([
    ['call', true],
    ['text', true],
  ])
  expect(ways(false, false)).toEqual([
    ['call', false],
    ['text', false],
  ])
})

test('of whoever says no to keeping no name, number, language or word goes out; a yes brings them back', () => {
  const said: TalkDraft = {
    ...newTalk(unitId, []),
    who: 'new',
    name: 'Rosa',
    languages: ['es'],
    contact: { call: true, text: false },
    phone: '555 0142',
    join: true,
    level: 3,
    note: 'Works nights',
    listensTo: '4A',
    wordsOk: true,
    verbatim: true,
  }
  const refused = { ...said, ...answerKeep(said, false) }
  expect(refused).toMatchObject({ name: '', phone: '', note: '', verbatim: false, join: false })
  // Also where a phone of an older version left it in the draft.
  for (const draft of [refused, { ...said, wordsOk: false }]) {
    const knock = knockOf(draft, turf)
    expect(knock).toMatchObject({ person: { personId: said.newPersonId, isNew: true }, level: { level: 3 } })
    expect(knock.consents?.map(({ given }) => given)).toEqual([false, false, false])
    expect(JSON.stringify(knock)).not.toMatch(/Rosa|"es"|0142|nights|join|verbatim|4A/)
    expect(Knock.safeParse(knock).error).toBeUndefined()
    expect(isWhole(knock)).toBe(true)
  }
  expect({ ...refused, ...answerKeep(refused, true) }).toEqual({ ...said, unkept: undefined })
})

test('neither phone nor server takes what somebody refused to have kept', () => {
  const { personId } = ana
  const refused = {
    ...knockOf({ ...newTalk(unitId, [ana]), wordsOk: false }, turf),
    consents: [{ purpose: 'keep' as const, given: false }],
  }
  expect([isWhole(refused), Knock.safeParse(refused).success]).toEqual([true, true])
  for (const kept of [
    { person: { personId, isNew: false, name: 'Ana' } },
    { contact: { kind: 'phone' as const, value: '555 0142' } },
    { note: 'Works nights' },
    { listensTo: ['4A'] },
    { languages: ['es' as const] },
  ]) {
    const knock = { ...refused, ...kept }
    expect([kept, isWhole(knock), Knock.safeParse(knock).success]).toEqual([kept, false, false])
  }
})

test('a repair taken back keeps its pictures, under names of their own', () => {
  const photo = { id: crypto.randomUUID(), sha256: 'ab'.repeat(32) }
  const leak = {
    id: crypto.randomUUID(),
    category: 'leak' as const,
    severity: 'dangerous' as const,
    since: 'today' as const,
    photos: [photo],
  }
  const [again] = takenBackDraft({ ...newTalk(unitId, []), repairs: [leak] }, 'retracted').repairs
  expect(again?.photos).toMatchObject([{ sha256: photo.sha256 }])
  expect(again?.photos?.[0]?.id).not.toBe(photo.id)
})
