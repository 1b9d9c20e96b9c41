import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixedHeaders } from '#app/core/http/security-headers.ts'

const root = join(import.meta.dirname, '..', '..', '..')

test('nothing asks a browser where it is, and the browser would not tell', () => {
  const asking = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.server/') && !path.endsWith('.test.ts'))
    .filter((path) =>
      /\bgeolocation\b(?!=\(\))|GeolocateControl/i.test(readFileSync(join(root, 'app', path), 'utf8')),
    )
  expect(asking).toEqual([])
  expect(fixedHeaders(true)['Permissions-Policy']).toContain('geolocation=()')
})

test('no column of a shift, its people or its knocks could hold a place on earth', () => {
  const sql = readdirSync(join(root, 'prisma', 'schema')).flatMap((file) => {
    const text = readFileSync(join(root, 'prisma', 'schema', file), 'utf8')
    return [...text.matchAll(/^model (Shift\w*|Turf\w*|Knock\w*|Device|Phone) \{\n(.*?)^\}/gms)].map(
      ([, name, fields]) => ({ name, fields: fields ?? '' }),
    )
  })
  expect(sql.length).toBeGreaterThan(8)
  expect(
    sql.filter(({ fields }) => /\b(lat|lng|lon|latitude|longitude|position|accuracy|gps)\b/i.test(fields)),
  ).toEqual([])
})
