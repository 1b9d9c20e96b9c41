import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asOwner } from '#tests/setup/database.ts'

const folder = join(import.meta.dirname, '..', 'prisma', 'schema')

const typeOf: Record<string, string> = {
  'String @db.Uuid': 'uuid',
  String: 'text',
  'String[]': 'text[]',
  'String[] @db.Uuid': 'uuid[]',
  Boolean: 'boolean',
  'DateTime @db.Timestamptz': 'timestamp with time zone',
  'DateTime @db.Date': 'date',
  Int: 'integer',
  'Int[]': 'integer[]',
  'Int @db.SmallInt': 'smallint',
  BigInt: 'bigint',
  Bytes: 'bytea',
  Json: 'jsonb',
  Float: 'double precision',
}

/** 'table.column type nullable' for each column Prisma believes in. */
function columnsOfSchema() {
  return readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^model \w+ \{\n(.*?)^\}/gms)].flatMap(
      ([, block = '']) => {
        const table = block.match(/@@map\("(\w+)"\)/)?.[1]
        const fields = block.split('\n').filter((line) => /^ {2}\w/.test(line))
        return fields.map((line) => {
          const [, name, base = '', optional] = line.match(/^ {2}(\w+)\s+(\w+(?:\[\])?)(\?)?/) ?? []
          const column = line.match(/@map\("(\w+)"\)/)?.[1] ?? name
          const native = line.match(/@db\.\w+/)?.[0]
          return `${table}.${column} ${typeOf[native ? `${base} ${native}` : base]}${optional ? ' null' : ''}`
        })
      },
    ),
  )
}

test('the Prisma schema says what the migrations made', async () => {
  const columns = await asOwner<{ line: string }>(`
      select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, null) || case when a.attnotnull then '' else ' null' end as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname = 'public' and c.relkind = 'r' and c.relname <> '_prisma_migrations' and a.attnum > 0 and not a.attisdropped`)
  // A list in Prisma is never null; in PostgreSQL it may be.
  const alike = (lines: string[]) => lines.map((line) => line.replace('[] null', '[]')).sort()
  expect(alike(columnsOfSchema())).toEqual(alike(columns.map(({ line }) => line)))
})
