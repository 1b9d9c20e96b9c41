import { beforeAll, describe, expect, test } from 'vitest'
import { aCanvasser, aServedPhone, aTurf } from '#tests/door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  aUnion,
  type TestAccount,
  type TestBody,
  type TestBuilding,
} from '#tests/factories.ts'
import { usualThoughts } from '../doors/script-path.ts'
import { listCards, saveCard } from './cards.server.ts'
import { ScriptForm, stepsOf } from './script.schema.ts'
import {
  addScript,
  chooseForBuilding,
  findScript,
  listScripts,
  listVersions,
  putInUse,
  retireScript,
  saveScript,
} from './scripts.server.ts'
import { usualSteps } from './usual-steps.server.ts'

let body: TestBody
let building: TestBuilding
let canvasser: TestAccount

beforeAll(async () => {
  body = await aBody()
  building = await aBuilding({ in: body })
  canvasser = await aCanvasser(body)
  await aTurf({ in: body, building, to: canvasser })
})

const said = (name: string, text = name) => ({
  name,
  steps: [{ id: 'a', says: [{ language: 'en', text }], answers: [] }],
})
const by = <T>(fn: Parameters<typeof actAs<T>>[1], who = body.secretary) => actAs(who, fn)
const onPhone = async () => (await aServedPhone(canvasser)).lease

describe('a script', () => {
  test('goes with the doors: the shift’s, else the building’s, else the body’s, else none', async () => {
    const add = (name: string) => by((db) => addScript(db, body.id, said(name)))
    const [everywhere, here, tonight] = [await add('Everywhere'), await add('Here'), await add('Tonight')]
    const told = async () => (await onPhone()).turfs[0]?.script?.steps[0]?.says[0]?.text
    expect(await told()).toBeUndefined()
    await by((db) => putInUse(db, everywhere))
    expect(await told()).toBe('Everywhere')
    await by((db) => chooseForBuilding(db, building.holdingId, here))
    expect(await told()).toBe('Here')
    await by((db) => db.sql`update shift set script_id = ${tonight} where body_id = ${body.id}`)
    expect(await told()).toBe('Tonight')
    await by((db) => retireScript(db, tonight))
    expect(await told()).toBe('Here')
    await by((db) => chooseForBuilding(db, building.holdingId, null))
    expect(await told()).toBe('Everywhere')
    expect(await by((db) => listScripts(db, body.id))).toMatchObject([
      { name: 'Everywhere', inUse: true, n: 1, thoughts: 1 },
      { name: 'Here', inUse: false },
    ])
  })

  test('is saved as a new version; what was said before can be read', async () => {
    const id = await by((db) => addScript(db, body.id, said('Heat', 'Is it cold?')))
    await by((db) => saveScript(db, id, said('Heat, winter', 'Is it warm?')))
    const now = await by((db) => findScript(db, id))
    expect(now).toMatchObject({ name: 'Heat, winter', n: 2 })
    expect(now.steps[0]?.says[0]?.text).toBe('Is it warm?')
    expect((await by((db) => findScript(db, id, 1))).steps[0]?.says[0]?.text).toBe('Is it cold?')
    expect((await by((db) => listVersions(db, id))).map(({ n }) => n)).toEqual([2, 1])
  })

  test('is another body’s to write and to see', async () => {
    const id = await by((db) => addScript(db, body.id, said('Ours')))
    const other = await aBody()
    for (const act of [
      () => by((db) => findScript(db, id), other.secretary),
      () => by((db) => saveScript(db, id, said('Theirs')), other.secretary),
      () => by((db) => addScript(db, body.id, said('Theirs')), other.secretary),
      () => by((db) => chooseForBuilding(db, building.holdingId, id), other.secretary),
    ])
      await expect(act()).rejects.toMatchObject({ status: 404 })
    const theirs = await by((db) => addScript(db, other.id, said('Theirs')), other.secretary)
    await expect(by((db) => chooseForBuilding(db, building.holdingId, theirs))).rejects.toMatchObject({
      status: 404,
    })
  })

  test('begins where the phones are: the usual thoughts in both languages', () => {
    expect(usualSteps().map(({ id }) => id)).toEqual([...usualThoughts])
    for (const { says } of usualSteps()) {
      expect(says.map(({ language }) => language)).toEqual(['en', 'es'])
      expect(says.every(({ text }) => text.length > 10)).toBe(true)
    }
  })
})

