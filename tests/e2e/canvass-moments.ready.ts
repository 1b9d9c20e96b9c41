import type { BrowserContext, Locator } from '@playwright/test'
import type { Told } from './canvass-moments.first.ts'
import {
  button,
  current,
  cutNetwork,
  mendNetwork,
  noNetwork,
  openHouse,
  saved,
  standing,
  tiles,
} from './canvass-moments.phone.ts'
import { expect } from './canvass-moments.union.ts'
import { newShiftCode } from './fixtures/join.ts'
import { pin, unlock } from './fixtures/pin.ts'

const inInstagram =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 331.0'
const inChrome =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'

/** What this browser felt, by its own count, page after page: each touch of the screen and each key. */
async function feelTouches(context: BrowserContext) {
  const felt = { taps: 0, keys: 0 }
  await context.exposeFunction('feel', (what: keyof typeof felt) => {
    felt[what]++
  })
  await context.addInitScript(() => {
    const { feel } = window as unknown as { feel(what: 'taps' | 'keys'): void }
    addEventListener('pointerdown', () => feel('taps'), true)
    addEventListener('keydown', () => feel('keys'), true)
  })
  return felt
}

/** A thumb that has never seen these screens: 2.5 s to find and tap a button, 0.8 s a character. */
const secondsOf = ({ taps, keys }: { taps: number; keys: number }) => taps * 2.5 + keys * 0.8

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
  const felt = await feelTouches(context)
  const before = await standing(evening)
  let page = await context.newPage()
  watch(page, noNetwork)
  const type = async (into: Locator, text: string) => {
    await into.tap()
    await page.keyboard.type(text)
  }
  await page.goto(`${url}/shift/join`)
  await button(page, 'Go on here without installing').tap()
  await type(page.locator('input[name=code]'), code.toLowerCase())
  await type(page.locator('input[name=name]'), 'Maya')
  await button(page, 'Join').tap()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are in')
  await page.getByRole('link', { name: 'Take the doors to this phone' }).tap()
  await type(page.locator('input[name=pin]'), pin)
  await type(page.locator('form:not(details form) input[name=again]'), pin)
  await button(page, 'Set this PIN').tap()
  await expect(page.getByRole('heading', { name: 'Ready to go offline' })).toBeVisible({ timeout: 60_000 })
  const maya = lead.getByRole('listitem').filter({ hasText: 'Maya' })
  await expect(async () => {
    await lead.reload()
    await expect(maya).toContainText('phone ready', { timeout: 2000 })
  }).toPass({ timeout: 60_000 })

  // Ready is ready: what comes now has not been opened on this phone yet.
  await cutNetwork(context, evening)
  await page.getByRole('link', { name: 'Practice door' }).first().tap()
  for (const name of ['Not home', 'Undo', 'Talked', 'Repairs', /On the stairs/, /With us/, 'Done'])
    await button(page, name).tap()
  await page.getByRole('link', { name: 'To the real doors' }).tap()
  await page.locator('article a').first().tap()
  await expect(tiles(page)).toHaveCount(36)
  await checkAccess(page)
  // Nothing of the practice door is on its way.
  await expect(saved(page)).toContainText('Nothing waiting to send')
  // Six letters, a name of four, the PIN twice. What is left of the 90 s is the phone's own: seven pages over a street's network.
  expect(felt).toEqual({ taps: 18, keys: 6 + 4 + 6 + 6 })
  expect(secondsOf(felt)).toBeLessThanOrEqual(75)

  const first = String(await current(page).getAttribute('data-unit'))
  await button(page, 'Not home').tap()
  await expect(saved(page)).toContainText('1 waiting to send')
  // Put away and opened from the home screen, still without network: the same doors, and what was done there.
  await page.close()
  page = await context.newPage()
  watch(page, noNetwork)
  await page.goto(`${url}/`)
  await unlock(page)
  await openHouse(page)
  await expect(page.locator(`[data-unit="${first}"]`)).toHaveAttribute('data-beam', 'tried')
  await expect(saved(page)).toContainText('1 waiting to send')
  expect(await standing(evening)).toBe(before)
  await mendNetwork(context, evening)
  await expect(saved(page)).toContainText('1 of 1 safe')
  expect(await standing(evening)).toBe(before + 1)
  await context.close()
}
