import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { doorsNow } from '#app/canvass/doors/own-knocks.ts'
import type { Act } from '#app/canvass/offline/phone-types.ts'
import { actOnRow } from '#app/canvass/paper/enter-row.server.ts'
import { makeSheets } from '#app/canvass/paper/make-sheets.server.ts'
import { sheetCode } from '#app/canvass/paper/paper-code.ts'
import { listRows } from '#app/canvass/paper/rows.server.ts'
import { findSheet } from '#app/canvass/paper/sheets.server.ts'
import type { Knock } from '#app/canvass/sync/ops.schema.ts'
import type { Handle } from '#app/core/actor.server.ts'
import { aKnock, aTalk, pullLease } from '#tests/door-factories.ts'
import { aBody, actAs, anAccount, type TestBody, today } from '#tests/factories.ts'
import { aPlace, door, type Place } from '#tests/place-factories.ts'
import { addPerson, confirmStillLives, moveOut } from './keep-people.server.ts'
import { findPerson, requirePeopleFile } from './people.server.ts'

let body: TestBody

beforeAll(async () => {
  body = await aBody()
})

type File = Awaited<ReturnType<typeof requirePeopleFile>>
const atDesk = <T>(place: Place, fn: (db: Handle, file: File) => Promise<T>) =>
  actAs(body.secretary, async (db) => fn(db, await requirePeopleFile(db, place.building.id)))
const lives = (place: Place, name: string) =>
  atDesk(place, (db, file) => addPerson(db, file, { name, unitId: door(place) }))
const homeOf = (place: Place, personId: string) =>
  atDesk(place, async (db, file) => {
    const [home] = (await findPerson(db, file, personId))?.residencies ?? []
    if (!home) throw new Error('nobody')
    return home
  })

/** Ana and Ben live behind the first door. */
async function aHome() {
  const place = await aPlace(body)
  const ana = await lives(place, 'Ana')
  const ben = await lives(place, 'Ben')
  return { place, ana, ben, before: await pullLease(place.phone.account) }
}

/** Whom the next phone would ask for. */
async function named(place: Place) {
  const [turf] = (await pullLease(place.phone.account)).turfs
  return turf?.doors.find(({ unitId }) => unitId === door(place))?.people.map(({ name }) => name)
}

const says = (place: Place, disposition: Knock['disposition']) =>
  aKnock(place.turfId, door(place), { disposition })
const newTenant = (place: Place, said: Partial<Knock> = {}) =>
  aTalk(place.turfId, door(place), {
    person: { personId: randomUUID(), name: 'Carla', isNew: true },
    repairs: undefined,
    ...said,
  })

test.each(['moved', 'deceased'] as const)(
  'after %s nobody known there is named until the desk says who lives there',
  async (why) => {
    const { place, ana, ben } = await aHome()
    expect(await named(place)).toEqual(['Ana', 'Ben'])
    await place.phone.send(says(place, why))
    expect(await named(place)).toEqual([])
    // Neither a try nor a talk with whoever lives there now brings the old names back.
    await place.phone.send(says(place, 'not_home'), newTenant(place))
    expect(await named(place)).toEqual(['Carla'])

    const { id: anaHome, doubt } = await homeOf(place, ana)
    expect(doubt).toMatchObject({ why, day: today() })
    await atDesk(place, (db, file) =>
      moveOut(db, { file, personId: ana }, { residencyId: anaHome, until: today() }),
    )
    expect(await named(place)).toEqual(['Carla'])
    const bens = await homeOf(place, ben)
    const confirm = (knockId: string) =>
      atDesk(place, (db, file) =>
        confirmStillLives(db, { file, personId: ben }, { residencyId: bens.id, knockId }),
      )
    await expect(confirm(randomUUID())).rejects.toMatchObject({ status: 404 })
    await confirm(bens.doubt?.knockId ?? '')
    expect(await named(place)).toEqual(['Ben', 'Carla'])
    expect((await homeOf(place, ben)).doubt).toBeNull()

    // Said again later, it is asked again.
    await place.phone.send(says(place, why))
    expect(await named(place)).toEqual([])
    expect((await homeOf(place, ben)).doubt).not.toBeNull()
  },
)

test('who came in with the same delivery after it, or was written down since, is named; a refusal before it still counts', async () => {
  const { place } = await aHome()
  await place.phone.send(says(place, 'moved'), newTenant(place))
  expect(await named(place)).toEqual(['Carla'])
  await lives(place, 'Dan')
  expect(await named(place)).toEqual(['Carla', 'Dan'])

  const refused = await aHome()
  await refused.place.phone.send(says(refused.place, 'refused'), says(refused.place, 'moved'))
  const home = await homeOf(refused.place, refused.ana)
  await atDesk(refused.place, (db, file) =>
    confirmStillLives(
      db,
      { file, personId: refused.ana },
      { residencyId: home.id, knockId: home.doubt?.knockId ?? '' },
    ),
  )
  expect(await named(refused.place)).toEqual([])
})

