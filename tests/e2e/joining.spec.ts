import type { Page } from '@playwright/test'
import { joinShift, newShiftCode } from './fixtures/join.ts'
import { pin } from './fixtures/pin.ts'
import { expect, test } from './fixtures/test.ts'

/** The way the round leads, by the words on the buttons. */
async function practise(page: Page) {
  const tap = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await tap('Talked')
  await expect(page.getByText('Not this time.')).toBeVisible()
  await tap('Not home')
  await tap('Undo')
  await tap('Talked')
  await tap('Repairs')
  await page.getByRole('button', { name: 'On the stairs' }).click()
  await page.getByRole('button', { name: 'With us' }).click()
  await tap('Done')
}

test('somebody joins in the street: code, name, PIN, ready, practice door, doors without names; vouched for, names', async ({
  page,
  browser,
  demo,
  signIn,
  watch,
  checkAccess,
}) => {
  const desk = await browser.newContext()
  const lead = await desk.newPage()
  watch(lead)
  await signIn(lead, 'secretary')
  const code = await newShiftCode(lead, demo.url)
  await checkAccess(lead)

  await page.goto(`${demo.url}/shift/join`)
  await checkAccess(page)
  await joinShift(page, demo.url, code, 'Noor')
  await checkAccess(page)
  await page.getByRole('button', { name: 'Español' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect(page.locator('a[href*="/doors/unlock"]')).toBeVisible()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Take the doors to this phone' }).click()
  await page.locator('input[name=pin]').fill(pin)
  await page.locator('input[name=again]').fill(pin)
  await page.locator('form:has(input[name=pin]) button[type=submit]').first().click()
  await expect(page.getByRole('heading', { name: 'Ready to go offline' })).toBeVisible({ timeout: 60_000 })

  await page.getByRole('link', { name: 'Practice door' }).first().click()
  await checkAccess(page)
  await practise(page)
  await page.getByRole('link', { name: 'To the real doors' }).click()
  await page.locator('article a').first().click()
  await expect(page.locator('[data-unit]').first()).toBeVisible()
  await expect(page.getByText('Ask for')).toHaveCount(0)

  // A guest has no desk.
  expect((await page.request.get(`${demo.url}/buildings`)).status()).toBe(404)

  const row = lead.getByRole('listitem').filter({ hasText: 'Noor' })
  await lead.reload()
  // The board asks anew every fifteen seconds.
  await expect(row).toContainText('phone ready', { timeout: 30_000 })
  await row.getByRole('button', { name: 'Vouch for Noor' }).click()
  await lead.getByRole('dialog').getByRole('button', { name: 'Vouch for Noor' }).click()
  await expect(row).toContainText('vouched for')

  await page.goto(`${demo.url}/doors`)
  await page.getByRole('button', { name: 'We are back' }).click()
  await expect(page.getByText('The lead knows you are back')).toBeVisible()
  await lead.reload()
  await expect(lead.getByRole('article').filter({ hasText: 'Noor' })).toContainText('✓ back')

  // Next week they come along as who they were.
  await page.goto(`${demo.url}/shift/join`)
  await checkAccess(page)
  await page.locator('input[name=code]').fill(code)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are in')

  await row.getByRole('button', { name: 'Phone lost: Noor' }).click()
  await checkAccess(lead)
  await lead.getByRole('dialog').getByRole('button', { name: 'Phone lost: Noor' }).click()
  await expect(row).toContainText('phone signed out')
  expect((await page.request.get(`${demo.url}/doors/turf.json`)).status()).toBe(401)
  await desk.close()
})

test('inside another app no shift is begun: it says which browser to open', async ({
  browser,
  demo,
  watch,
}) => {
  const context = await browser.newContext({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 331.0',
  })
  const page = await context.newPage()
  watch(page)
  await page.goto(`${demo.url}/shift/join#KRTMNZ`)
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Open this in Safari')
  await expect(page.locator('input[readonly]')).toHaveValue(/\/shift\/join#KRTMNZ$/)
  await expect(page.locator('input[name=code]')).toHaveCount(0)
  await context.close()

  // Any other app's: its name says nothing to the server, and Lintel on the home screen has the same.
  const unnamed = await browser.newContext({
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148',
  })
  const view = await unnamed.newPage()
  watch(view)
  await view.goto(`${demo.url}/shift/join#KRTMNZ`)
  await expect(view.getByRole('heading', { level: 2 })).toHaveText('Open this in Safari')
  await expect(view.locator('input[readonly]')).toHaveValue(/\/shift\/join#KRTMNZ$/)
  await expect(view.locator('input[name=code]')).toHaveCount(0)
  await view.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: true }))
  await view.reload()
  await expect(view.locator('input[name=code]')).toHaveValue('KRT MNZ')
  await unnamed.close()
})

test('the board keeps its last picture without network, and looks again when it is back', async ({
  browser,
  demo,
  signIn,
  watch,
}) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  watch(page, /ERR_FAILED/)
  await signIn(page, 'secretary')
  await newShiftCode(page, demo.url)
  await expect(page.getByText(/^As of/)).toBeVisible()
  await page.route('**/board.json', (route) => route.abort())
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText(/^No network\. This is how it was at/)).toBeVisible()
  await expect(page.getByRole('article').first()).toBeVisible()
  await page.unroute('**/board.json')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText(/^As of/)).toBeVisible()
  await context.close()
})
