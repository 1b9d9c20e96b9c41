import type { Page } from '@playwright/test'
import type { Door } from '#app/canvass/lease/turf.schema.ts'
import { current, openDoors } from './fixtures/doors.ts'
import { draftsAreOnDisk } from './fixtures/on-disk.ts'
import { openLock } from './fixtures/pin.ts'
import { serve, unknocked } from './fixtures/served-doors.ts'
import { slow } from './fixtures/slow.ts'
import { expect, test } from './fixtures/test.ts'
import { thumb } from './fixtures/thumb.ts'

test.use({ viewport: { width: 360, height: 640 } })

const named = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
/** Not the button of that name under it. */
const inSheet = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true })
/** By its attribute: of more than a thousand doors to work out each one's role and name takes seconds, at each look. */
const tileOf = (page: Page, label: string) => page.locator(`[data-unit][aria-label^="Door ${label},"]`)

/** A door nothing is known of, opened. */
async function openFresh(page: Page, nth = 0) {
  const tile = page
    .locator('[data-unit][data-beam=none]:not(.line-through):not([aria-label*="never"])')
    .nth(nth)
  const unitId = await tile.getAttribute('data-unit')
  await tile.click()
  const opened = page.locator(`[data-unit="${unitId}"]`)
  await expect(opened).toHaveAttribute('aria-current', 'true')
  return opened
}

test('not home is 1 tap, three doors at once are 4, each correction is on the tile', async ({
  page,
  demo,
  signIn,
}) => {
  await signIn(page, 'canvasser')
  await serve(page, (doors) => doors.map(unknocked))
  await openDoors(page, demo.url)
  const hand = thumb(page)
  const tile = await openFresh(page)
  await tile.press('Shift+Enter')
  await expect(tile).toHaveAttribute('aria-pressed', 'true')
  await named(page, 'Cancel').click()
  await hand.tap(named(page, 'Not home'))
  await expect(tile).toHaveAccessibleName(/Not home/)
  expect(hand.taps).toBe(1)

  hand.restart()
  const fresh = page.locator('[data-unit][data-beam=none]:not([aria-label*="never"])')
  const ids = await fresh.evaluateAll((tiles) =>
    tiles.slice(0, 3).map((each) => each.getAttribute('data-unit')),
  )
  const [first, ...others] = ids.map((id) => page.locator(`[data-unit="${id}"]`))
  if (first) await hand.hold(first, () => expect(first).toHaveAttribute('aria-pressed', 'true'))
  for (const other of others) await hand.tap(other)
  await hand.tap(named(page, 'Not home × 3'))
  expect(hand.taps).toBe(4)
  for (const each of others) await expect(each).toHaveAccessibleName(/Not home/)

  // A tile of tonight, long after: what happened there is changed in one save, and undone as one.
  await tile.click()
  await named(page, 'Change what happened').click()
  await inSheet(page, 'Refused').click()
  await expect(tile).toHaveAccessibleName(/Refused/)
  await expect(tile).not.toHaveAccessibleName(/Not home/)
  await named(page, 'Undo').click()
  await expect(tile).toHaveAccessibleName(/Not home/)
  await expect(tile).not.toHaveAccessibleName(/Refused/)

  await named(page, 'Change what happened').click()
  await named(page, /another door/).click()
  await expect(tile).toHaveAccessibleName(/not yet/)
})

test('a talk with a level is 4 taps, come back on a day is 3, and a level is corrected later', async ({
  page,
  demo,
  signIn,
}) => {
  await signIn(page, 'canvasser')
  await serve(page, (doors) => doors.map(unknocked))
  await openDoors(page, demo.url)
  const hand = thumb(page)
  const tile = await openFresh(page)
  await hand.tap(named(page, 'Talked'))
  await hand.tap(named(page, /^On the stairs/))
  await hand.tap(named(page, /With us/))
  await hand.tap(named(page, 'Done'))
  expect(hand.taps).toBe(4)
  await expect(tile).toHaveAttribute('data-beam', 'talked')

  await tile.click()
  await named(page, 'Change what happened').click()
  await inSheet(page, 'Talked').click()
  await expect(named(page, /With us/)).toHaveAttribute('aria-pressed', 'true')
  await named(page, /Leaning no/).click()
  await named(page, 'Done').click()
  await tile.click()
  await named(page, 'Change what happened').click()
  await inSheet(page, 'Talked').click()
  await expect(named(page, /Leaning no/)).toHaveAttribute('aria-pressed', 'true')
  await named(page, 'Done').click()

  const later = await openFresh(page)
  hand.restart()
  await hand.tap(named(page, 'Other'))
  await hand.tap(named(page, 'Come back later'))
  await hand.tap(named(page, 'Come back in the evening'))
  expect(hand.taps).toBe(3)
  await expect(later).toHaveAccessibleName(/Come back later/)
})

