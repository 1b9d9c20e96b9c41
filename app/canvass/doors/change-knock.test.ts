import { expect, test } from 'vitest'
import type { Turf } from '../lease/turf.schema.ts'
import { Knock } from '../sync/ops.schema.ts'
import { again, draftOf } from './change-knock.ts'
import { asksOf, knockOf } from './knock-of.ts'

const id = () => crypto.randomUUID()
const turf = {
  turfId: id(),
  shift: { asks: [] },
  doors: [{ unitId: id(), label: 'PH' }],
  meeting: { id: id(), title: 'Tenants meet', startsAt: '2026-11-28T19:00:00Z', place: 'Laundry' },
} as unknown as Turf

const talk: Knock = {
  kind: 'knock',
  knockId: id(),
  turfId: turf.turfId,
  unitId: id(),
  disposition: 'conversation',
  flyer: false,
  person: { personId: id(), name: 'Ana R.', isNew: true },
  languages: ['es'],
  heard: ['rent'],
  asks: [
    { id: id(), step: 'meeting', meetingId: turf.meeting?.id, answer: 'yes' },
    { id: id(), step: 'strike_pledge', answer: 'maybe' },
  ],
  consents: [
    { purpose: 'contact', channel: 'text', given: true },
    { purpose: 'keep', given: true },
  ],
  contact: { kind: 'phone', value: '510 555 0100' },
  join: true,
  level: { id: id(), level: 2, basis: ['said', 'signed'] },
  listensTo: ['PH', '4-A'],
  followUp: { id: id(), what: 'Bring the letter', owner: 'Sam', due: '2026-12-01' },
  note: 'Works nights.',
  verbatim: true,
  repairs: [{ id: id(), category: 'leak', severity: 'dangerous', since: 'today', sameAs: id() }],
}

/** Ids that say which fact it is, and not what was said. */
const withoutIds = (knock: Knock) =>
  JSON.parse(JSON.stringify(knock), (key, value) => (key === 'id' || key === 'knockId' ? undefined : value))

test('a talk that is changed says the same until it is changed, of the person the server has', () => {
  const { contact: _, person, ...rest } = talk
  const changed = again(talk, turf)
  expect(Knock.safeParse(changed).error).toBeUndefined()
  expect(withoutIds(changed)).toEqual(
    withoutIds({ ...rest, person: { personId: person?.personId ?? '', isNew: false } }),
  )
  const idsIn = (knock: Knock) =>
    [...JSON.stringify(knock).matchAll(/"(?:id|knockId)":"([^"]+)"/g)].map(([, one]) => one)
  expect(idsIn(talk).filter((one) => idsIn(changed).includes(one))).toEqual([])
})

test('what was corrected is in the new knock, which knows the one it stands instead of', () => {
  const draft = draftOf(talk)
  expect(draft).toMatchObject({ replaces: talk.knockId, face: 'stairs', name: 'Ana R.' })
  const corrected = knockOf({ ...draft, level: 4, name: 'Anna R.', phone: '510 555 0199' }, turf)
  expect(corrected).toMatchObject({
    level: { level: 4 },
    person: { personId: talk.person?.personId, name: 'Anna R.', isNew: false },
    contact: { value: '510 555 0199' },
  })
})

test('a talk with somebody known, with nobody, and a come-back', () => {
  const known: Knock = {
    ...talk,
    person: { personId: id(), isNew: false },
    contact: undefined,
    join: undefined,
  }
  expect(again(known, turf).person).toEqual(known.person)
  const bare = { kind: 'knock', turfId: id(), unitId: id(), flyer: false } as const
  expect(again({ ...bare, knockId: id(), disposition: 'conversation' }, turf)).not.toHaveProperty('person')
  const back: Knock = {
    ...bare,
    knockId: id(),
    disposition: 'brief',
    followUp: { id: id(), what: 'Come back' },
  }
  expect(again(back, turf)).toMatchObject({ disposition: 'brief', followUp: { what: 'Come back' } })
  expect(again(back, turf).followUp?.id).not.toBe(back.followUp?.id)
})

test('the three asks the shift chose, else the usual; the meeting is asked at the open door', () => {
  expect(asksOf(turf)).toEqual(['flyer_neighbor', 'bring_neighbor', 'floor_captain'])
  const chosen = { ...turf, shift: { ...turf.shift, asks: ['meeting', 'strike_pledge', 'pay_dues'] } } as Turf
  expect(asksOf(chosen)).toEqual(['strike_pledge', 'pay_dues'])
  expect(asksOf({ ...chosen, meeting: undefined } as Turf)).toEqual(['meeting', 'strike_pledge', 'pay_dues'])
})
