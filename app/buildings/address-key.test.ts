import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { addressKey } from './address-key.ts'

test.each([
  ['418 Alder Street', '418 ALDER ST'],
  ['  418  ALDER St. ', '418 ALDER ST'],
  ['418 Alder St #4B', '418 ALDER ST'],
  ['12 North Street', '12 NORTH ST'],
  ['12 North Alder Street', '12 N ALDER ST'],
  ['1 O’Neill Avenue', '1 ONEILL AVE'],
  ['1 Calle Peñón', '1 CALLE PENON'],
  ['10-12 Alder Court', '10-12 ALDER CT'],
  ['10 1/2 Alder Ct', '10 1/2 ALDER CT'],
])('%s', (address, key) => {
  expect(addressKey(address)).toBe(key)
  expect(addressKey(key)).toBe(key)
})

const registry = new URL('../../../shared/data/berkeley-rent-registry.csv', import.meta.url)

test('a real city has as many keys as buildings counted by hand', ({ skip }) => {
  skip(!existsSync(registry), 'berkeley-rent-registry.csv is not beside the repository')
  const rows: { unit_address: string }[] = parse(readFileSync(registry), { columns: true, bom: true })
  const keys = new Set(rows.map(({ unit_address }) => addressKey(unit_address)))
  keys.delete('')
  expect(keys.size).toBe(2223)
})
