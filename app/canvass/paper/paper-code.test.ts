import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  codeLetters,
  letters,
  newWord,
  readRowCode,
  readSheetCode,
  rowCode,
  sheetCode,
} from './paper-code.ts'

const aWord = fc.string({ unit: fc.constantFrom(...letters), minLength: codeLetters, maxLength: codeLetters })
const aRow = fc.integer({ min: 1, max: 100 })

test('what is printed is read back, however it is written', () => {
  fc.assert(
    fc.property(aWord, aRow, (word, n) => {
      expect(readSheetCode(sheetCode(word))).toBe(word)
      expect(readSheetCode(` ${sheetCode(word).toLowerCase()} `)).toBe(word)
      expect(readRowCode(word, rowCode(word, n))).toBe(n)
      expect(readRowCode(word, `${sheetCode(word)}-${rowCode(word, n)}`)).toBe(n)
      expect(readSheetCode(`${sheetCode(word)} ${rowCode(word, n)}`)).toBe(word)
    }),
  )
})

test('one wrong letter is no code, nor are two that changed places', () => {
  fc.assert(
    fc.property(aWord, fc.nat(codeLetters - 1), fc.nat(9), (word, at, other) => {
      const letter = letters[other] as string
      if (word[at] === letter) return
      const wrong = word.slice(0, at) + letter + word.slice(at + 1)
      expect(readSheetCode(wrong + sheetCode(word).at(-1))).toBeNull()
    }),
  )
  fc.assert(
    fc.property(aWord, fc.nat(codeLetters - 2), (word, at) => {
      const [one, two] = [word[at], word[at + 1]] as [string, string]
      if (one === two) return
      const turned = word.slice(0, at) + two + one + word.slice(at + 2)
      expect(readSheetCode(turned + sheetCode(word).at(-1))).toBeNull()
    }),
  )
})

test('a row copied wrong names no other row', () => {
  const word = 'KAMPER'.replace('E', 'C')
  for (let n = 1; n <= 100; n++) {
    const code = rowCode(word, n)
    for (const letter of letters) {
      if (letter !== code[1]) expect(readRowCode(word, code[0] + letter + code[2])).toBeNull()
    }
  }
  expect(readRowCode(word, '')).toBeNull()
  expect(readRowCode(word, '12')).toBeNull()
  expect(readSheetCode(newWord())).toBeNull()
})
