import type { BrowserContext, Page } from '@playwright/test'
import { bea, type Evening, expect } from './canvass-moments.union.ts'
import { givePin, openLock } from './fixtures/pin.ts'
import { address } from './main-job.parts.ts'

type Watch = (page: Page, allowed?: RegExp) => void

/** What a browser says in its console when it asks and nobody is there. */
export const noNetwork =
  /ERR_(?:INTERNET_DISCONNECTED|CONNECTION_(?:REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|NETWORK_CHANGED)|Failed to fetch/

export const tiles = (page: Page) => page.locator('[data-unit]')
export const tile = (page: Page, label: string) =>
  page
    .getByRole('group', { name: 'Doors' })
    .getByRole('button', { name: new RegExp(`^Door ${label}(?:,|$)`) })
export const current = (page: Page) => page.locator('[data-unit][aria-current=true]')
export const saved = (page: Page) => page.locator('header').getByRole('status')
export const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

export async function signIn(page: Page, url: string, { name, password }: typeof bea) {
  await page.goto(`${url}/sign-in?next=/doors`)
  await page.locator('input[name=name]:not([type=hidden])').fill(name)
  await page.locator('input[type=password]').fill(password)
  await page.locator('form:has(input[type=password]) button[type=submit]').click()
  await page.waitForURL((at) => at.pathname === '/doors')
}

/** Signed in, a PIN, and "ready" said: as a phone goes out of the door. */
export async function makeReady(page: Page, url: string, who = bea) {
  await signIn(page, url, who)
  await givePin(page)
  await expect(page.getByText('Ready to go offline', { exact: true })).toBeVisible({ timeout: 60_000 })
}

/** A new phone, ready. The test's own page is not it: what it may say without network is allowed here. */
export async function readyPhone(context: BrowserContext, { url }: Evening, watch: Watch, who = bea) {
  const page = await context.newPage()
  for (const other of context.pages()) if (other !== page) await other.close()
  watch(page, noNetwork)
  await makeReady(page, url, who)
  return page
}

export async function openHouse(page: Page) {
  await openLock(page)
  await page.getByRole('link', { name: address }).click()
  await expect(page.getByRole('heading', { level: 1, name: address })).toBeVisible()
  await expect(tiles(page)).toHaveCount(36)
}

/** Not home, and at the next door, which there must be. By a click: a second tap at the same place and at once counts as the first. */
export async function notHome(page: Page) {
  const here = await current(page).getAttribute('data-unit')
  await button(page, 'Not home').click()
  await expect(current(page)).not.toHaveAttribute('data-unit', here ?? '')
}

/** Twice: the browser has no network, and the port it would ask refuses. */
export async function cutNetwork(context: BrowserContext, { wire }: Evening) {
  await context.setOffline(true)
  await wire.cut()
}

export async function mendNetwork(context: BrowserContext, { wire }: Evening) {
  await wire.mend()
  await context.setOffline(false)
}

/** Of this house, as the server has it: knocks that were said and not taken back. */
export async function standing({ union }: Evening, where = 'true') {
  return union.count(`knock k join unit u on u.id = k.unit_id
    where not exists (select 1 from knock_retraction r where r.knock_id = k.id) and ${where}`)
}

/** In the pocket, for minutes; then in the hand again. The page's clock is the test's. */
export async function inPocket(page: Page, time: string) {
  await turn(page, 'hidden')
  await page.clock.fastForward(time)
  await turn(page, 'visible')
}

function turn(page: Page, state: 'hidden' | 'visible') {
  return page.evaluate((is) => {
    Object.defineProperty(document, 'visibilityState', { value: is, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}
