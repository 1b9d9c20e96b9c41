import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/test.ts'

/** What comes out of the printer, on either paper. */
async function pagesOf(page: Page) {
  const counts = []
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format })
    counts.push((pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length)
  }
  return counts
}

/** What does not fit its sheet would be cut off in silence. */
async function isWhole(page: Page) {
  return page
    .locator('.paper-page > div')
    .evaluateAll((parts) => parts.every((part) => part.scrollHeight <= part.clientHeight + 1))
}

test('a sheet is printed, and entered back by keys alone, also while the network is gone', async ({
  browser,
  demo,
  signIn,
  checkAccess,
  watch,
}) => {
  const context = await browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  watch(page, /ERR_INTERNET_DISCONNECTED/)
  await signIn(page, 'secretary')
  await page.goto(`${demo.url}/turf/paper`)
  await page
    .getByRole('link', { name: /418 Alder St/ })
    .last()
    .click()
  await page.getByRole('button', { name: 'Make the sheets' }).click()
  await expect(page.locator('.paper-page').first()).toBeVisible()
  const drawn = await page.locator('.paper-page').count()
  expect(await pagesOf(page)).toEqual([drawn, drawn])
  expect(await isWhole(page)).toBe(true)

  await page.getByRole('link', { name: 'Enter a sheet' }).click()
  const row = (n: number) => page.locator(`[data-row="${n}"]`)
  await expect(row(1)).toBeFocused()
  for (const key of ['n', 'Enter', 't', 'ArrowDown', 'r', 'Enter']) await page.keyboard.press(key)
  await expect(row(1)).toHaveAccessibleName(/Not home.*· saved/)
  await expect(row(2)).toHaveAccessibleName(/Talked.*· saved/)
  await expect(row(3)).toHaveAccessibleName(/Refused.*· saved/)
  await checkAccess(page)

  await context.setOffline(true)
  await expect(row(4)).toBeFocused()
  for (const key of ['c', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('No answer from the server.')).toBeVisible()
  await expect(row(4)).toHaveAccessibleName(/Come back later.*· saving/)
  await context.setOffline(false)
  await expect(row(4)).toHaveAccessibleName(/Come back later.*· saved/)

  // The first row's, with another digit: on some sheet any code is right.
  const first = (await row(1).getAttribute('aria-label'))?.slice(0, 3) ?? ''
  await page.getByLabel('Row code').fill(`${first.slice(0, 2)}${(Number(first[2]) + 1) % 10}`)
  await expect(page.getByText('No row of this sheet has this code.').first()).toBeVisible()
  const third = (await row(3).getAttribute('aria-label'))?.slice(0, 3) ?? ''
  await page.getByLabel('Row code').fill('')
  await page.getByLabel('Row code').pressSequentially(third)
  await page.keyboard.press('Enter')
  await expect(row(3)).toBeFocused()
  const takenBack = page.waitForResponse(/row\.json/)
  await page.keyboard.press('u')
  await expect(row(3)).not.toHaveAccessibleName(/saved/)
  // Said at once, sent a moment later: a page that goes before stays with what the server has.
  await takenBack
  await page.reload()
  await expect(page.getByText(/^3 of \d+ entered$/)).toBeVisible()

  // All that a talk says, without leaving the keys; what is no code is not sent.
  await row(6).focus()
  await page.keyboard.press('/')
  await page.keyboard.type('ay zz')
  await expect(row(6)).toHaveAccessibleName(/“zz” is no code/)
  for (const _ of 'zz') await page.keyboard.press('Backspace')
  await page.keyboard.type('54, 5w under the sink')
  for (const _ of ['name', 'phone', 'listens to']) await page.keyboard.press('Tab')
  await page.keyboard.type('6-a Rosa')
  await expect(row(6)).toHaveAccessibleName(/Not saved: whom they listen to/)
  for (const _ of ' Rosa') await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect(row(6)).toHaveAccessibleName(/Rent.*Leak.*under the sink · Listens to door: 6A · .*saved/)
  await expect(row(7)).toBeFocused()
  for (const key of ['v', 'Enter']) await page.keyboard.press(key)
  await expect(row(7)).toHaveAccessibleName(/Empty apartment.*saved/)

  await row(5).focus()
  await page.keyboard.press('t')
  const sent = page.waitForResponse(/row\.json/)
  await page.goBack()
  await sent
  await page.goForward()
  await expect(row(5)).toHaveAccessibleName(/Talked.*· saved/)
  await context.close()
})

test('repairs are carried on a sheet, and what was heard on the way is entered back', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'secretary')
  const make = async () => {
    await page.goto(`${demo.url}/repairs/paper`)
    await page.getByRole('button', { name: /Make the sheet for 418 Alder St/ }).click()
    await expect(page.locator('.paper-page').first()).toBeVisible()
  }
  await make()
  const drawn = await page.locator('.paper-page').count()
  expect(await pagesOf(page)).toEqual([drawn, drawn])
  expect(await isWhole(page)).toBe(true)
  await page.getByRole('link', { name: 'Enter a sheet' }).click()
  await expect(page.locator('[data-row="1"]')).toBeFocused()
  await page
    .getByRole('button', { name: /Add a repair from line/ })
    .first()
    .click()
  await page.getByLabel('Where').selectOption('yard')
  await page.getByLabel('What is to fix').selectOption('amenities')
  await page.getByRole('button', { name: 'Add the repair' }).click()
  const yard = page.getByRole('group', { name: /Yard/ })
  await expect(yard).toHaveAccessibleName(/Heard on the way/)
  await checkAccess(page)

  await make()
  await page.getByRole('link', { name: 'Enter a sheet' }).click()
  await yard.focus()
  for (const key of ['c', 'y', 'Enter']) await page.keyboard.press(key)
  await expect(yard).toHaveAccessibleName(/Fixed\? Yes · Call · .*saved/)
  await page.reload()
  await expect(yard).toHaveAccessibleName(/Fixed\? Yes · Call · .*saved/)
})

test('a flyer is one page, a sign-in sheet has no name on it', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'secretary')
  await page.goto(`${demo.url}/union`)
  await page.getByRole('link', { name: 'Building meeting' }).first().click()
  await page.getByRole('link', { name: 'Flyer' }).click()
  await expect(page.locator('.paper-part')).toHaveCount(2)
  const spanish = page.getByRole('group', { name: 'Spanish' })
  await spanish.getByLabel('Title on the paper').fill('Asamblea del edificio')
  await expect(page.locator('.paper-part[lang=es]')).toContainText('Asamblea del edificio')
  await expect(page.locator('.paper-part[lang=en]')).toContainText('Building meeting')
  await checkAccess(page)
  expect(await pagesOf(page)).toEqual([1, 1])
  await page.goBack()
  await page.getByRole('link', { name: 'Sign-in sheet' }).click()
  await expect(page.locator('.paper-page').first()).toBeVisible()
  await expect(page.locator('.paper-page th', { hasText: 'Said yes' })).toHaveCount(0)
  const drawn = await page.locator('.paper-page').count()
  expect(await pagesOf(page)).toEqual([drawn, drawn])
  expect(await isWhole(page)).toBe(true)
})
