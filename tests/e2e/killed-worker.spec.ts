import type { BrowserContext, Page } from '@playwright/test'
import { openLock, unlock } from './fixtures/pin.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ viewport: { width: 360, height: 640 } })

/** As the system does it to save memory: at once, whatever it was doing. */
async function killWorker(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await session.detach()
}

async function knock(page: Page, nth: number) {
  await page.locator('[data-unit]:not(.line-through):not([aria-label*="never"])').nth(nth).click()
  await page.getByRole('button', { name: 'Not home', exact: true }).click()
}

test('a service worker killed again and again, with and without network, takes no knock with it', async ({
  page,
  context,
  demo,
  signIn,
  watch,
}) => {
  await signIn(page, 'canvasser')
  await page.close()
  const phone = await context.newPage()
  watch(phone, /ERR_INTERNET_DISCONNECTED \S+(\.json|\/sync|\/sw\.js)/)
  const saved = phone.locator('header').getByRole('status')
  await phone.goto(`${demo.url}/doors`)
  await openLock(phone)
  await expect(phone.getByText('Ready to go offline', { exact: true })).toBeVisible({ timeout: 30_000 })
  await phone.locator('article a').first().click()
  await context.setOffline(true)

  await knock(phone, 1)
  await expect(saved).toContainText('1 waiting to send')
  await killWorker(context, phone)
  await knock(phone, 3)
  await expect(saved).toContainText('2 waiting to send')

  // Only a worker can answer this; the killed one is started from the disk.
  await phone.reload()
  await expect(saved).toContainText('2 waiting to send')
  await unlock(phone)
  await knock(phone, 5)
  await expect(saved).toContainText('3 waiting to send')

  await killWorker(context, phone)
  await context.setOffline(false)
  await killWorker(context, phone)
  await expect(saved).toContainText('safe', { timeout: 30_000 })
  await phone.reload()
  await expect(saved).not.toContainText('waiting')
})
