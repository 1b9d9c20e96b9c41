import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Handle } from '#app/core/actor.server.ts'
import { withClient } from '#app/core/start/database.ts'
import { aBody, actAs, anAccount, aUnion, today } from '#tests/factories.ts'
import { aListOf, bringIn, city, doorsOf, planOf, takeBack, totals } from '#tests/import-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { addBuilding } from '../buildings.server.ts'
import { FileProblem } from './file-problem.ts'
import { applyImport, checkImport, listImports } from './imports.server.ts'
import { undoImport } from './undo-import.server.ts'

describe('an import', () => {
  test('checked first, it counts and changes nothing', async () => {
    const { secretary } = await aUnion()
    const before = await totals()
    const report = await actAs(secretary, async (db) => checkImport(db, await planOf('rent-registry')))
    expect(report.counts).toEqual({
      rows: 12,
      withUnit: 7,
      buildings: 3,
      newBuildings: 3,
      doors: 7,
      newDoors: 7,
      keptByOthers: 0,
      businesses: 1,
      lines: 0,
      merged: 2,
      leftOut: 0,
      refused: 3,
    })
    expect(report.refusals).toHaveLength(3)
    expect(await totals()).toEqual(before)
  })

  test('brings buildings, files, doors and their count, comes again without a second door, and goes as a whole', async () => {
    const before = await totals()
    const first = await bringIn('rent-registry')
    expect(await totals()).toEqual({
      ...before,
      buildings: before.buildings + 3,
      doors: before.doors + 7,
      holdings: before.holdings + 3,
      coverage: before.coverage + 3,
    })
    expect(
      (await doorsOf('418 ALDER ST')).map(({ label, use, floor, struck }) => [label, use, floor, struck]),
    ).toEqual([
      ['1A', 'rented', '1', null],
      ['1B', 'rented', '1', null],
      ['2A', 'owner_occupied', '2', null],
      ['2B', 'exempt', '2', null],
      ['SHOP', 'business', '', 'business'],
    ])
    const { secretary } = await aUnion()
    const coverage = await actAs(
      secretary,
      (db) =>
        db.sql`select c.doors from building_coverage c join building b on b.id = c.building_id where b.address = '418 ALDER ST'`,
    )
    expect(coverage).toEqual([{ doors: 4 }])

    const again = await bringIn('rent-registry')
    expect(again.counts).toMatchObject({ newBuildings: 0, newDoors: 0, doors: 7 })
    expect(await takeBack(again.importId)).toEqual({ ok: true, doors: 0, buildings: 0, lines: 0 })
    expect(await takeBack(first.importId)).toEqual({ ok: true, doors: 7, buildings: 3, lines: 0 })
    expect(await totals()).toEqual(before)
    await expect(takeBack(first.importId)).rejects.toMatchObject({ status: 404 })

    const past = await actAs(secretary, listImports)
    expect(past.find(({ id }) => id === first.importId)).toMatchObject({
      recipe: 'rent-registry',
      madeBy: 'Rosa Founder',
    })
    expect(past.find(({ id }) => id === first.importId)?.undoneAt).not.toBeNull()
  })

  test('leaves the doors of another body’s building as they are, and says so', async () => {
    const local = await aBody()
    await actAs(local.secretary, (db) =>
      addBuilding(db, { address: '418 Alder St', bodyId: local.id, doors: 'counted', labels: ['9Z'] }),
    )
    const plan = await planOf('rent-registry')
    const { secretary } = await aUnion()
    const said = await actAs(secretary, (db) => checkImport(db, plan))
    const done = await bringIn('rent-registry')
    expect(said.counts).toEqual(done.counts)
    expect(done.counts).toMatchObject({ keptByOthers: 1, newBuildings: 2 })
    expect((await doorsOf('418 Alder St')).map(({ label }) => label)).toEqual(['9Z'])
    expect(await takeBack(done.importId)).toMatchObject({ ok: true, buildings: 2 })
    const { ownerUrl } = await testDatabase()
    await withClient(ownerUrl, (client) =>
      client.query(`with gone as (select id from building where address = '418 Alder St'),
        doors as (delete from unit where building_id in (select id from gone)), files as (delete from building_coverage where building_id in (select id from gone))
        select 1; delete from holding where building_id = (select id from building where address = '418 Alder St');
        delete from building where address = '418 Alder St'`),
    )
  })

  test('completes what was here, and its undo gives back what it changed', async () => {
    const { secretary } = await aUnion()
    const alder = () =>
      actAs(
        secretary,
        (db) =>
          db.sql`select lon, lat, cell is not null as "hasCell", doors_source as source from building where address = '418 ALDER ST'`,
      )
    const registry = await bringIn('rent-registry')
    const points = await bringIn('address-points')
    expect(points.counts).toMatchObject({ buildings: 3, newBuildings: 2, newDoors: 4 })
    expect(await alder()).toEqual([{ lon: -30.0101, lat: 10.0051, hasCell: true, source: 'counted' }])
    expect((await doorsOf('418 ALDER ST')).find(({ label }) => label === '3A')?.floor).toBe('3')

    expect(await takeBack(registry.importId)).toEqual({
      ok: false,
      inTheWay: [{ address: '418 ALDER ST', reason: 'later' }],
    })
    expect(await takeBack(points.importId)).toMatchObject({ ok: true, doors: 4, buildings: 2 })
    expect(await alder()).toEqual([{ lon: null, lat: null, hasCell: false, source: 'counted' }])
    expect(await takeBack(registry.importId)).toMatchObject({ ok: true })
  })

  test('is not undone over work people have done, even in a file the undoer may not read', async () => {
    const { secretary } = await aUnion()
    const { importId } = await bringIn('rent-registry')
    const [door] = await doorsOf('418 ALDER ST')
    const committee = await aBody({ kind: 'committee' })
    await actAs(secretary, async ({ sql, actor }) => {
      await sql`insert into grievance (holding_id, id, building_id, unit_id, category, severity, day, account_id)
        select ${door?.holdingId}::uuid, gen_random_uuid(), building_id, ${door?.id}::uuid, 'heat', 'serious', ${today()}::date, ${actor.accountId}::uuid
        from unit where id = ${door?.id}`
    })
    expect(await takeBack(importId)).toEqual({
      ok: false,
      inTheWay: [{ address: '418 ALDER ST', reason: 'facts' }],
    })

    await actAs(
      secretary,
      ({ sql }) =>
        sql`select auth.hand_over(${door?.holdingId}::uuid, ${committee.id}::uuid, ${today()}::date)`,
    )
    expect(await takeBack(importId)).toEqual({
      ok: false,
      inTheWay: [
        { address: '418 ALDER ST', reason: 'facts' },
        { address: '418 ALDER ST', reason: 'moved' },
      ],
    })
    expect(await doorsOf('418 ALDER ST')).toHaveLength(5)
  })

  test('of streets or areas comes once', async () => {
    const before = await totals()
    const streets = await bringIn('streets')
    const areas = await bringIn('areas')
    expect((await totals()).lines).toBe(before.lines + 5)
    await expect(bringIn('streets')).rejects.toMatchObject({ code: 'again', values: { day: today() } })
    await expect(bringIn('streets')).rejects.toBeInstanceOf(FileProblem)
    expect(await takeBack(areas.importId)).toMatchObject({ lines: 2 })
    expect(await takeBack(streets.importId)).toMatchObject({ lines: 3 })
    expect(await totals()).toEqual(before)
  })

  test('is nobody’s to make without the capability, and nobody’s to undo from another body', async () => {
    const union = await aUnion()
    const steward = await anAccount({ bodyId: union.id, role: 'steward', by: union.secretary })
    const local = await aBody()
    const plan = await planOf('areas')
    await expect(actAs(steward, (db) => applyImport(db, plan), 'buildings.import')).rejects.toMatchObject({
      status: 404,
    })
    await expect(actAs(steward, (db) => applyImport(db, plan))).rejects.toMatchObject({ status: 404 })
    const { importId } = await bringIn('areas')
    await expect(
      actAs(local.secretary, (db) => undoImport(db, importId), 'buildings.import'),
    ).rejects.toMatchObject({ status: 404 })
    await takeBack(importId)
  })

  test('is the union’s or a local’s to make: no building’s committee owns the files of a city', async () => {
    const committee = await aBody({ kind: 'committee' })
    const plan = await planOf('rent-registry')
    const bring = actAs(committee.secretary, (db) => applyImport(db, plan))
    await expect(bring).rejects.toMatchObject({ status: 404 })
    await expect(actAs(committee.secretary, async () => {}, 'buildings.import')).rejects.toMatchObject({
      status: 404,
    })
    const past = (db: Handle) => db.sql`
      insert into import (recipe, file_name, file_hash, counts, body_id, made_by)
      values ('streets', 's', 'h', '{}', ${committee.id}, ${db.actor.accountId})`
    await expect(actAs(committee.secretary, past)).rejects.toMatchObject({ code: '42501' })
    const { secretary } = await aUnion()
    const streets = await bringIn('streets')
    expect(await actAs(committee.secretary, (db) => db.sql`delete from street returning id`)).toEqual([])
    await actAs(secretary, (db) => undoImport(db, streets.importId))
  })

  test('goes to the body that was chosen', async () => {
    const local = await aBody()
    const { secretary } = await aUnion()
    const plan = await aListOf('900 Elsewhere St #1')
    const elsewhere = actAs(secretary, (db) => applyImport(db, plan, { bodyId: local.id }))
    await expect(elsewhere).rejects.toMatchObject({ status: 404 })
    const { importId } = await actAs(local.secretary, (db) => applyImport(db, plan, { bodyId: local.id }))
    const owners = await actAs(
      local.secretary,
      (db) => db.sql`
        select distinct h.body_id as owner from holding h join building b on b.id = h.building_id where b.import_id = ${importId}`,
    )
    expect(owners).toEqual([{ owner: local.id }])
    await actAs(local.secretary, (db) => undoImport(db, importId))
  })
})

describe.skipIf(!existsSync(city))('a real city (shared data, absent from a bare clone)', () => {
  test('the rent registry comes in, and goes again', async () => {
    const before = await totals()
    const { counts, importId } = await bringIn('rent-registry', join(city, 'berkeley-rent-registry.csv'))
    expect(counts).toMatchObject({ rows: 19_878, merged: 2056, refused: 27 })
    const here = await totals()
    expect(here.buildings - before.buildings).toBe(2223)
    expect(here.doors - before.doors).toBe(17_795)
    expect(here.coverage - before.coverage).toBe(2223)

    const { secretary } = await aUnion()
    const [counted] = await actAs(
      secretary,
      (db) => db.sql<{ coverage: number; facts: number }>`
        select (select sum(c.doors) from building_coverage c join building b on b.id = c.building_id where b.import_id = ${importId})::int as coverage,
          (select count(*) from unit where import_id = ${importId} and struck_reason is null)::int as facts`,
    )
    expect(counted?.coverage).toBe(counted?.facts)
    expect(await takeBack(importId)).toMatchObject({ ok: true, buildings: 2223, doors: 17_795 })
    expect(await totals()).toEqual(before)
  })
})
