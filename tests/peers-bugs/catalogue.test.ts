import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const numbers = [
  ...Array.from({ length: 22 }, (_, n) => `L${n + 1}`),
  ...Array.from({ length: 5 }, (_, n) => `D${n + 1}`),
]

const tests = ['app', 'tests'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:test|spec)\.tsx?$/.test(path))
    .map((path) => readFileSync(join(root, folder, path), 'utf8')),
)

/** The rows of the table under this heading, cell by cell. */
function rowsUnder(heading: string) {
  const text = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const part = text.split(/^#+ /m).find((each) => each.startsWith(heading)) ?? ''
  return [...part.matchAll(/^\| ([LD]\d+) \| (.+) \|$/gm)].map(([, number = '', rest = '']) => ({
    number,
    cells: rest.split(' | '),
  }))
}

const named = numbers.filter((number) => tests.some((text) => text.includes(`'${number}: `)))
const elsewhere = rowsUnder('Proved under another name')

test('each peer’s bug has a test of its name, or a row that says where', () => {
  const known = [...named, ...elsewhere.map(({ number }) => number)]
  expect(numbers.filter((number) => !known.includes(number))).toEqual([])
})

test('what is proved under another name is there under it', () => {
  for (const { number, cells } of elsewhere) {
    const [file = '', name = ''] = cells
    expect([number, readFileSync(join(root, file), 'utf8').includes(`'${name}'`)]).toEqual([number, true])
  }
})

test('the table names every number once, and nothing else', () => {
  expect(rowsUnder('What others lost').map(({ number }) => number)).toEqual(numbers)
})
