import { expect, test } from 'vitest'
import { isEntered, readDraft } from './draft.ts'

const doors = ['4A', '5B', 'PH'].map((label) => ({ unitId: label, label }))
const read = (draft: Parameters<typeof readDraft>[0]) =>
  readDraft(draft, '2026-11-22', 'Come back', { doors, unitId: '4A' })

test('fields and codes of a talk are one act, and come back as they were typed', () => {
  const draft = {
    disposition: 'conversation',
    level: 2,
    coming: 'yes',
    codes: 'ay k+ l es, 5w Under the sink',
    name: 'Ana R.',
    listensTo: 'PH, 5B',
    note: 'Works nights',
  } as const
  const { said, wrong, problem } = read(draft)
  expect([wrong, problem]).toEqual([null, null])
  expect(said).toMatchObject({
    level: 2,
    coming: 'yes',
    name: 'Ana R.',
    languages: ['es'],
    listensTo: ['PH', '5B'],
  })
  const entry = { knockId: '', disposition: draft.disposition, day: '2026-11-21', own: true, said }
  expect(isEntered(entry, draft, '2026-11-21')).toBe(true)
  expect(isEntered(entry, { ...draft, codes: 'ax' }, '2026-11-21')).toBe(false)
  // The same, of another day.
  expect(isEntered(entry, draft, '2026-11-20')).toBe(false)
  expect(isEntered(null, draft, '2026-11-21')).toBe(false)
})

test('a door is found however it is written', () => {
  const { said } = read({ disposition: 'conversation', listensTo: 'apt 5-b ; ph' })
  expect(said.listensTo).toEqual(['5B', 'PH'])
})

test('a result without a talk takes nothing of a talk along', () => {
  expect(read({ disposition: 'refused', codes: '5w', note: 'So' })).toEqual({
    said: {},
    wrong: null,
    problem: null,
  })
  expect(read({ disposition: 'brief', codes: 'b 29' })).toEqual({
    said: { followUp: { what: 'Come back', due: '2026-11-29' } },
    wrong: null,
    problem: null,
  })
  expect(read({ disposition: 'language', codes: 'es 5w' }).problem).toBe('talkOnly')
})

test('what cannot be kept is said before it is sent', () => {
  const talk = { disposition: 'conversation' } as const
  expect(read({ ...talk, codes: 'zz' }).wrong).toBe('zz')
  expect(read({ ...talk, name: 'Ana' }).problem).toBe('nameNeedsYes')
  expect(read({ ...talk, phone: '555', codes: 'k+ t-' }).problem).toBe('phoneNeedsYes')
  expect(read({ ...talk, note: 'So', codes: 'k-' }).problem).toBe('keepsNothing')
  expect(read({ ...talk, codes: 'j' }).problem).toBe('joinNeedsName')
  expect(read({ ...talk, listensTo: '5B', codes: 'k-' }).problem).toBe('keepsNothing')
  for (const listensTo of ['Ana', '4a', '9Z', 'PH, 5B, 9Z'])
    expect(read({ ...talk, listensTo }).problem).toBe('doorsOnly')
})
