import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStorable, storable } from './storable.ts'

test('whole text is kept as it is, the rest as near to it as it can be', () => {
  const whole = { note: 'Ünïcode 👋🏽 שלום', list: [1, null, { deep: true }] }
  expect([isStorable(whole), storable(whole)]).toEqual([true, whole])
  expect(isStorable({ note: 'x \ud83d' })).toBe(false)
  expect(isStorable({ 'k\0': 1 })).toBe(false)
  expect(storable({ 'k\0': ['a\0b', 'x \ud83d'] })).toEqual({ k: ['ab', 'x \ufffd'] })
})

test('a nest without end is cut', () => {
  const nest = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as unknown
  expect(isStorable(nest)).toBe(false)
  expect(isStorable(storable(nest))).toBe(true)
})

test('whatever was made storable is', () => {
  const text = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(
      fc.object({
        maxDepth: 3,
        maxKeys: 4,
        key: text,
        values: [text, fc.integer(), fc.constant('\ud83d\0')],
      }),
      (value) => {
        expect(isStorable(storable(value))).toBe(true)
        if (isStorable(value)) expect(storable(value)).toEqual(value)
      },
    ),
  )
})
