import type { BrowserContext, Page } from '@playwright/test'
import { openLock } from './fixtures/pin.ts'
import { expect } from './fixtures/test.ts'
import { address } from './main-job.parts.ts'

export const door = (page: Page, label: string) =>
  page.getByRole('group', { name: 'Doors' }).getByRole('button', { name: new RegExp(`^Door ${label}[,]`) })
export const saveLine = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /safe|waiting|saved/i })
    .first()

/** Buttons pressed one after another, and how many there were. */
export async function tap(page: Page, ...names: (string | RegExp)[]) {
  for (const name of names) await page.getByRole('button', { name, exact: true }).click()
  return names.length
}

export async function answer(page: Page, question: RegExp, word: string) {
  await page.getByRole('group', { name: question }).getByRole('button', { name: word, exact: true }).click()
}

export async function openTurf(page: Page, url: string) {
  await page.goto(`${url}/doors`)
  await openLock(page)
  await page.getByRole('link', { name: address }).click()
  await expect(page.getByRole('heading', { level: 1, name: address })).toBeVisible()
}

/** Everything the neighbor in the door could read or have read aloud. */
export async function readOpenDoor(page: Page, heading = /Door is open$/) {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  const text = await page.locator('body > :not(script)').allTextContents()
  const labels = await page
    .locator('body [aria-label], body [title], body [placeholder]')
    .evaluateAll((all) =>
      all.flatMap((one) =>
        ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? ''),
      ),
    )
  const typed = await page
    .locator('input, textarea')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  return [...text, ...labels, ...typed].join('\n')
}

/** No level, nothing from before, nothing anybody wrote. */
export const neverAtTheDoor = [
  'Brings others',
  'With us',
  'Unsure',
  'Leaning no',
  'Against',
  'Where do they stand',
  'How do we know',
  'Not home',
  'Refused',
  'Not knocked yet',
  'tried',
  'talked',
  'Next step',
  'Note',
] as const

/** The tab dies as it does when a phone runs out of memory: nothing gets a last word. */
export async function killTab(page: Page) {
  const died = page.waitForEvent('crash')
  await page.goto('chrome://crash').catch(() => {})
  await died
  await page.close()
}

export async function reopen(context: BrowserContext, at: string) {
  const page = await context.newPage()
  await page.goto(at)
  return page
}
