import { expect, test } from 'vitest'
import { askedKeys } from './asked-keys.ts'
import { readCatalogue } from './read-catalogue.ts'
import { doorScreens } from './vite-message-parts.ts'

const root = new URL('../../', import.meta.url).pathname
const keys = readCatalogue('en').map(({ key }) => key)
const ofDoor = askedKeys(root, doorScreens, keys)

test('a door has the words of its grid, of what opens later, of lists of codes, of kit and of errors', () => {
  for (const key of [
    'door.struckText',
    'door.onTheStairs',
    'doors.notHere.title',
    'disposition.landlord_agent',
    'door.script.hello',
    'form.required',
    'ui.lost.title',
  ])
    expect(ofDoor).toContain(key)
})

test('the words of the list of doors weigh nothing at a door', () => {
  expect(keys).toContain('doors.get')
  expect(ofDoor).not.toContain('doors.get')
})

test('the words of the desk stay at the desk', () => {
  const [desk] = keys.filter((key) => key.startsWith('import.'))
  expect(desk).toBeDefined()
  expect(ofDoor).not.toContain(desk)
  expect(ofDoor.size).toBeLessThan(keys.length / 2)
})
