import { expect, test } from 'vitest'
import { languages } from '#app/canvass/lists.ts'
import { namesOfLanguages } from './language-name.ts'
import { locales } from './locale.ts'

test('every language we list has a name in every language of the screens', () => {
  for (const locale of locales) {
    const nameOf = namesOfLanguages(locale)
    // The Mam are called so in Spanish and English.
    expect(languages.filter((code) => code !== 'mam' && nameOf(code) === code)).toEqual([])
  }
  expect(['quc', 'mix', 'ase'].map(namesOfLanguages('es'))).toEqual([
    'quiché',
    'mixteco',
    'lengua de señas americana',
  ])
  expect(namesOfLanguages('en')('mam')).toBe('Mam')
})