test('taken back it counts no more, and who was talked with there since lives there', async () => {
  const { place, ana } = await aHome()
  const wrong = says(place, 'moved')
  await place.phone.send(wrong)
  await place.phone.send({ kind: 'retract', knockId: wrong.knockId, unitId: door(place) })
  expect(await named(place)).toEqual(['Ana', 'Ben'])
  expect((await homeOf(place, ana)).doubt).toBeNull()

  await place.phone.send(says(place, 'moved'))
  await place.phone.send(newTenant(place, { person: { personId: ana, isNew: false } }))
  expect(await named(place)).toEqual(['Ana'])
})

test('who was met only in talks that were taken back is asked for by nobody; who was known before or is met again is', async () => {
  const { place, ana } = await aHome()
  const back = (talk: Knock) =>
    place.phone.send({ kind: 'retract', knockId: talk.knockId, unitId: door(place) })
  const wrongDoor = newTenant(place)
  const withAna = newTenant(place, { person: { personId: ana, isNew: false } })
  await place.phone.send(wrongDoor, withAna)
  expect(await named(place)).toEqual(['Ana', 'Ben', 'Carla'])
  await back(wrongDoor)
  await back(withAna)
  expect(await named(place)).toEqual(['Ana', 'Ben'])

  const again = newTenant(place, {
    person: { personId: wrongDoor.person?.personId ?? '', isNew: false },
    join: undefined,
  })
  await place.phone.send(again)
  expect(await named(place)).toEqual(['Ana', 'Ben', 'Carla'])
  await back(again)
  expect(await named(place)).toEqual(['Ana', 'Ben'])
})

test('a row of paper without a name is not about somebody who may have moved out', async () => {
  const { place, ben } = await aHome()
  const bens = await homeOf(place, ben)
  await atDesk(place, (db, file) =>
    moveOut(db, { file, personId: ben }, { residencyId: bens.id, until: today() }),
  )
  const enter = async (disposition: 'moved' | 'conversation', phone?: string) => {
    const [word = ''] = await actAs(body.secretary, (db) =>
      makeSheets(db, {
        intent: 'print',
        buildingId: place.building.id,
        turfId: place.turfId,
        floors: [],
        levels: true,
        levelsMeant: true,
      }),
    )
    const entered = await actAs(body.secretary, async (db) => {
      const code = sheetCode(word)
      const row = (await listRows(db, await findSheet(db, code))).find(({ unitId }) => unitId === door(place))
      return actOnRow(db, code, {
        kind: 'enter',
        knockId: randomUUID(),
        n: row?.n ?? 0,
        day: today(),
        disposition,
        ...(phone && { phone }),
      })
    })
    expect(entered).toEqual({ ok: true })
  }
  await enter('moved')
  expect(await named(place)).toEqual([])
  await enter('conversation', '510 555 0199')
  // Somebody without a name was met, and Ana is still not asked for.
  expect(await named(place)).not.toContain('Ana')
})

test('whoever may not write in the file confirms nothing', async () => {
  const { place, ana } = await aHome()
  await place.phone.send(says(place, 'moved'))
  const home = await homeOf(place, ana)
  const steward = await anAccount({ bodyId: body.id, role: 'steward', by: body.secretary })
  const confirmed = actAs(steward, async (db) =>
    confirmStillLives(
      db,
      { file: await requirePeopleFile(db, place.building.id), personId: ana },
      { residencyId: home.id, knockId: home.doubt?.knockId ?? '' },
    ),
  )
  await expect(confirmed).rejects.toMatchObject({ status: 404 })
})

test('the phone that was told so names the same as the server, before and after it was sent', async () => {
  const { place, ben, before } = await aHome()
  const [old, moved, met] = [
    newTenant(place, { person: { personId: randomUUID(), name: 'Eva', isNew: true } }),
    says(place, 'moved'),
    newTenant(place),
  ]
  const acts = (counted: boolean): Act[] =>
    [old, moved, met].map((op) => ({
      opId: op.knockId,
      op,
      savedAt: '2026-11-22T00:00:00Z',
      state: 'safe',
      undone: false,
      counted,
    }))
  const onPhone = (turfs: typeof before.turfs, counted: boolean) =>
    doorsNow(turfs[0]?.doors ?? [], acts(counted), place.turfId)
      .find(({ unitId }) => unitId === door(place))
      ?.people.map(({ name }) => name)
      .toSorted()
  await place.phone.send(old, moved, met)
  expect(onPhone(before.turfs, false)).toEqual(['Carla'])
  const after = await pullLease(place.phone.account)
  expect(onPhone(after.turfs, true)).toEqual(await named(place))

  const home = await homeOf(place, ben)
  await atDesk(place, (db, file) =>
    confirmStillLives(
      db,
      { file, personId: ben },
      { residencyId: home.id, knockId: home.doubt?.knockId ?? '' },
    ),
  )
  expect(await named(place)).toEqual(['Ben', 'Carla'])
  expect(onPhone((await pullLease(place.phone.account)).turfs, true)).toEqual(['Ben', 'Carla'])
})
