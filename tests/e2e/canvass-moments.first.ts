import type { Browser, BrowserContext, Page } from '@playwright/test'
import {
  button,
  current,
  cutNetwork,
  mendNetwork,
  noNetwork,
  notHome,
  openHouse,
  readyPhone,
  saved,
  standing,
  tile,
  tiles,
} from './canvass-moments.phone.ts'
import { type Evening, expect } from './canvass-moments.union.ts'
import { openLock } from './fixtures/pin.ts'

export type Told = {
  context: BrowserContext
  browser: Browser
  evening: Evening
  watch(page: Page, allowed?: RegExp): void
  checkAccess(page: Page): Promise<void>
}

export async function firstNotHome({ context, evening, watch, checkAccess }: Told) {
  await context.addInitScript(() => {
    navigator.vibrate = (pattern) => {
      document.documentElement.dataset.buzz = `${document.documentElement.dataset.buzz ?? ''} ${pattern}`
      return true
    }
  })
  const page = await readyPhone(context, evening, watch)
  await openHouse(page)
  const here = current(page)
  const unitId = await here.getAttribute('data-unit')
  const before = await standing(evening, `k.unit_id = '${unitId}'`)
  const opened = page.locator(`[data-unit="${unitId}"]`)
  const all = await tiles(page).evaluateAll((each) => each.map((one) => one.getAttribute('data-unit')))
  const next = all[all.indexOf(unitId) + 1]

  const notHome = button(page, 'Not home')
  const box = await notHome.boundingBox()
  const screen = page.viewportSize()
  if (!box || !screen) throw new Error('no button on the screen')
  expect(box.height).toBeGreaterThanOrEqual(64)
  expect(box.width).toBeGreaterThanOrEqual(64)
  expect(box.y).toBeGreaterThanOrEqual(screen.height / 2)
  expect(box.y + box.height).toBeLessThanOrEqual(screen.height)

  await cutNetwork(context, evening)
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
  await expect(opened).toHaveAttribute('data-beam', 'tried')
  await expect(opened.locator('svg rect').first()).toHaveAttribute('fill', 'url(#beam-stripes)')
  await expect(page.locator('html')).toHaveAttribute('data-buzz', ' 10')
  await expect(page.locator(`[data-unit="${next}"]`)).toHaveAttribute('aria-current', 'true')
  await expect(saved(page)).toHaveText('Saved on this phone · 1 waiting to send')
  await checkAccess(page)
  expect(await standing(evening, `k.unit_id = '${unitId}'`)).toBe(before)

  // The first answer is lost on its way: it is sent again, and there once.
  evening.wire.loseAnswerOf('/sync')
  await mendNetwork(context, evening)
  await expect(saved(page)).toContainText('1 of 1 safe', { timeout: 30_000 })
  expect(await standing(evening, `k.unit_id = '${unitId}'`)).toBe(before + 1)
}

export async function signalGoes({ context, evening, watch }: Told) {
  const before = await standing(evening)
  let page = await readyPhone(context, evening, watch)
  await openHouse(page)
  await tile(page, '9A').click()
  await cutNetwork(context, evening)

  // The whole screen but the save line, the doors themselves and what was done last: as before.
  for (const [label, waiting] of [
    ['9A', 1],
    ['9B', 2],
    ['9C', 3],
  ] as const) {
    await expect(current(page)).toHaveAccessibleName(new RegExp(`^Door ${label},`))
    await notHome(page)
    await expect(tile(page, label)).toHaveAttribute('data-beam', 'tried')
    await expect(saved(page)).toHaveText(`Saved on this phone · ${waiting} waiting to send`)
  }
  await button(page, 'Talked').tap()
  await button(page, /^On the stairs/).tap()
  await button(page, /With us/).tap()
  await button(page, 'Done').tap()
  await expect(tile(page, '9D')).toHaveAttribute('data-beam', 'talked')
  await expect(saved(page)).toContainText('4 waiting to send')
  await button(page, 'Not home').tap()
  await expect(tile(page, '8A')).toHaveAttribute('data-beam', 'tried')
  await button(page, 'Undo').tap()
  await expect(tile(page, '8A')).toHaveAccessibleName(/not yet/)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('main')).not.toContainText(/offline|no network|connection/i)

  // A new tab from nothing: no network, no server, only what the phone has.
  await page.close()
  page = await context.newPage()
  watch(page, noNetwork)
  await page.goto(`${evening.url}/`)
  await expect(page).toHaveURL(`${evening.url}/doors`)
  await openLock(page)
  await openHouse(page)
  await expect(tile(page, '9D')).toHaveAttribute('data-beam', 'talked')
  await tile(page, '8B').click()
  await button(page, 'Not home').tap()
  await expect(tile(page, '8B')).toHaveAttribute('data-beam', 'tried')
  await expect(saved(page)).toContainText('7 waiting to send')
  expect(await standing(evening)).toBe(before)

  await mendNetwork(context, evening)
  await expect(saved(page)).toContainText('5 of 5 safe', { timeout: 30_000 })
  expect(await standing(evening)).toBe(before + 5)
}
