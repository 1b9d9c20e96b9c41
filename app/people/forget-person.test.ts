import { expect, test } from 'vitest'
import { lockDoors, recountDoors } from '#app/buildings/coverage.server.ts'
import { aBody, aBuilding, actAs } from '#tests/factories.ts'
import { asOwner } from '#tests/setup/database.ts'
import { forgetPerson } from './forget-person.server.ts'
import { addContact, addPerson, askToJoin } from './keep-people.server.ts'
import { requirePeopleFile } from './people.server.ts'

test('a person who is forgotten is nowhere in the database, and the door is counted without them', async () => {
  const local = await aBody()
  const building = await aBuilding({ in: local })
  const door = building.units[0]?.id ?? ''
  const { holdingId } = building
  const personId = await actAs(local.secretary, async (db) => {
    const file = await requirePeopleFile(db, building.id)
    const made = await addPerson(db, file, { name: 'Ana Canary', unitId: door })
    const who = { file, personId: made }
    await addContact(db, who, { kind: 'phone', value: '555 canary', safeRule: null })
    await askToJoin(db, who)
    await lockDoors(db, [door])
    const knock = crypto.randomUUID()
    await db.sql`insert into knock (holding_id, id, unit_id, person_id, account_id, disposition, day)
      values (${holdingId}, ${knock}, ${door}, ${made}, ${db.actor.accountId}, 'conversation', ${db.today}::date)`
    await db.sql`insert into knock_note (holding_id, knock_id, note) values (${holdingId}, ${knock}, 'canary of a note')`
    await db.sql`insert into assessment (holding_id, id, person_id, unit_id, knock_id, level, basis, account_id, day)
      values (${holdingId}, gen_random_uuid(), ${made}, ${door}, ${knock}, 1, '{said}', ${db.actor.accountId}, ${db.today}::date)`
    await recountDoors(db, [door], 'knock')
    return made
  })
  const state = () =>
    actAs(local.secretary, async (db) => {
      const [row] = await db.sql`
        select d.tries, d.pending_members, l.level, l.supporting
        from door_state d join auth.door_levels(d.holding_id) l on l.unit_id = d.unit_id where d.unit_id = ${door}`
      return row
    })
  expect(await state()).toMatchObject({ level: 1, pending_members: 1, supporting: true })

  await actAs(local.secretary, async (db) =>
    forgetPerson(db, await requirePeopleFile(db, building.id), personId),
  )

  expect(await state()).toMatchObject({ level: null, pending_members: 0, supporting: false, tries: 1 })
  const tables = await asOwner<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  for (const { name } of tables)
    expect([
      name,
      await asOwner(`select 1 from "${name}" t where t::text ~* 'canary' or t::text like $1 limit 1`, [
        `%${personId}%`,
      ]),
    ]).toEqual([name, []])
})

test('nobody forgets a person of another body’s file', async () => {
  const [ours, theirs] = [await aBody(), await aBody()]
  const building = await aBuilding({ in: theirs })
  const forgetting = actAs(
    ours.secretary,
    (db) => db.sql`select auth.forget_person(${building.holdingId}::uuid, gen_random_uuid())`,
  )
  await expect(forgetting).rejects.toMatchObject({ code: '42501' })
})
