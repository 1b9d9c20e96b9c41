import { expect, test } from 'vitest'
import { chooseSeven, type TodayItem } from './choose-seven.ts'

const item = (kind: TodayItem['kind'], day: string | null = null): TodayItem => ({
  kind,
  day,
  href: '/',
  count: 1,
  what: '',
  where: '',
  late: false,
})

test('what cannot wait stands first, then by day', () => {
  const chosen = chooseSeven([
    item('meeting', '2026-10-02'),
    item('followUp', '2026-10-03'),
    item('followUp', '2026-10-01'),
    item('knock'),
  ])
  expect(chosen.map(({ kind, day }) => [kind, day])).toEqual([
    ['knock', null],
    ['followUp', '2026-10-01'],
    ['followUp', '2026-10-03'],
    ['meeting', '2026-10-02'],
  ])
})

test('seven at most, and many of a kind never hide the others', () => {
  const chosen = chooseSeven([
    ...Array.from({ length: 9 }, (_, n) => item('followUp', `2026-10-0${n + 1}`)),
    item('meeting'),
    item('vouch'),
    item('shift'),
  ])
  expect(chosen.map(({ kind }) => kind)).toEqual([
    'followUp',
    'followUp',
    'followUp',
    'followUp',
    'meeting',
    'vouch',
    'shift',
  ])
})

test('every shift one leads now is there, however much else there is', () => {
  const chosen = chooseSeven([
    ...Array.from({ length: 2 }, () => item('lead')),
    ...(['knock', 'repairsLate', 'repairsNew', 'look', 'followUp', 'meeting'] as const).map((kind) =>
      item(kind),
    ),
  ])
  expect(chosen.map(({ kind }) => kind)).toEqual([
    'lead',
    'lead',
    'knock',
    'repairsLate',
    'repairsNew',
    'look',
    'followUp',
  ])
})

test('evenings to talk over stand as they came: the last one first', () => {
  const chosen = chooseSeven([item('debrief', '2026-10-04'), item('debrief', '2026-10-01'), item('vouch')])
  expect(chosen.map(({ kind, day }) => [kind, day])).toEqual([
    ['vouch', null],
    ['debrief', '2026-10-04'],
    ['debrief', '2026-10-01'],
  ])
})
