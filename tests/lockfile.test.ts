import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { missingOptional } from '../bin/complete-lock.mjs'

const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')

test('the lockfile holds an entry for every optional platform package', () => {
  expect(missingOptional(JSON.parse(text))).toEqual([])
})

test('the lockfile names no registry host', () => {
  expect(text).not.toMatch(/"resolved": "http/)
})
