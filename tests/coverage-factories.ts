import { expect } from 'vitest'
import type { Call } from '#app/core/endpoint.ts'
import { coverageEndpoint } from '#app/map/coverage.endpoint.ts'
import type { CoverageRow } from '#app/map/coverage.schema.ts'
import { actAs, asSession, type TestAccount, type TestBody, type TestBuilding, today } from './factories.ts'

export function callOf(headers: Record<string, string> = {}): Call {
  return {
    params: {},
    query: new URLSearchParams(),
    header: (name) => headers[name.toLowerCase()],
    readBody: async () => new Uint8Array(),
  }
}

export const ask = (account: TestAccount | null, headers?: Record<string, string>) =>
  coverageEndpoint.handle(callOf(headers), asSession(account, 'endpoint'))

export async function coverageFor(account: TestAccount) {
  const answer = await ask(account)
  expect(answer.status).toBe(200)
  return JSON.parse(String(answer.body)) as { version: string; buildings: CoverageRow[] }
}

export async function share(from: TestBody, to: TestBody, fields: string[]) {
  await actAs(
    from.secretary,
    ({ sql, actor }) => sql`
      insert into share (from_body_id, to_body_id, fields, made_by) values (${from.id}, ${to.id}, ${fields}, ${actor.accountId})`,
  )
}

/** A conversation at the first `talked` doors and no answer at the next; nobody is at the rest. */
export async function knockDoors(
  body: TestBody,
  { holdingId, units }: TestBuilding,
  talked: number,
  tried: number,
) {
  const doors = units
    .slice(0, talked + tried)
    .map(({ id }, i) => ({ id, disposition: i < talked ? 'conversation' : 'not_home' }))
  const ids = doors.map(({ id }) => id)
  await actAs(body.secretary, async ({ sql, actor }) => {
    await sql`select derive.lock_doors(${ids}::uuid[])`
    await sql`
      insert into knock (holding_id, id, unit_id, account_id, at, day, disposition)
      select ${holdingId}::uuid, gen_random_uuid(), d.id, ${actor.accountId}::uuid, now(), ${today()}::date, d.disposition
      from jsonb_to_recordset(${JSON.stringify(doors)}::jsonb) as d(id uuid, disposition text)`
    await sql`select derive.recount_doors(${ids}::uuid[])`
    await sql`select derive.recount_coverage(array[${holdingId}::uuid], 'knock', null)`
  })
}
