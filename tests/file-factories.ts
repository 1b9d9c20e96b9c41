import { randomUUID } from 'node:crypto'
import { recountDoors } from '#app/buildings/coverage.server.ts'
import type { Disposition } from '#app/canvass/lists.ts'
import { addDays } from '#app/core/days.ts'
import { addPerson, setLanguages } from '#app/people/keep-people.server.ts'
import { requirePeopleFile } from '#app/people/people.server.ts'
import { actAs, type TestBody, type TestBuilding, today } from './factories.ts'

type Door = { in: TestBody; building: TestBuilding; unitId: string }

/** What came of a door so many days ago, as the secretary knows it; counted. */
export async function aPastKnock({
  in: body,
  building,
  unitId,
  disposition = 'not_home',
  ago = 0,
}: Door & { disposition?: Disposition; ago?: number }) {
  const id = randomUUID()
  await actAs(body.secretary, async (db) => {
    await db.sql`
      insert into knock (holding_id, id, unit_id, account_id, disposition, day)
      values (${building.holdingId}, ${id}, ${unitId}, ${db.actor.accountId}, ${disposition}, ${addDays(today(), -ago)}::date)`
    await recountDoors(db, [unitId], 'test', id)
  })
  return id
}

/** Somebody who lives behind this door. */
export function aTenant({
  in: body,
  building,
  unitId,
  name = 'Ana',
  languages = [],
}: Door & { name?: string; languages?: string[] }) {
  return actAs(body.secretary, async (db) => {
    const file = await requirePeopleFile(db, building.id)
    const personId = await addPerson(db, file, { name, unitId })
    await setLanguages(db, { file, personId }, { speaks: languages })
    return personId
  })
}
