import { expect, test, vi } from 'vitest'
import { aPhone, aServer, notHome } from '../offline/a-phone.ts'
import { keepLanguage } from './keep-language.ts'
import { ownKnocks } from './own-knocks.ts'

async function aDoor() {
  const phone = await aPhone(aServer())
  const [turf] = await phone.download()
  const [door, beside] = turf?.doors ?? []
  if (!turf || !door || !beside) throw new Error('No doors')
  return { phone, turf, door, beside }
}

const standing = async (phone: Awaited<ReturnType<typeof aPhone>>) => ownKnocks(await phone.outbox())

test('what happened, changed to another language, keeps which and takes back what stood there', async () => {
  const { phone, turf, door, beside } = await aDoor()
  const at = { turfId: turf.turfId, unitId: door.unitId }
  await phone.save(notHome(at))
  const view = { phone, acts: await phone.outbox() }
  const { to, last } = await keepLanguage(view, turf, door, 'bn', true)

  expect(to).toBe(beside.unitId)
  expect(await standing(phone)).toMatchObject([
    { unitId: door.unitId, disposition: 'language', op: { languages: ['bn'] } },
  ])
  expect(last.changed?.from.disposition).toBe('not_home')
  expect(last.opIds).toHaveLength(1)
})

test('a language heard fresh stands beside what was logged before', async () => {
  const { phone, turf, door } = await aDoor()
  await phone.save(notHome({ turfId: turf.turfId, unitId: door.unitId }))
  const view = { phone, acts: await phone.outbox() }
  const { last } = await keepLanguage(view, turf, door, null, false)
  expect((await standing(phone)).map(({ disposition }) => disposition)).toEqual(['not_home', 'language'])
  expect(last.changed).toBeUndefined()
})

test('a store that never answers is said not to have it, also before anything is written', async () => {
  const { phone, turf, door } = await aDoor()
  const hung = { ...phone, draft: () => new Promise(() => {}) }
  void keepLanguage({ phone: hung, acts: [] }, turf, door, 'bn', false)
  await vi.waitFor(() => expect(phone.status().notSaved).toBe('slow'), { timeout: 2_000 })
  expect(await phone.outbox()).toEqual([])
})