test('a repair is at most 8 taps, marks its line at once without network, and "same here" is 2', async ({
  page,
  context,
  demo,
  signIn,
  watch,
}) => {
  await signIn(page, 'canvasser')
  await page.close()
  const phone = await context.newPage()
  watch(phone, /ERR_INTERNET_DISCONNECTED/)
  await serve(phone, (doors) =>
    doors.map((door) => ({ ...door, openRepairs: [], struck: false, doNotKnock: false, warnings: [] })),
  )
  await openDoors(phone, demo.url)
  await context.setOffline(true)

  const hand = thumb(phone)
  const label = (await phone.locator('[data-unit]').nth(5).textContent()) ?? ''
  const line = label.replace(/^\d+/, '')
  await tileOf(phone, label).click()
  await hand.tap(named(phone, 'Talked'))
  await hand.tap(named(phone, 'Problem to fix'))
  await hand.tap(named(phone, /leak/i).first())
  await hand.tap(named(phone, 'This week'))
  await hand.tap(named(phone, /^On the stairs/))
  await hand.tap(named(phone, 'Done'))
  expect(hand.taps).toBeLessThanOrEqual(8)

  const neighbors = phone.getByRole('button', {
    name: new RegExp(`^Door \\d+${line},.*also at ${label}`, 'i'),
  })
  await expect(neighbors.first()).toBeVisible()
  const count = await neighbors.count()
  await neighbors.first().click()
  await expect(phone.getByText(new RegExp(`also at ${label}\\. Ask\\.`))).toBeVisible()
  const asked = current(phone)
  const unitId = await asked.getAttribute('data-unit')

  hand.restart()
  await hand.tap(named(phone, 'Same here'))
  await hand.tap(named(phone, 'Longer'))
  expect(hand.taps).toBe(2)
  await expect(phone.locator(`[data-unit="${unitId}"]`)).toHaveAccessibleName(/Talked.*leak.* open/i)
  // It is asked here no more, and of the others with both doors.
  await expect(neighbors).toHaveCount(count - 1)
  expect(count).toBeGreaterThan(1)
  await context.setOffline(false)
  await expect(phone.locator('header').getByRole('status')).toContainText('safe', { timeout: 30_000 })
})

test('any door of 30 floors with 40 doors each is 2 taps away, or its number on the keys', async ({
  page,
  demo,
  signIn,
}) => {
  // A page of more than a thousand tiles, on a machine that may have other work.
  test.setTimeout(240_000 * slow)
  await signIn(page, 'canvasser')
  await serve(page, ([door]) =>
    Array.from({ length: 1200 }, (_, i) => {
      const floor = 1 + Math.floor(i / 40)
      const line = 1 + (i % 40)
      return {
        ...(door as Door),
        unitId: crypto.randomUUID(),
        label: `${floor}${String(line).padStart(2, '0')}`,
        floor: String(floor),
        floorRank: floor,
        line: String(line),
        lineRank: line,
        people: [],
        struck: false,
        doNotKnock: false,
        reachedDay: null,
      }
    }),
  )
  await openDoors(page, demo.url)
  const hand = thumb(page)
  await hand.tap(page.locator('button[aria-label="Floor 17"]'))
  await expect(tileOf(page, '1701')).toBeInViewport()
  await expect(tileOf(page, '1740')).toBeInViewport()
  await hand.tap(tileOf(page, '1733'))
  expect(hand.taps).toBe(2)
  await expect(current(page)).toHaveAccessibleName(/^Door 1733/)

  await page.keyboard.type('2208')
  await expect(page.locator('[data-unit]:focus')).toHaveAccessibleName(/^Door 2208/)
  await page.keyboard.press('Enter')
  await expect(current(page)).toHaveAccessibleName(/^Door 2208/)

  await page.getByLabel('Number of a floor or door').fill('3')
  await expect(tileOf(page, '301')).toBeInViewport()
})

test('what is unsafe and who wants no visit is said before the door, and where to start and why', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'canvasser')
  await serve(page, (doors) =>
    doors.map((door, i) => ({
      ...door,
      struck: false,
      reachedDay: null,
      openRepairs: [],
      nearLeader: false,
      doNotKnock: i === 1,
      warnings: i === 2 ? ['unsafe'] : [],
      emergency: i === doors.length - 1,
    })),
  )
  await openDoors(page, demo.url)
  const all = page.locator('[data-unit]')
  const [never, unsafe, last] = [all.nth(1), all.nth(2), all.last()]
  await expect(unsafe).toHaveAccessibleName(/never alone/)
  await expect(unsafe).toContainText('△')
  await expect(never).toHaveAccessibleName(/never/)

  await named(page, /^Start on .*emergency at/).click()
  await expect(last).toHaveAttribute('aria-current', 'true')
  await checkAccess(page)

  await never.click()
  await expect(last).toHaveAttribute('aria-current', 'true')
  await thumb(page).hold(never, () => expect(never).toHaveAttribute('aria-current', 'true'))
  await expect(page.getByText('They asked never to be visited')).toBeVisible()
  await unsafe.click()
  await expect(page.getByText('Never alone. Knock in a pair.')).toBeVisible()
  await never.focus()
  await page.keyboard.press('Enter')
  await expect(never).not.toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Enter')
  await expect(never).toHaveAttribute('aria-current', 'true')
  await checkAccess(page)
})

test('a page that is killed comes back to the same door and the same field', async ({
  page,
  context,
  demo,
  signIn,
  watch,
}) => {
  await signIn(page, 'canvasser')
  await serve(page, (doors) => doors.map(unknocked))
  await openDoors(page, demo.url)
  await openFresh(page)
  await named(page, 'Talked').click()
  await named(page, /^On the stairs/).click()
  await page.getByLabel('Who', { exact: true }).fill('Sam')
  await draftsAreOnDisk(page)
  const address = page.url()
  await page.close({ runBeforeUnload: false })
  const again = await context.newPage()
  watch(again)
  await again.goto(address)
  await openLock(again)
  await expect(again.getByLabel('Who', { exact: true })).toBeFocused()
  await expect(again.getByLabel('Who', { exact: true })).toHaveValue('Sam')
})
