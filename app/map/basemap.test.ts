import { createReadStream, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { applyImport } from '#app/buildings/imports/imports.server.ts'
import { planImport } from '#app/buildings/imports/plan-import.ts'
import { undoImport } from '#app/buildings/imports/undo-import.server.ts'
import { countStatements } from '#app/core/db.server.ts'
import type { Answer, Call } from '#app/core/endpoint.ts'
import { aCanvasser } from '#tests/door-factories.ts'
import { actAs, asSession, aUnion, type TestAccount } from '#tests/factories.ts'
import { basemapEndpoint } from './basemap.endpoint.ts'
import { createBasemap } from './basemap-tiles.ts'
import { findBasemapVersion, listShapes } from './coverage.server.ts'

const root = join(import.meta.dirname, '..', '..')
const own = join(root, 'tests', 'data')
const city = join(root, '..', 'shared', 'data')

/** The tile of the invented streets at zoom 12, and one far away. */
const here = { z: '12', x: '1706', y: '1933' }
const far = { z: '12', x: '0', y: '0' }

function ask(
  account: TestAccount | null,
  params: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const call: Call = {
    params,
    query: new URLSearchParams(headers.version ? { v: headers.version } : {}),
    header: (name) => headers[name.toLowerCase()],
    readBody: async () => new Uint8Array(),
  }
  return Promise.resolve(basemapEndpoint.handle(call, asSession(account, 'endpoint'))).catch(
    (thrown: Response): Answer => ({ status: thrown.status }),
  )
}

async function bringIn(recipe: 'streets' | 'areas', path: string) {
  const { secretary } = await aUnion()
  const plan = await planImport(recipe, {
    name: path,
    size: statSync(path).size,
    bytes: createReadStream(path),
  })
  return actAs(secretary, (db) => applyImport(db, plan), 'buildings.import')
}

const layersIn = (body: Answer['body']) => {
  const text = Buffer.from(body as Uint8Array).toString('latin1')
  return ['area', 'major', 'minor', 'path'].filter((layer) => text.includes(layer))
}

describe('the plain basemap', () => {
  test('is drawn from what was brought in, for whoever is signed in, and is gone with its import', async () => {
    const union = await aUnion()
    const member = await aCanvasser(union)
    expect((await ask(member, here)).status).toBe(404)

    const streets = await bringIn('streets', join(own, 'streets.geojson'))
    const withStreets = await ask(member, here)
    expect(withStreets.status).toBe(200)
    expect(layersIn(withStreets.body)).toEqual(['major', 'minor'])

    const areas = await bringIn('areas', join(own, 'areas.geojson'))
    const whole = await ask(member, here)
    expect(layersIn(whole.body)).toEqual(['area', 'major', 'minor'])
    expect(whole.headers?.ETag).not.toBe(withStreets.headers?.ETag)
    expect((await ask(member, here, { 'if-none-match': whole.headers?.ETag ?? '' })).status).toBe(304)
    expect(whole.headers?.['Cache-Control']).toBe('private, no-cache')
    const version = (await actAs(member, findBasemapVersion)) ?? ''
    expect((await ask(member, here, { version })).headers?.['Cache-Control']).toMatch(/immutable/)

    expect((await ask(member, far)).status).toBe(204)
    expect((await ask(null, here)).status).toBe(401)
    for (const wrong of [
      { z: '16', x: '0', y: '0' },
      { z: '2', x: '4', y: '0' },
      { z: '-1', x: '0', y: '0' },
      { z: '1', x: 'a', y: '0' },
    ])
      expect((await ask(member, wrong)).status).toBe(404)

    for (const { importId } of [areas, streets])
      await actAs(union.secretary, (db) => undoImport(db, importId), 'buildings.import')
    expect((await ask(member, here)).status).toBe(404)
  })

  test('is cut once, however many tiles of a screen are asked for at once', async () => {
    const { secretary } = await aUnion()
    const streets = await bringIn('streets', join(own, 'streets.geojson'))
    const { value, statements } = await countStatements(() =>
      Promise.all(Array.from({ length: 12 }, () => ask(secretary, here))),
    )
    expect(value.map(({ status }) => status)).toEqual(Array(12).fill(200))
    expect(statements.filter((text) => text.includes('from street'))).toHaveLength(1)
    await actAs(secretary, (db) => undoImport(db, streets.importId), 'buildings.import')
  })

  test.skipIf(!existsSync(city))(
    'of a real city has no tile over 100 kB (shared data, absent from a bare clone)',
    async () => {
      const { secretary } = await aUnion()
      await bringIn('streets', join(city, 'sf-streets.geojson'))
      await bringIn('areas', join(city, 'sf-neighborhoods.geojson'))
      const tileAt = createBasemap(await actAs(secretary, listShapes))
      let [heaviest, drawn] = [0, 0]
      for (let z = 8; z <= 15; z++) {
        const [x, y] = tileOf(-122.42, 37.776, z)
        for (let dx = -2; dx <= 2; dx++)
          for (let dy = -2; dy <= 2; dy++) {
            const tile = tileAt(z, x + dx, y + dy)
            if (tile) drawn++
            heaviest = Math.max(heaviest, tile?.length ?? 0)
          }
      }
      expect(drawn).toBeGreaterThan(40)
      expect(heaviest).toBeLessThan(100_000)
      const [x, y] = tileOf(-122.42, 37.776, 12)
      const packed = await ask(
        secretary,
        { z: '12', x: String(x), y: String(y) },
        { 'accept-encoding': 'gzip' },
      )
      expect(Buffer.from(tileAt(12, x, y) ?? [])).toEqual(gunzipSync(packed.body as Uint8Array))
    },
  )
})

function tileOf(lon: number, lat: number, z: number): [x: number, y: number] {
  const sine = Math.sin((lat * Math.PI) / 180)
  return [
    Math.floor(((lon + 180) / 360) * 2 ** z),
    Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z),
  ]
}
