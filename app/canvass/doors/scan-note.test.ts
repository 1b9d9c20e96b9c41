import { expect, test } from 'vitest'
import { riskyWords, withoutWord } from './scan-note.ts'

test('an ordinary note is left in peace, in both languages', () => {
  expect(riskyWords('Wants the letter in Spanish. Works nights, come after 5. Knows 3C.')).toEqual([])
  expect(riskyWords('Quiere la carta. Habló con el local del sindicato, volver el martes.')).toEqual([])
})

test('what we never keep is pointed at, with accents and without', () => {
  expect(riskyWords('He is undocumented and has cancer')).toEqual([
    { word: 'undocumented', kind: 'papers' },
    { word: 'cancer', kind: 'health' },
  ])
  expect(riskyWords('Está embarazada; teme a inmigración')).toEqual([
    { word: 'embarazada', kind: 'health' },
    { word: 'inmigración', kind: 'papers' },
  ])
  expect(riskyWords('Su hijo se llama Leo')[0]?.kind).toBe('children')
})

test('a word is taken out and the rest stays readable', () => {
  expect(withoutWord('She is crazy, but came.', 'crazy')).toBe('She is, but came.')
})
