import { afterEach, expect, test } from 'vitest'
import { aPhone, aServer } from '../offline/a-phone.ts'
import type { Phone } from '../offline/phone-types.ts'
import { isTalk, newTalk, type TalkDraft } from './talk-draft.ts'
import { cutOffAt, markTalk } from './use-talk-mark.ts'

const opened: Phone[] = []

afterEach(() => {
  for (const phone of opened.splice(0)) phone.close()
})

/** A phone in the middle of a talk at its first door, and the same one after its battery was empty. */
async function inATalk() {
  const name = crypto.randomUUID()
  const server = aServer()
  const start = async () => {
    const phone = await aPhone({ fetch: server.fetch }, { name })
    opened.push(phone)
    return phone
  }
  const phone = await start()
  await phone.download()
  const doors = (await phone.turfs())[0]?.doors ?? []
  const unitId = String(doors[0]?.unitId)
  const left: string[] = []
  let talk: TalkDraft = newTalk(unitId, [])
  const talks = {
    change(_: string, change: Partial<TalkDraft>) {
      talk = { ...talk, ...change }
      phone.saveDraft(unitId, talk).catch(() => {})
    },
    leave() {
      left.push(talk.open ? 'open' : 'closed')
    },
  }
  return {
    unitId,
    talks,
    left,
    phone,
    leave: markTalk(phone, talks, talk, () => false),
    toThePhoto: markTalk(phone, talks, talk, () => true),
    /** Where the phone comes back to from the list of turfs, which names no door. */
    async comesBackTo() {
      await phone.draft(unitId)
      phone.close()
      const found = await (await start()).drafts()
      const drafts = new Map(found.flatMap(({ value }) => (isTalk(value) ? [[value.unitId, value]] : [])))
      return { door: cutOffAt(doors, drafts)?.unitId, field: drafts.get(unitId)?.field }
    },
  }
}

test('a phone that dies in a talk comes back to its door and field, by what lies with the draft alone', async () => {
  const { talks, unitId, comesBackTo } = await inATalk()
  talks.change(unitId, { field: 'name' })
  expect(await comesBackTo()).toEqual({ door: unitId, field: 'name' })
})

test('a talk that was left is not come back to', async () => {
  const { leave, left, comesBackTo } = await inATalk()
  leave()
  // However it was left: one in which nothing was said is none to finish.
  expect(left).toEqual(['closed'])
  expect((await comesBackTo()).door).toBeUndefined()
})

test('whoever covers a photo of a talk is still in it', async () => {
  const { toThePhoto, left, unitId, comesBackTo } = await inATalk()
  toThePhoto()
  expect(left).toEqual([])
  expect((await comesBackTo()).door).toBe(unitId)
})

test('a lock covers the talk and does not end it', async () => {
  const { phone, talks, unitId, comesBackTo } = await inATalk()
  const cover = markTalk({ status: () => ({ ...phone.status(), locked: true }) }, talks, newTalk(unitId, []))
  cover()
  expect((await comesBackTo()).door).toBe(unitId)
})
