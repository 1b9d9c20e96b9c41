import { createReadStream, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FileProblem } from './file-problem.ts'
import { planImport } from './plan-import.ts'
import type { RecipeName } from './recipes.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const city = join(root, '..', 'shared', 'data')
const own = (name: string) => fromDisk(join(root, 'tests', 'data', name))

function fromDisk(path: string) {
  return { name: path, size: statSync(path).size, bytes: createReadStream(path) }
}

function fromBytes(content: string | Uint8Array, partSize = 7) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  async function* parts() {
    yield bytes.subarray(0, 600)
    for (let from = 600; from < bytes.length; from += partSize) yield bytes.subarray(from, from + partSize)
  }
  return { name: 'file', size: bytes.length, bytes: parts() }
}

const problemOf = (recipe: RecipeName, content: string | Uint8Array) =>
  planImport(recipe, fromBytes(content)).then(
    () => 'no problem',
    (problem) => (problem instanceof FileProblem ? problem.code : problem),
  )

const header = 'unit_address,unit_status'

describe('our own small files', () => {
  test('a rent registry: doors merged, rows without an address refused with their line', async () => {
    const plan = await planImport('rent-registry', own('rent-registry.csv'))
    expect(plan).toMatchObject({ rows: 12, merged: 2, refused: 3, leftOut: 0 })
    expect(plan.refusals).toEqual([
      { line: 11, column: 'unit_address', value: '', reason: 'noAddress' },
      { line: 12, column: 'unit_address', value: '#4', reason: 'noAddress' },
      { line: 13, column: '', value: '2', reason: 'columnCount' },
    ])
    const doors = [...plan.buildings.values()].map(({ address, doors }) => [
      address,
      [...doors.values()].map(({ label, use }) => `${label} ${use}`),
    ])
    expect(Object.fromEntries(doors)).toEqual({
      '418 ALDER ST': ['1A rented', '1B rented', '2A owner_occupied', '2B exempt', 'SHOP business'],
      '27 MILL LN': ['27 rented'],
      '9 QUAY RD': ['101 rented'],
    })
  })

  test('address points: one building an address, a point for each', async () => {
    const plan = await planImport('address-points', own('address-points.geojson'))
    expect(plan).toMatchObject({ rows: 10, merged: 1, refused: 3 })
    expect(plan.refusals.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '8 noAddress',
      '9 offMap',
      '10 notPoint',
    ])
    const ferry = plan.buildings.get('14 FERRY ST')
    expect(ferry?.point).toEqual([-30.0071, 10.0042])
    expect([...(ferry?.doors.values() ?? [])].map(({ use }) => use)).toEqual(['home', 'home', 'business'])
  })

  test('streets leave parks out, areas need a name', async () => {
    const streets = await planImport('streets', own('streets.geojson'))
    expect(streets.shapes.map(({ kind }) => kind)).toEqual(['major', 'minor', 'path'])
    expect(streets.leftOut).toBe(1)
    const areas = await planImport('areas', own('areas.geojson'))
    expect(areas).toMatchObject({ rows: 3, refused: 1 })
    expect(areas.shapes.map(({ name }) => name)).toEqual(['Ferry Landing', 'Upper Quay'])
  })
})

