import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layoutChart, type Step, stepFrom } from './layout-chart.ts'
import { placeLabels } from './place-labels.ts'

const doorsOf = (labels: string[]) => placeLabels(labels).map((door) => ({ ...door, key: door.labelKey }))
const shown = (labels: string[]) => {
  const { rows, ...rest } = layoutChart(doorsOf(labels))
  return {
    ...rest,
    rows: rows.map(({ floor, doors }) => [floor, ...doors.map((door) => door?.label ?? '·')]),
  }
}

test('floors are rows with the top one on top, lines are columns', () => {
  expect(shown(['1A', '1B', '2A', '2C', 'PH'])).toEqual({
    aligned: true,
    dense: false,
    lines: ['A', 'B', 'C'],
    rows: [
      ['PH', 'PH', '·', '·'],
      ['2', '2A', '·', '2C'],
      ['1', '1A', '1B', '·'],
    ],
  })
})

test('one door is one row', () => {
  expect(shown(['1'])).toEqual({ aligned: false, dense: false, lines: [], rows: [['', '1']] })
})

test('forty doors a floor wrap inside their floor, small', () => {
  const labels = [1, 2, 3, 4].flatMap((floor) =>
    Array.from({ length: 37 }, (_, i) => String(floor * 100 + i + 1)),
  )
  const { aligned, dense, rows } = layoutChart(doorsOf(labels))
  expect({ aligned, dense, floors: rows.map(({ floor }) => floor) }).toEqual({
    aligned: false,
    dense: true,
    floors: ['4', '3', '2', '1'],
  })
})

test('every door stands in the chart once, and a step always lands on a door', () => {
  const labels = fc.uniqueArray(fc.stringMatching(/^([1-9][A-F]|[1-4]0[1-9]|PH[12]?|B1|REAR)$/), {
    minLength: 1,
  })
  const step = fc.constantFrom<Step[]>('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End')
  fc.assert(
    fc.property(labels, fc.array(step), (given, steps) => {
      const doors = doorsOf(given)
      const { rows } = layoutChart(doors)
      const there = rows.flatMap((row) => row.doors.filter((door) => door !== null))
      expect(there.map(({ key }) => key).sort()).toEqual(doors.map(({ key }) => key).sort())
      let at = there[0]
      for (const one of steps) at = (at && stepFrom(rows, at.key, one)) ?? at
      expect(there).toContain(at)
    }),
  )
})

test('up and down keep the column', () => {
  const { rows } = layoutChart(doorsOf(['1A', '1B', '2A', '2B', '3B']))
  expect(stepFrom(rows, '1B', 'ArrowUp')?.key).toBe('2B')
  expect(stepFrom(rows, '2A', 'ArrowUp')?.key).toBe('3B')
  expect(stepFrom(rows, '3B', 'ArrowUp')).toBeNull()
})