describe('the editor’s form', () => {
  const form = (steps: unknown) => ScriptForm.safeParse({ intent: 'save', name: 'Heat', steps })

  test('leaves out what has no words, and keeps where answers lead', () => {
    const { data } = form([
      {
        id: 'a',
        texts: { en: 'Is it cold?', es: ' ' },
        answers: [
          { texts: { en: 'Yes' }, to: 'c' },
          { texts: { en: '' }, to: '' },
        ],
      },
      { id: 'b', texts: {} },
      { id: 'c', texts: { en: 'Since when?', ko: '언제부터요?' } },
    ])
    expect(data?.steps).toEqual([
      {
        id: 'a',
        says: [{ language: 'en', text: 'Is it cold?' }],
        answers: [{ says: [{ language: 'en', text: 'Yes' }], to: 'c' }],
      },
      {
        id: 'c',
        says: [
          { language: 'en', text: 'Since when?' },
          { language: 'ko', text: '언제부터요?' },
        ],
        answers: [],
      },
    ])
  })

  test('says what is wrong where it is wrong', () => {
    expect(form([]).error?.issues).toMatchObject([{ message: 'script.saysNothing' }])
    const lost = form([{ id: 'a', texts: { en: 'Hello' }, answers: [{ texts: { en: 'Yes' }, to: 'gone' }] }])
    expect(lost.error?.issues).toMatchObject([
      { path: ['steps', 0, 'answers', 0, 'to'], message: 'script.leadsNowhere' },
    ])
  })
})

describe('a language card', () => {
  test('is shown by phones once a person has reviewed it, and the newest counts', async () => {
    const card = (text: string, reviewedBy: string | null) =>
      by((db) => saveCard(db, body.id, { language: 'ko', text, reviewedBy }))
    const shown = async () => (await onPhone()).cards
    expect(
      (await by((db) => listCards(db, body.id))).find(({ language }) => language === 'ko'),
    ).toMatchObject({
      from: 'ready',
      reviewedBy: null,
    })
    expect(await shown()).toEqual([])
    await card('안녕하세요', null)
    expect(await shown()).toEqual([])
    await card('안녕하세요!', 'Jin')
    expect(await shown()).toEqual([{ language: 'ko', text: '안녕하세요!' }])
    await card('고쳐야 합니다', null)
    expect(await shown()).toEqual([])
  })

  test('of the whole union is everybody’s; a body’s own comes first; no other body writes it', async () => {
    const union = await aUnion()
    const vi = (text: string) => ({ language: 'vi' as const, text, reviewedBy: 'Linh' })
    await by((db) => saveCard(db, union.id, vi('Chào')), union.secretary)
    expect((await onPhone()).cards).toContainEqual({ language: 'vi', text: 'Chào' })
    await by((db) => saveCard(db, body.id, vi('Xin chào')))
    expect((await onPhone()).cards).toContainEqual({ language: 'vi', text: 'Xin chào' })
    const other = await aBody()
    await expect(by((db) => saveCard(db, body.id, vi('Không')), other.secretary)).rejects.toMatchObject({
      status: 404,
    })
  })
})

test('what is being written is said as it would be saved: words alone, without the empty ones', () => {
  const written = [
    {
      id: 'a',
      texts: { en: ' Is it cold? ', es: ' ' },
      answers: [
        { texts: { en: 'Yes' }, to: 'b' },
        { texts: {}, to: '' },
      ],
    },
    { id: 'b', texts: {} },
  ]
  const steps = [
    {
      id: 'a',
      says: [{ language: 'en', text: 'Is it cold?' }],
      answers: [{ says: [{ language: 'en', text: 'Yes' }], to: 'b' }],
    },
  ]
  expect(stepsOf(written)).toEqual(steps)
  expect(stepsOf([{}, { id: 'c', texts: undefined }])).toEqual([])
})
