import type { Page } from '@playwright/test'
import { current, openDoor, openDoors, saved } from './fixtures/doors.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ viewport: { width: 360, height: 640 } })

const notHome = (page: Page) => page.getByRole('button', { name: 'Not home', exact: true })

test('whoever opens another door while one is being saved stays there', async ({ page, demo, signIn }) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  const { tile: other } = await openDoor(page, 5)
  const { tile } = await openDoor(page)
  // The disk is busy: what is saved is sealed first, and that waits.
  await page.evaluate(() => {
    const { encrypt } = SubtleCrypto.prototype
    const go = new Promise((resolve) => window.addEventListener('go', resolve, { once: true }))
    SubtleCrypto.prototype.encrypt = async function (...how) {
      await go
      return encrypt.apply(this, how)
    }
  })
  await notHome(page).click()
  await other.click()
  await expect(other).toHaveAttribute('aria-current', 'true')
  await page.evaluate(() => window.dispatchEvent(new Event('go')))
  await expect(page.getByText(/Not home · saved/)).toBeVisible()
  await expect(tile).toHaveAttribute('data-beam', /tried|talked/)
  await expect(other).toHaveAttribute('aria-current', 'true')
})

test('pressed again and again until the next door is there, or held on the keys, it is one knock', async ({
  page,
  context,
  demo,
  signIn,
}) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  await openDoor(page)
  await context.setOffline(true)
  expect(await page.evaluate(pressUntilNextDoor)).toBeGreaterThan(1)
  await expect(saved(page)).toHaveText('Saved on this phone · 1 waiting to send')

  const here = (await current(page).getAttribute('data-unit')) ?? ''
  await notHome(page).focus()
  for (let times = 0; times < 8; times++) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(page.locator(`[data-unit="${here}"]`)).toHaveAccessibleName(/Not home/)
  // Another door after it: what was pressed before it was saved before it.
  await openDoor(page, 9)
  await notHome(page).click()
  await expect(saved(page)).toHaveText('Saved on this phone · 3 waiting to send')
})

/** As fast as a page hears of presses: one after each turn of its own. Resolves with how many the door heard. */
async function pressUntilNextDoor() {
  const at = () => document.querySelector('[data-unit][aria-current=true]')?.getAttribute('data-unit')
  const { port1, port2 } = new MessageChannel()
  const here = at()
  let presses = 0
  while (at() === here) {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Not home')
    button?.click()
    presses++
    await new Promise((resolve) => {
      port1.onmessage = resolve
      port2.postMessage(null)
    })
  }
  return presses
}
