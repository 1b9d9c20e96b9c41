import type { Page } from '@playwright/test'
import { holdTheDisk } from './fixtures/disk.ts'
import { current, openDoor, openDoors, saved } from './fixtures/doors.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ viewport: { width: 360, height: 640 }, hasTouch: true })

const notHome = (page: Page) => page.getByRole('button', { name: 'Not home', exact: true })
/** As long as somebody needs to see what is drawn: a key that comes sooner was meant for what was there. */
const seen = (page: Page) => page.waitForTimeout(450)
const isSaved = (page: Page) => page.getByText(/Not home · saved/)

test.beforeEach(async ({ page, demo, signIn }) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
})

test('whoever opens another door while one is being saved stays there', async ({ page }) => {
  const { tile: other } = await openDoor(page, 5)
  const { tile } = await openDoor(page)
  const { letGo } = await holdTheDisk(page)
  await notHome(page).click()
  await other.click()
  await expect(other).toHaveAttribute('aria-current', 'true')
  await expect(isSaved(page)).toHaveCount(0)
  await letGo()
  await expect(isSaved(page)).toBeVisible()
  await expect(tile).toHaveAttribute('data-beam', /tried|talked/)
  await expect(other).toHaveAttribute('aria-current', 'true')
})

test('whoever leaves the doors while one is being saved is led to no other', async ({ page }) => {
  const { tile } = await openDoor(page)
  const { letGo } = await holdTheDisk(page)
  await notHome(page).click()
  await page.getByRole('button', { name: 'Other', exact: true }).click()
  await page.getByRole('button', { name: 'Another language' }).click()
  await expect(page.getByRole('heading', { name: 'Which language do they speak?' })).toBeVisible()
  const address = page.url()
  await letGo()
  expect(page.url()).toBe(address)
  await page.goBack()
  await expect(tile).toHaveAccessibleName(/Not home/)
})

test('pressed again and again until the next door is there, or held on the keys, it is one knock', async ({
  page,
  context,
}) => {
  await openDoor(page)
  await context.setOffline(true)
  expect(await page.evaluate(pressUntilNextDoor)).toBeGreaterThan(1)
  await expect(saved(page)).toHaveText('Saved on this phone · 1 waiting to send')

  const here = (await current(page).getAttribute('data-unit')) ?? ''
  await notHome(page).focus()
  await seen(page)
  await page.keyboard.down('Enter')
  await expect(current(page)).not.toHaveAttribute('data-unit', here)
  for (let times = 0; times < 8; times++) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(saved(page)).toHaveText('Saved on this phone · 2 waiting to send')
  // What was pressed before it was saved before it.
  const { tile } = await openDoor(page, 9)
  await notHome(page).click()
  await expect(tile).toHaveAccessibleName(/Not home/)
  expect(await saved(page).textContent()).toBe('Saved on this phone · 3 waiting to send')
})

for (const when of ['before', 'after'] as const)
  test(`on a slow disk a second tap just ${when} the next door is drawn is none there`, async ({
    page,
    context,
  }) => {
    await openDoor(page)
    await context.setOffline(true)
    const { letGo } = await holdTheDisk(page)
    await page.evaluate(tapTwice, when)
    await letGo()
    await expect(saved(page)).toHaveText('Saved on this phone · 1 waiting to send')
    // What was tapped before it was saved before it.
    const { tile } = await openDoor(page, 9)
    await notHome(page).click()
    await expect(tile).toHaveAccessibleName(/Not home/)
    expect(await saved(page).textContent()).toBe('Saved on this phone · 2 waiting to send')
  })

test('many doors at once: what they were chosen for is gone when the next door is drawn', async ({
  page,
}) => {
  const chosen = [await openDoor(page, 5), await openDoor(page, 6)]
  for (const { tile } of chosen) await tile.click({ modifiers: ['Shift'] })
  await seen(page)
  expect(await page.evaluate(pressAndLook, 'Not home × 2')).toBe(false)
  for (const { tile } of chosen) await expect(tile).toHaveAccessibleName(/Not home/)
})

