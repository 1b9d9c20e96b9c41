import { expect, test } from 'vitest'
import { languagesOf, saidIn, thoughtAfter } from './script-path.ts'

const says = (...languages: string[]) => languages.map((language) => ({ language, text: `${language}!` }))
const steps = [
  {
    id: 'a',
    says: says('en', 'es'),
    answers: [
      { says: says('en'), to: 'c' },
      { says: says('en'), to: '' },
    ],
  },
  { id: 'b', says: says('en', 'es', 'ko'), answers: [] },
  { id: 'c', says: says('en', 'es'), answers: [] },
]

test('an answer leads where it says, and to the next thought when it says nothing', () => {
  expect(thoughtAfter({ steps }, 'a', 'c')?.id).toBe('c')
  expect(thoughtAfter({ steps }, 'a')?.id).toBe('b')
  expect(thoughtAfter({ steps }, 'b')?.id).toBe('c')
  expect(thoughtAfter({ steps }, 'c')).toBeUndefined()
  expect(thoughtAfter({ steps }, 'a', 'gone')?.id).toBe('b')
})

test('a language half spoken is not offered', () => {
  expect(languagesOf({ steps })).toEqual(['en', 'es'])
})

test('words come in the wanted language, else in the reader’s, else as they are', () => {
  expect(saidIn(says('en', 'es'), ['es', 'en']).text).toBe('es!')
  expect(saidIn(says('en', 'es'), ['ko', 'en']).text).toBe('en!')
  expect(saidIn(says('es'), ['ko', 'en']).text).toBe('es!')
  expect(saidIn([], ['ko']).text).toBe('')
})
