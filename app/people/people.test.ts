import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/core/days.ts'
import { aCanvasser, aServedPhone, aTurf } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  type TestAccount,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { aTenant } from '#tests/file-factories.ts'
import {
  addContact,
  addPerson,
  askToJoin,
  dropContact,
  endMembership,
  moveOut,
  renamePerson,
  setLanguages,
  setSafeRule,
  settleSecondValue,
  vouchFor,
} from './keep-people.server.ts'
import {
  findPerson,
  listPeople,
  type PeopleFile,
  type PersonFile,
  requirePeopleFile,
} from './people.server.ts'
import { Languages, NewContact, PersonAct } from './person.schema.ts'

let committee: TestBody
let building: TestBuilding
let steward: TestAccount

beforeAll(async () => {
  committee = await aBody({ kind: 'committee' })
  building = await aBuilding({ in: committee })
  steward = await anAccount({ bodyId: committee.id, role: 'steward', by: committee.secretary })
})

type Db = Parameters<Parameters<typeof actAs>[1]>[0]
const inFile = <T>(
  fn: (db: Db, file: Awaited<ReturnType<typeof requirePeopleFile>>) => Promise<T>,
  who = committee.secretary,
) => actAs(who, async (db) => fn(db, await requirePeopleFile(db, building.id)))

const aPerson = (name = 'Ana') =>
  inFile((db, file) => addPerson(db, file, { name, unitId: building.units[0]?.id ?? '' }))
const read = async (personId: string): Promise<PersonFile> => {
  const found = await inFile((db, file) => findPerson(db, file, personId))
  if (!found) throw new Error('not there')
  return found
}
const membersAt = () =>
  actAs(committee.secretary, async (db) => {
    const [row] = await db.sql<{ members: number; pending: number }>`
      select members, pending_members as pending from door_state where unit_id = ${building.units[0]?.id}`
    return row
  })

test('who asked to join is pending until a member vouches, and the door counts with them', async () => {
  const personId = await aPerson()
  await inFile((db, file) => askToJoin(db, { file, personId }))
  await inFile((db, file) => askToJoin(db, { file, personId }))
  expect(await membersAt()).toEqual({ members: 0, pending: 1 })
  const { membershipId, standing } = await read(personId)
  expect(standing).toBe('pending')
  expect((await inFile((db, file) => listPeople(db, file.holdingId)))[0]?.id).toBe(personId)

  await inFile((db, file) => vouchFor(db, { file, personId }, membershipId ?? ''))
  expect((await read(personId)).standing).toBe('member')
  expect(await membersAt()).toEqual({ members: 1, pending: 0 })
  await inFile((db, file) => endMembership(db, { file, personId }, membershipId ?? ''))
  expect(await membersAt()).toEqual({ members: 0, pending: 0 })
})

test('what touches nothing is told', async () => {
  const personId = await aPerson()
  await inFile((db, file) => askToJoin(db, { file, personId }))
  const { membershipId } = await read(personId)
  await inFile((db, file) => endMembership(db, { file, personId }, membershipId ?? ''))
  const gone = { status: 404 }
  const after = (fn: Parameters<typeof inFile>[0]) => expect(inFile(fn)).rejects.toMatchObject(gone)
  await after((db, file) => vouchFor(db, { file, personId }, membershipId ?? ''))
  await after((db, file) => endMembership(db, { file, personId }, membershipId ?? ''))
  await after((db, file) => renamePerson(db, { file, personId: randomUUID() }, 'Ana'))
  await after((db, file) => dropContact(db, { file, personId }, randomUUID()))
  await after((db, file) => setSafeRule(db, { file, personId }, randomUUID(), null))
})

test('who moves out takes their membership off the door; a day to come is refused', async () => {
  const personId = await aPerson('Ben')
  await inFile((db, file) => askToJoin(db, { file, personId }))
  const residencyId = (await read(personId)).residencies[0]?.id ?? ''
  const leave = (until: string) =>
    inFile((db, file) => moveOut(db, { file, personId }, { residencyId, until }))
  expect(await leave(addDays(today(), 1))).toBe('future')
  expect(await leave(today())).toBeNull()
  expect(await read(personId)).toMatchObject({ movedOut: true, doors: [] })
  expect(await membersAt()).toEqual({ members: 0, pending: 0 })
  await expect(leave(today())).rejects.toMatchObject({ status: 404 })
})

