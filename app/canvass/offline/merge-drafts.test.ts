import { expect, test } from 'vitest'
import { newTalk, type TalkDraft } from '../doors/talk-draft.ts'
import { mergeDrafts } from './merge-drafts.ts'

const talk = (said: Partial<TalkDraft>) => ({ ...newTalk('door', []), ...said })
const both = (before: Partial<TalkDraft>, late: Partial<TalkDraft>) =>
  mergeDrafts(talk(before), talk(late)) as TalkDraft

test('of one talk the later writing is the whole', () => {
  const begun = talk({ note: 'Works', level: 2 })
  expect(mergeDrafts(begun, { ...begun, note: 'Works nights', level: null })).toMatchObject({
    note: 'Works nights',
    level: null,
  })
})

test('nothing written by hand at a locked door is lost: names, notes and promises stand beside each other', () => {
  const first = {
    name: 'Ana',
    note: 'Works nights',
    listensTo: '5B',
    followUp: { what: 'Letter', owner: 'Sam', due: '' },
  }
  const later = {
    name: 'Rosa',
    note: 'Ring twice',
    listensTo: '4A',
    followUp: { what: 'Ladder', owner: '', due: '2026-12-01' },
  }
  expect(both(first, later)).toMatchObject({
    name: 'Ana, Rosa',
    note: 'Works nights\nRing twice',
    listensTo: '5B, 4A',
    followUp: { what: 'Letter, Ladder', owner: 'Sam', due: '2026-12-01' },
  })
  expect(both({ name: 'Ana' }, { name: 'Ana' }).name).toBe('Ana')
})

test('who it is, how to reach them and where they stand is what was said last', () => {
  const known = crypto.randomUUID()
  expect(both({ who: known, level: 4, phone: '1' }, { who: 'new', level: 2, phone: '2' })).toMatchObject({
    who: 'new',
    level: 2,
    phone: '2',
  })
  expect(both({ who: known, level: 4 }, {})).toMatchObject({ who: known, level: 4 })
})

test.each([true, false])('a no stays a no, whichever came first: %s', (first) => {
  const yes = { wordsOk: true, contact: { call: true, text: true } }
  const no = { wordsOk: false, contact: { call: false, text: true } }
  const merged = first ? both(no, yes) : both(yes, no)
  expect(merged).toMatchObject({ wordsOk: false, contact: { call: false, text: true } })
  expect(both(no, {})).toMatchObject(no)
  expect(both({}, yes)).toMatchObject(yes)
})