test('a double tap on what opens something else does nothing there', async ({ page }) => {
  const { tile } = await openDoor(page)
  const doubleTap = async (name: string) => {
    const box = await page.getByRole('button', { name, exact: true }).boundingBox()
    if (!box) throw new Error(`No ${name}`)
    await page.evaluate(tapTwiceAt, { x: box.x + box.width / 2, y: box.y + box.height / 2 })
  }
  const sheet = page.getByRole('dialog')
  // Loaded by then: the second tap finds it open.
  await page.getByRole('button', { name: 'Other', exact: true }).click()
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await doubleTap('Other')
  await expect(sheet).toBeVisible()
  await expect(sheet.getByRole('checkbox')).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await doubleTap('Talked')
  const talk = page.getByRole('heading', { level: 1, name: /Door is open$/ })
  await expect(talk).toBeVisible()
  await page.goBack()
  await expect(tile).toHaveAttribute('aria-current', 'true')
})

/**
 * As fast as a page hears of presses: one after each turn of its own, and some when the next door is there, which nobody has seen yet.
 * Resolves with how many the first door heard.
 */
async function pressUntilNextDoor() {
  const at = () => document.querySelector('[data-unit][aria-current=true]')?.getAttribute('data-unit')
  const { port1, port2 } = new MessageChannel()
  const here = at()
  let presses = 0
  for (let after = 0; after < 5; after += Number(at() !== here)) {
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Not home')
    if (at() === here) presses++
    button?.click()
    await new Promise((resolve) => {
      port1.onmessage = resolve
      port2.postMessage(null)
    })
  }
  return presses
}

/**
 * A tap on "Not home", and half a second later, when it is no double tap by the clock any more, another at the same place: its finger
 * comes down before or just after the next door is drawn, and is lifted after it. Both are under way when this resolves.
 */
async function tapTwice(when: 'before' | 'after') {
  const at = () => document.querySelector('[data-unit][aria-current=true]')?.getAttribute('data-unit')
  const button = () =>
    [...document.querySelectorAll('button')].find((each) => each.textContent === 'Not home') as HTMLElement
  const finger = (type: 'touchstart' | 'touchend') => {
    const target = button()
    const touch = new Touch({ identifier: 1, target, clientX: 60, clientY: 600 })
    const touches = type === 'touchstart' ? [touch] : []
    const how = { bubbles: true, cancelable: true, touches, changedTouches: [touch] }
    target.dispatchEvent(new TouchEvent(type, how))
  }
  const here = at()
  finger('touchstart')
  finger('touchend')
  await new Promise((resolve) => setTimeout(resolve, 500))
  if (when === 'before') finger('touchstart')
  const drawn = new MutationObserver(() => {
    if (at() === here) return
    drawn.disconnect()
    if (when === 'after') finger('touchstart')
    finger('touchend')
  })
  drawn.observe(document.body, { subtree: true, attributeFilter: ['aria-current'] })
}

/** Whether the button is still there when the next door is drawn. */
function pressAndLook(name: string) {
  const button = () => [...document.querySelectorAll('button')].find((each) => each.textContent === name)
  const current = () => document.querySelector('[data-unit][aria-current=true]')
  const here = current()
  return new Promise<boolean>((resolve, reject) => {
    new MutationObserver(() => {
      if (current() !== here) resolve(button() !== undefined)
    }).observe(document.body, { subtree: true, attributeFilter: ['aria-current'] })
    if (!button()) reject(new Error(`No ${name}`))
    button()?.click()
  })
}

/** Two taps at one place, the second at what lies there when the screen has changed; each becomes a click unless it was held back. */
async function tapTwiceAt({ x, y }: { x: number; y: number }) {
  const tap = () => {
    const target = document.elementFromPoint(x, y)
    if (!target) throw new Error('Nothing is there')
    const touch = new Touch({ identifier: 1, target, clientX: x, clientY: y })
    const send = (type: string, touches: Touch[]) =>
      target.dispatchEvent(
        new TouchEvent(type, { bubbles: true, cancelable: true, touches, changedTouches: [touch] }),
      )
    send('touchstart', [touch])
    if (send('touchend', []) && target instanceof HTMLElement) target.click()
  }
  const before = document.elementFromPoint(x, y)
  tap()
  while (document.elementFromPoint(x, y) === before) await new Promise(requestAnimationFrame)
  await new Promise((resolve) => setTimeout(resolve, 60))
  tap()
}
