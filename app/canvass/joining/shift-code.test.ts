import { expect, test } from 'vitest'
import { codeOf, newCode, readCode, spacedCode } from './shift-code.ts'

test('a code is read however it is typed, and out of the address in a QR', () => {
  for (const said of ['KRTMNZ', 'krt mnz', ' KRT-mnz ', 'https://union.example/shift/join#KRTMNZ'])
    expect(readCode(said)).toBe('KRTMNZ')
})

test('what is no code is none: too short, too long, a letter or a digit no code has', () => {
  for (const said of ['', 'KRTMN', 'KRTMNZZ', 'KRTMNO', 'KRTMN0', 'https://union.example/shift/join'])
    expect(readCode(said)).toBeNull()
})

test('every new code can be read again, and no letter in it looks or sounds like another', () => {
  for (let i = 0; i < 200; i++) {
    const code = newCode()
    expect(readCode(spacedCode(code))).toBe(code)
    expect(code).not.toMatch(/[AEIOUBGLS]/)
  }
  expect(codeOf(new Uint32Array(6))).toBe('CCCCCC')
})
