import { expect, test } from 'vitest'
import type { RepairLine } from './repair-lines.server.ts'
import { allLines, printedLines } from './repair-sheet.tsx'

const repairs = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ n: at + 1, repair: {} }) as RepairLine)

test('no page is printed for one or two free lines; a repair heard on the way always is', () => {
  expect(printedLines(repairs(6))).toHaveLength(11)
  expect(printedLines(repairs(8))).toHaveLength(12)
  expect(printedLines(repairs(9))).toHaveLength(12)
  const heard = { n: 13, repair: {}, isNew: true } as RepairLine
  expect(printedLines([...repairs(8), heard])).toEqual(allLines([...repairs(8), heard]))
})
