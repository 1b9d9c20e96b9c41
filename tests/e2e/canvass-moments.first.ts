import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import {
  button,
  current,
  cutNetwork,
  mendNetwork,
  noNetwork,
  openHouse,
  readyPhone,
  saved,
  standing,
  tile,
  tiles,
} from './canvass-moments.phone.ts'
import { type Evening, expect } from './canvass-moments.union.ts'
import { newShiftCode } from './fixtures/join.ts'
import { openLock, pin } from './fixtures/pin.ts'

export type Told = {
  context: BrowserContext
  browser: Browser
  evening: Evening
  watch(page: Page, allowed?: RegExp): void
  checkAccess(page: Page): Promise<void>
}

const inInstagram =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 331.0'
const inChrome =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'

/** A thumb that has never seen these screens: 2.5 s to find and tap a button, 0.8 s a character. */
function newThumb(page: Page) {
  let seconds = 0
  const tap = async (what: Locator) => {
    seconds += 2.5
    await what.tap()
  }
  return {
    seconds: () => seconds,
    tap,
    async type(into: Locator, text: string) {
      await tap(into)
      seconds += text.length * 0.8
      await page.keyboard.type(text)
    },
  }
}

export async function readyIn90Seconds({ browser, evening, watch, checkAccess }: Told) {
  const { url, lead } = evening
  const code = await newShiftCode(lead, url)

  const refused = await (await browser.newContext({ userAgent: inInstagram })).newPage()
  watch(refused)
  await refused.goto(`${url}/shift/join#${code}`)
  await expect(refused.getByRole('heading', { level: 2 })).toHaveText('Open this in Safari')
  await expect(refused.locator('input[name=code]')).toHaveCount(0)
  await refused.context().close()

  const context = await browser.newContext({ userAgent: inChrome })
  const page = await context.newPage()
  watch(page)
  const thumb = newThumb(page)
  await page.goto(`${url}/shift/join`)
  await thumb.tap(button(page, 'Go on here without installing'))
  await thumb.type(page.locator('input[name=code]'), code.toLowerCase())
  await thumb.type(page.locator('input[name=name]'), 'Maya')
  await thumb.tap(button(page, 'Join'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are in')
  await thumb.tap(page.getByRole('link', { name: 'Take the doors to this phone' }))
  await thumb.type(page.locator('input[name=pin]'), pin)
  await thumb.type(page.locator('form:not(details form) input[name=again]'), pin)
  await thumb.tap(button(page, 'Set this PIN'))
  await expect(page.getByRole('heading', { name: 'Ready to go offline' })).toBeVisible({ timeout: 60_000 })

  await thumb.tap(page.getByRole('link', { name: 'Practice door' }).first())
  for (const name of ['Not home', 'Undo', 'Talked', 'Repairs', /On the stairs/, /With us/, 'Done'])
    await thumb.tap(button(page, name))
  await thumb.tap(page.getByRole('link', { name: 'To the real doors' }))
  await thumb.tap(page.locator('article a').first())
  await expect(tiles(page)).toHaveCount(36)
  await checkAccess(page)
  // What is left of the 90 is the phone's own: seven pages over a street's network.
  expect(thumb.seconds()).toBeLessThanOrEqual(75)

  // The lead sees it, and nothing of the practice door has gone anywhere.
  await lead.reload()
  await expect(lead.getByRole('listitem').filter({ hasText: 'Maya' })).toContainText('phone ready')
  await expect(saved(page)).toContainText('Nothing waiting to send')
  await button(page, 'Not home').tap()
  await expect(saved(page)).toContainText('1 of 1 safe', { timeout: 30_000 })
  await context.close()
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

  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
  await expect(opened).toHaveAttribute('data-beam', 'tried')
  await expect(opened.locator('svg rect').first()).toHaveAttribute('fill', 'url(#beam-stripes)')
  await expect(page.locator('html')).toHaveAttribute('data-buzz', ' 10')
  await expect(page.locator(`[data-unit="${next}"]`)).toHaveAttribute('aria-current', 'true')
  await expect(saved(page)).toContainText('1 of 1 safe', { timeout: 30_000 })
  await checkAccess(page)
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
    await button(page, 'Not home').tap()
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
  await expect(saved(page)).toContainText('7 of 7 safe', { timeout: 30_000 })
  expect(await standing(evening)).toBe(before + 5)
}
