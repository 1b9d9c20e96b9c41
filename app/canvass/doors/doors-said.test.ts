import { expect, test } from 'vitest'
import { doorsNamed, readDoors } from './doors-said.ts'

const doors = ['5A', '5B', 'PH'].map((label) => ({ unitId: label, label }))
const read = (text: string, own?: string) =>
  readDoors(text, doors, own).map(({ mark, label }) => `${mark} ${label}`)

test.each([
  ['', []],
  [' , ;', []],
  ['5b', ['✓ 5B']],
  ['5b 5a', ['✓ 5B', '✓ 5A']],
  ['5b y 5a', ['✓ 5B', '✓ 5A']],
  ['apt 12 c; ph', ['? apt 12 c', '✓ PH']],
  ['5B, 9Z', ['✓ 5B', '? 9Z']],
  ['PH 1', ['? PH 1']],
  ['Mrs Ortiz', ['✕ Mrs Ortiz']],
  ['5A 5B 9Z 9X', ['✓ 5A', '✓ 5B', '? 9Z', '✕ 9X']],
  ['the 1st door behind the lift', ['✕ the 1st door behind the lift']],
])('%s', (text, said) => {
  expect(read(text)).toEqual(said)
})

test('never the own door, and each once', () => {
  expect(read('5a, 5B', '5A')).toEqual(['✕ 5A', '✓ 5B'])
  expect(doorsNamed(readDoors('5B, Ana, 5b, 9Z', doors, '5A'))).toEqual(['5B', '9Z'])
})