test('a second name or number waits for a person: kept, taken or both', async () => {
  const personId = await aPerson('Anna')
  await inFile((db, file) =>
    addContact(
      db,
      { file, personId },
      NewContact.parse({ kind: 'phone', value: '+1 510 555 0100', safeRule: '' }),
    ),
  )
  const second = async (field: string, value: string) =>
    actAs(
      committee.secretary,
      (db) => db.sql`
      insert into second_value (holding_id, id, person_id, field, value, account_id)
      values (${building.holdingId}, ${randomUUID()}, ${personId}, ${field}, ${value}, ${db.actor.accountId})`,
    )
  await second('name', 'Ana María')
  await second('name', ' anna ')
  await second('phone', '+1 (510) 555-0100')
  await second('phone', '+1 510 555 0199')
  const { secondValues } = await read(personId)
  expect(secondValues.map(({ field, first, value }) => [field, first, value])).toEqual([
    ['name', 'Anna', 'Ana María'],
    ['phone', '+1 510 555 0100', '+1 510 555 0199'],
  ])
  for (const { id } of secondValues)
    await inFile((db, file) => settleSecondValue(db, { file, personId }, id, 'second'))
  const settled = await read(personId)
  expect(settled).toMatchObject({ name: 'Ana María', toSettle: 0, secondValues: [] })
  expect(settled.contacts).toHaveLength(2)
})

test('languages are what was ticked last', async () => {
  const personId = await aPerson('Chen')
  const set = (said: Parameters<typeof setLanguages>[2]) =>
    inFile((db, file) => setLanguages(db, { file, personId }, said))
  await set({ speaks: ['es', 'yue'] })
  await set({ speaks: ['es', 'en'], seen: ['es', 'yue'] })
  expect((await read(personId)).languages).toEqual(['en', 'es'])
})

test('a language that came in since the page was read stays, with all that is known of it', async () => {
  const personId = await aPerson('Bao')
  const set = (said: Parameters<typeof setLanguages>[2]) =>
    inFile((db, file) => setLanguages(db, { file, personId }, said))
  await set({ speaks: ['en'] })
  await set({ speaks: ['vi', 'zh'], reading: ['vi.no'], interpreter: ['vi'] })
  await set({ speaks: ['vi'], seen: ['en'] })
  expect((await read(personId)).known).toEqual([
    { language: 'vi', speaks: true, reads: false, interpreter: true },
    { language: 'zh', speaks: true, reads: null, interpreter: false },
  ])
})

test('what is spoken, read and needs an interpreter are kept apart, and only what is spoken goes to the door', async () => {
  const house = await aBuilding({ in: committee })
  const personId = await aTenant({
    in: committee,
    building: house,
    unitId: house.units[0]?.id ?? '',
    name: 'Mei',
  })
  const inHouse = <T>(fn: (db: Db, file: PeopleFile) => Promise<T>) =>
    actAs(committee.secretary, async (db) => fn(db, await requirePeopleFile(db, house.id)))
  const said = { speaks: ['yue', 'en'], reading: ['zh-Hant.yes', 'en.no', ''], interpreter: ['yue'] }
  const { speaks, reading, interpreter } = Languages.parse(said)
  await inHouse((db, file) => setLanguages(db, { file, personId }, { speaks, reading, interpreter }))
  expect(await inHouse((db, file) => findPerson(db, file, personId))).toMatchObject({
    languages: ['en', 'yue'],
    known: [
      { language: 'en', speaks: true, reads: false, interpreter: false },
      { language: 'yue', speaks: true, reads: null, interpreter: true },
      { language: 'zh-Hant', speaks: false, reads: true, interpreter: false },
    ],
  })
  const canvasser = await aCanvasser(committee)
  await aTurf({ in: committee, building: house, to: canvasser })
  const { lease } = await aServedPhone(canvasser)
  const met = lease.turfs
    .flatMap(({ doors }) => doors)
    .flatMap(({ people }) => people)
    .find(({ name }) => name === 'Mei')
  expect(met?.languages).toEqual(['en', 'yue'])
})

test('a steward reads numbers and writes nothing; another body finds no file at all', async () => {
  const personId = await aPerson('Dora')
  const file = await actAs(steward, (db) => requirePeopleFile(db, building.id))
  expect(file).toMatchObject({ mayWrite: false, mayVouch: false, seesContacts: true })
  const writing = inFile((db, f) => askToJoin(db, { file: f, personId }), steward)
  await expect(writing).rejects.toMatchObject({ status: 404 })
  const other = await aBody()
  await expect(inFile(async () => null, other.secretary)).rejects.toMatchObject({ status: 404 })
  await expect(actAs(other.secretary, (db) => requirePeopleFile(db, 'nonsense'))).rejects.toMatchObject({
    status: 404,
  })
})

test('a contact that is none is told at its field', () => {
  const message = (value: object) =>
    PersonAct.safeParse({ intent: 'contact', safeRule: '', ...value }).error?.issues[0]
  expect(message({ kind: 'email', value: 'nobody' })).toMatchObject({
    path: ['value'],
    message: 'form.notEmail',
  })
  expect(message({ kind: 'phone', value: '12' })).toMatchObject({
    path: ['value'],
    message: 'people.notPhone',
  })
})
