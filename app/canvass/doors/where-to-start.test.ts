import { expect, test } from 'vitest'
import type { Door } from '../lease/turf.schema.ts'
import { aDoor } from './a-door.ts'
import { floorsOf } from './floors-of.ts'
import { whereToStart } from './where-to-start.ts'

const house = (change: Record<string, Partial<Door>>) =>
  floorsOf(
    ['3A', '3B', '2A', '2B', '1A', '1B'].map((label) => aDoor({ label, tries: 1, ...change[label] })),
  ).map(({ floor, doors }) => ({ place: floor, doors }))

const starts = (change: Record<string, Partial<Door>>, speaks: string[] = []) =>
  whereToStart(house(change), speaks).map(({ place, reason, door }) => `${place} ${reason} ${door.label}`)

test('an emergency comes before a leader’s neighbor, then the language, then the fewest tries', () => {
  const change = {
    '1B': { emergency: true },
    '3A': { nearLeader: true },
    '3B': { nearLeader: true },
    '2B': { languages: ['es'], tries: 0 },
  }
  expect(starts(change, ['es'])).toEqual(['1 emergency 1B', '3 leader 3A', '2 language 2B'])
  expect(starts(change)).toEqual(['1 emergency 1B', '3 leader 3A', '2 tries 2A'])
})

test('of two floors with one reason the one with fewer tries, else the upper one', () => {
  const leader = { nearLeader: true }
  const low = starts({ '3A': { ...leader, tries: 4 }, '1A': leader })
  expect(low).toEqual(['1 leader 1A', '3 leader 3A', '2 tries 2A'])
  expect(starts({ '3A': leader, '1A': leader })).toEqual(['3 leader 3A', '1 leader 1A'])
})

test('where all is alike there is nothing to say', () => {
  expect(starts({})).toEqual([])
  expect(whereToStart([])).toEqual([])
})

test('a door that was reached, is struck or wants no visit speaks for nothing', () => {
  expect(starts({ '1B': { emergency: true, reachedDay: '2026-11-01' } })).toEqual([])
  expect(
    starts({ '1B': { emergency: true, doNotKnock: true }, '2A': { emergency: true, struck: true } }),
  ).toEqual([])
})
