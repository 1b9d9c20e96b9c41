import { renderToString } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import type { Door } from '../lease/turf.schema.ts'
import { aTurf, doorsOf } from './a-door.ts'
import { houseOf } from './house.ts'
import { newTalk, type TalkDraft } from './talk-draft.ts'
import { useCurrentDoor } from './use-current-door.ts'

/** At which door one stands, by what the address says. */
function standing(doors: Door[], query = '', drafts: TalkDraft[] = []) {
  const begun = new Map(drafts.map((draft) => [draft.unitId, draft]))
  const Here = () => {
    const { door } = useCurrentDoor(houseOf({ ...aTurf, doors }, [], 'en'), begun)
    return door?.label ?? 'none'
  }
  return renderToString(
    <MemoryRouter initialEntries={[`/${query}`]}>
      <Here />
    </MemoryRouter>,
  )
}
const doors = doorsOf(['2A', '2B', '1A'])
const done = (...labels: string[]) =>
  doors.map((door) => (labels.includes(door.label) ? { ...door, tonight: 'tried' as const } : door))

test('one begins at the first door that nobody of the pair did tonight', () => {
  expect(standing(doors)).toBe('2A')
  expect(standing(done('2A', '2B'))).toBe('1A')
})

test('where all are done one stands at none, and a tap still opens any', () => {
  const all = done('2A', '2B', '1A')
  expect(standing(all)).toBe('none')
  expect(standing(all, '?end=1')).toBe('none')
  expect(standing(all, '?unit=unit-2B')).toBe('2B')
})

test('a door given since is gone on to from the end', () => {
  expect(standing(done('2A', '1A'), '?end=1')).toBe('2B')
})

test('whoever was cut off in a talk is still in it, but not once the last door is done', () => {
  const cutOff = [{ ...newTalk('unit-2B', []), open: true }]
  expect(standing(doors, '', cutOff)).toBe('2B')
  expect(standing(done('2A', '2B', '1A'), '?end=1', cutOff)).toBe('none')
})