describe('a file that is not what it says', () => {
  const point = (x: number, y: number) =>
    `{"type":"Feature","properties":{"ADDRESS":"1 A ST","UNIT_NUM":null},"geometry":{"type":"Point","coordinates":[${x},${y}]}}`
  const collection = (inner: string) => `{"type":"FeatureCollection","features":[${inner}]}`

  test.each<[string, RecipeName, string | Uint8Array, string]>([
    ['nothing', 'rent-registry', '', 'empty'],
    ['a web page', 'rent-registry', '<!DOCTYPE html><html><body>Sign in</body></html>', 'html'],
    ['a web page instead of JSON', 'address-points', '\n<html lang="en">', 'html'],
    ['a spreadsheet', 'rent-registry', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'notText'],
    ['another header', 'rent-registry', 'a,b\n1,2\n', 'columns'],
    ['a header alone', 'rent-registry', `${header}\n`, 'noRows'],
    ['JSON for a CSV recipe', 'rent-registry', collection(point(1, 1)), 'notCsv'],
    ['CSV for a JSON recipe', 'address-points', `${header}\n1 A ST,RENTED\n`, 'notGeoJson'],
    ['a quote left open', 'rent-registry', `${header}\n1 A ST,RENTED\n"2 A ST,RENTED\n`, 'quote'],
    [
      'Shift-JIS',
      'rent-registry',
      new Uint8Array([...Buffer.from(`${header}\n`), 0x93, 0x8c, 0x8b, 0x9e]),
      'encoding',
    ],
    [
      'a zero byte far inside',
      'rent-registry',
      `${header}\n${'1 A ST,RENTED\n'.repeat(60)}2\0 A ST,RENTED\n`,
      'illFormed',
    ],
    [
      'an escaped zero byte',
      'address-points',
      collection(point(1, 1)).replace('1 A ST', '1 A \\u0000'),
      'illFormed',
    ],
    [
      'half of a character',
      'address-points',
      collection(point(1, 1)).replace('1 A ST', '1 A \\ud800'),
      'illFormed',
    ],
    ['UTF-16', 'rent-registry', Buffer.from(`\ufeff${header}\n`, 'utf16le'), 'encoding'],
    ['JSON cut short', 'address-points', collection(point(1, 1)).slice(0, -40), 'damaged'],
    ['JSON cut after a bracket', 'address-points', collection(point(1, 1)).slice(0, -2), 'damaged'],
    ['broken JSON', 'address-points', '{"type":,}', 'damaged'],
    ['other JSON', 'address-points', '{"ok":true}', 'notGeoJson'],
    ['other properties', 'streets', collection(point(1, 1)), 'columns'],
    ['metres', 'address-points', collection(point(6_011_000, 2_110_000)), 'projected'],
    [
      'a named projection',
      'address-points',
      collection(point(1, 1)).replace('{', '{"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::2227"}},'),
      'projected',
    ],
    ['no features', 'address-points', collection(''), 'noRows'],
  ])('%s', async (_, recipe, content, code) => {
    expect(await problemOf(recipe, content)).toBe(code)
  })

  test.each([
    ['a BOM', `\ufeff${header}\n1 A ST #1,RENTED\n`],
    ['CR line ends', `${header}\r1 A ST #1,RENTED\r`],
    ['CRLF line ends and quotes', `"unit_address",Unit_Status\r\n"1 A ST #1",RENTED`],
    ['columns in another order', `unit_status,x,unit_address\nRENTED,,1 A ST #1\n`],
  ])('%s is fine', async (_, content) => {
    const plan = await planImport('rent-registry', fromBytes(content))
    expect([...plan.buildings.keys()]).toEqual(['1 A ST'])
    expect(plan).toMatchObject({ rows: 1, refused: 0 })
  })

  test('a character cut between two parts of the upload is whole again', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => `${n} Peñón St #1,RENTED`).join('\n')
    const plan = await planImport('rent-registry', fromBytes(`${header}\n${rows}\n`, 1))
    expect([...plan.buildings.values()].at(-1)?.address).toBe('199 Peñón St')
  })
})

describe.skipIf(!existsSync(city))('a real city (shared data, absent from a bare clone)', () => {
  const cityFile = (name: string) => fromDisk(join(city, name))

  test('the rent registry, as counted by hand', async () => {
    const plan = await planImport('rent-registry', cityFile('berkeley-rent-registry.csv'))
    const doors = [...plan.buildings.values()].flatMap(({ doors }) => [...doors.values()])
    expect(plan).toMatchObject({ rows: 19_878, withUnit: 19_512, merged: 2056, refused: 27, leftOut: 0 })
    expect(plan.buildings.size).toBe(2223)
    expect(doors).toHaveLength(17_795)
    expect(plan.refusals.every(({ reason }) => reason === 'noAddress')).toBe(true)
    expect(plan.refusals.slice(0, 3).map(({ line }) => line)).toEqual([123, 732, 1171])
  })

  test('address points, streets and areas', async () => {
    const points = await planImport('address-points', cityFile('sf-addresses.geojson'))
    const doors = [...points.buildings.values()].flatMap(({ doors }) => [...doors.values()])
    expect(points).toMatchObject({ rows: 7284, withUnit: 2277, refused: 0 })
    expect(points.buildings.size).toBe(2512)
    expect(doors.length).toBe(2265)
    const streets = await planImport('streets', cityFile('sf-streets.geojson'))
    expect(streets).toMatchObject({ rows: 8915, leftOut: 362, refused: 0 })
    expect((await planImport('areas', cityFile('sf-neighborhoods.geojson'))).shapes).toHaveLength(37)
  })

  test.each([
    ['rent-registry', 'bad-header.csv', 'columns'],
    ['address-points', 'bad-truncated.geojson', 'damaged'],
  ] as const)('%s refuses %s', async (recipe, name, code) => {
    await expect(planImport(recipe, cityFile(name))).rejects.toMatchObject({ name: 'FileProblem', code })
  })
})
