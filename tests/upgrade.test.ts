import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type pg from 'pg'
import { expect, inject, test } from 'vitest'
import { labelKey } from '#app/buildings/place-labels.ts'
import { withClient } from '#app/core/start/database.ts'
import { migrate, readMigrations } from '#app/core/start/migrate.ts'
import { ensureGrants } from '#app/core/start/roles.ts'

const all = readMigrations(join(import.meta.dirname, '..'))
const before = (name: string) => all.filter((migration) => migration.name < name)

/** A database of the version before `name`, filled, then brought to today's. */
async function upgraded<Row>(
  name: string,
  fill: (client: pg.Client) => Promise<unknown>,
  look: (client: pg.Client) => Promise<Row[]>,
) {
  const { server } = inject('database')
  const database = `copy_${process.pid}_upgrade_${Date.now().toString(36)}`
  const url = Object.assign(new URL(server), { pathname: `/${database}` }).href
  await withClient(server, (client) =>
    client.query(`create database ${database} encoding 'UTF8' template template0`),
  )
  try {
    return await withClient(url, async (client) => {
      await ensureGrants(client)
      await migrate(client, before(name))
      await fill(client)
      await migrate(client, all)
      return look(client)
    })
  } finally {
    await withClient(server, (client) => client.query(`drop database ${database} with (force)`))
  }
}

test('doors that are there already keep their key, and get the staircase their label says', async () => {
  const labels = ['Esc A 1A', 'Staircase b, 2', 'Portal 4: 2ª', 'Escher 3', '3B']
  const [body, building, holding] = [randomUUID(), randomUUID(), randomUUID()]
  const doors = await upgraded(
    '20261122003000',
    async (client) => {
      await client.query('set session_replication_role = replica')
      await client.query(`insert into building (id, address, address_key) values ($1, 'A', 'A')`, [building])
      await client.query('insert into holding (id, building_id, body_id, since) values ($1, $2, $3, now())', [
        holding,
        building,
        body,
      ])
      for (const label of labels)
        await client.query(
          `insert into unit (holding_id, building_id, label, label_key, floor, floor_rank, line, line_rank)
           values ($1, $2, $3, $4, '', 0, $3, 0)`,
          [holding, building, label, labelKey(label)],
        )
      await client.query('reset session_replication_role')
    },
    async (client) =>
      (await client.query('select label, label_key, entrance from unit order by label_key')).rows,
  )
  expect(doors).toEqual([
    { label: '3B', label_key: '3B', entrance: null },
    { label: 'Esc A 1A', label_key: 'ESC-A1A', entrance: 'A' },
    { label: 'Escher 3', label_key: 'ESCHER3', entrance: null },
    { label: 'Portal 4: 2ª', label_key: 'PORTAL4:-2A', entrance: '4' },
    { label: 'Staircase b, 2', label_key: 'STAIRCASE-B2', entrance: 'B' },
  ])
})

test('of a knock that kept its day alone, or was written on paper, nobody learns that it was at noon', async () => {
  const [holding, unit, account] = [randomUUID(), randomUUID(), randomUUID()]
  const [kept, alone, paper, byHand] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const parts = await upgraded(
    '20261122003710',
    async (client) => {
      await client.query('set session_replication_role = replica')
      await client.query(`insert into union_profile (name, time_zone, locales) values ('A', 'UTC', '{en}')`)
      for (const id of [kept, alone, paper, byHand])
        await client.query(
          `insert into knock (holding_id, id, unit_id, account_id, disposition, at, day, day_alone)
           values ($1, $2, $3, $4, 'not_home', '2026-10-03T12:00:00Z', '2026-10-03', $5)`,
          [holding, id, unit, account, id === alone],
        )
      await client.query(
        'insert into print_entry (holding_id, knock_id, sheet_id, n, account_id) values ($1, $2, $3, 1, $4)',
        [holding, paper, randomUUID(), account],
      )
      await client.query(
        `insert into refused_op (device_id, op_id, account_id, body_id, code, payload, knock_id, outcome)
         values ($1, $1, $2, $1, 'refused', '{}', $3, 'applied_by_hand')`,
        [randomUUID(), account, byHand],
      )
      await client.query('reset session_replication_role')
    },
    async (client) =>
      (
        await client.query<{ id: string; part: string | null }>(
          'select id, part from knock_part order by part',
        )
      ).rows,
  )
  expect(parts[0]).toEqual({ id: kept, part: 'afternoon' })
  expect(parts.slice(1).map(({ part }) => part)).toEqual([null, null, null])
})
