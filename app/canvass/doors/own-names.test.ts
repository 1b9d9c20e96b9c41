import { afterEach, expect, test, vi } from 'vitest'
import { languages } from '../lists.ts'
import { inOrder, ownName } from './own-names.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('a language is named in itself', () => {
  expect(['es', 'yue', 'tl', 'ht', 'mix', 'ase'].map(ownName)).toEqual([
    'Español',
    '粵語',
    'Tagalog',
    'Kreyòl ayisyen',
    'Tuʼun savi',
    'American Sign Language (ASL)',
  ])
})

test('a browser that knows only English names none of the rarer ones in English', () => {
  const { DisplayNames } = Intl
  vi.stubGlobal('Intl', {
    ...Intl,
    DisplayNames: class extends DisplayNames {
      constructor(_: string[], options: Intl.DisplayNamesOptions) {
        super(['en'], options)
      }
    },
  })
  expect(['yue', 'km', 'my', 'hy', 'ht'].map(ownName)).toEqual([
    '粵語',
    'ខ្មែរ',
    'မြန်မာ',
    'Հայերեն',
    'Kreyòl ayisyen',
  ])
})

test('with a card or spoken in the building comes first, the rest waits behind', () => {
  const { first, more } = inOrder(languages, { locale: 'en', cards: ['yue', 'es'], spoken: ['so', 'es'] })
  expect(first).toEqual(['es', 'yue', 'so', 'cmn', 'vi', 'tl'])
  expect(more).not.toContain('en')
  expect([...first, ...more]).toHaveLength(languages.length - 1)
})
