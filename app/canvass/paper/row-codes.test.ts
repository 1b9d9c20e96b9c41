import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repairCategoryCodes } from '#app/grievances/categories.ts'
import { heardCodes, languages, sinceWhen } from '../lists.ts'
import { readCodes, writeCodes } from './row-codes.ts'

const read = (text: string) => readCodes(text, '2026-11-22', 'Come back')

test('a row as it is written on paper', () => {
  expect(read('ay 2w no heat at night, 9t, k+ c+ t- l es b 29 bring the letter')).toEqual({
    wrong: null,
    said: {
      asks: [{ n: 0, answer: 'yes' }],
      repairs: [
        { category: 'heat', since: 'this_week', words: 'no heat at night' },
        { category: 'asbestos', since: 'today' },
      ],
      consents: [
        { purpose: 'keep', given: true },
        { purpose: 'contact', channel: 'call', given: true },
        { purpose: 'contact', channel: 'text', given: false },
      ],
      languages: ['es'],
      followUp: { what: 'bring the letter', due: '2026-11-29' },
    },
  })
})

test.each([
  ['3', { repairs: [{ category: 'water', since: 'longer' }] }],
  ['3 w', { repairs: [{ category: 'water', since: 'this_week' }] }],
  [
    '3 towels on the floor',
    { repairs: [{ category: 'water', since: 'longer', words: 'towels on the floor' }] },
  ],
  ['54', { heard: ['rent'] }],
  ['es', { languages: ['es'] }],
  ['l am', { languages: ['am'] }],
  ['am', { asks: [{ n: 0, answer: 'maybe' }] }],
  ['b 5', { followUp: { what: 'Come back', due: '2026-12-05' } }],
  ['b the letter', { followUp: { what: 'the letter' } }],
  ['j sig', { join: true, basis: ['signed'] }],
])('%s', (text, said) => {
  expect(read(text)).toEqual({ said, wrong: null })
})

test.each(['24', '99', 'zz', 'b', 'b 32', '54t', 'ay zz', '3w a leak, huh'])('%s is no code', (text) => {
  expect(read(text).wrong).not.toBeNull()
})

test('whatever is read is written so that it is read the same', () => {
  const word = fc.stringMatching(/^[a-z]{2,8}( [a-z]{2,8})?$/).map((text) => `about ${text}`)
  const said = fc.record(
    {
      asks: fc.uniqueArray(
        fc.record({ n: fc.nat(2), answer: fc.constantFrom('yes' as const, 'maybe' as const, 'no' as const) }),
        { minLength: 1, maxLength: 3, selector: ({ n }) => n },
      ),
      languages: fc.uniqueArray(fc.constantFrom(...languages), { minLength: 1, maxLength: 3 }),
      heard: fc.uniqueArray(fc.constantFrom(...heardCodes), { minLength: 1, maxLength: 4 }),
      repairs: fc.array(
        fc.record(
          {
            category: fc.constantFrom(...repairCategoryCodes),
            since: fc.constantFrom(...sinceWhen),
            words: word,
          },
          { requiredKeys: ['category', 'since'] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
      followUp: fc.record(
        { what: word, due: fc.constantFrom('2026-11-30', '2026-12-22') },
        { requiredKeys: ['what'] },
      ),
      join: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(said, (each) => {
      expect(read(writeCodes(each))).toEqual({ said: each, wrong: null })
    }),
  )
})
