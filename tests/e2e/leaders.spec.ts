import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/test.ts'

async function openChart(page: Page, url: string, query = '') {
  await page.goto(`${url}/buildings`)
  const link = page.getByRole('link', { name: '418 Alder St' }).first()
  await page.goto(`${url}${await link.getAttribute('href')}${query}`)
}

const fits = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    )
    .toBeLessThanOrEqual(0)

test('who follows whom is said at the chart, undone by one press, and drawn by words and signs', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'secretary')
  await openChart(page, demo.url, '?colour=leader')
  const legend = page.getByRole('list', { name: 'What the colors say' })
  await expect(legend).toContainText('follows a neighbor')
  await checkAccess(page)

  await page.locator('.tile', { hasText: '★' }).first().click()
  const panel = page.getByRole('complementary')
  await panel
    .getByRole('link', { name: /^Who follows whom/ })
    .first()
    .click()
  await expect(panel.getByRole('heading', { name: 'Is followed by' })).toBeVisible()
  await expect(page.locator('.tile[data-tied]').first()).toBeVisible()
  await panel
    .getByRole('button', { name: /^Remove / })
    .first()
    .click()
  const said = panel.getByRole('status').filter({ hasText: 'no longer follows' })
  await expect(said).toBeVisible()
  await said.getByRole('button', { name: 'Undo' }).click()
  await expect(panel.getByRole('status').filter({ hasText: 'follows' })).not.toContainText('no longer')
  await checkAccess(page)
  await fits(page)
})

test('coverage says what is missing first, and paper holds no names before it is chosen', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'secretary')
  await openChart(page, demo.url)
  await page.getByRole('link', { name: 'Coverage' }).click()
  await expect(page.getByRole('list', { name: 'What is missing' }).getByText(/no leader/)).toBeVisible()
  await expect(page.getByRole('table', { name: 'By line' })).toBeVisible()
  await checkAccess(page)
  await fits(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('table', { name: 'By floor' })).toBeHidden()
})

test('an action is made, its doors are ticked by keyboard, and it is a colouring and a column of the chart', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'secretary')
  await page.goto(`${demo.url}/meetings/new-action`)
  await page.getByLabel('What is it called').fill('Photo on the steps')
  await page.getByLabel('What kind').selectOption('group_photo')
  await checkAccess(page)
  await page.getByRole('button', { name: 'Make the action' }).click()
  await expect(page.getByRole('heading', { name: 'Photo on the steps' })).toBeVisible()

  const door = page.getByLabel('Door that did it')
  await door.fill('1a')
  await door.press('Enter')
  await expect(page.getByText('Door 1A did it.')).toBeVisible()
  await expect(door).toHaveValue('')
  await expect(door).toBeFocused()
  // Another test of the same city may have found a door more.
  await expect(page.getByText(/^0 of \d+ doors asked · 0 said yes · 1 did$/).first()).toBeVisible()
  await checkAccess(page)
  await fits(page)

  const meeting = page.url().split('/meetings/')[1]?.split('?')[0] ?? ''
  await openChart(page, demo.url, `?meeting=${meeting}&colour=did`)
  await expect(page.getByRole('link', { name: /^Door 1A, .*Did it/ })).toBeVisible()
  await openChart(page, demo.url, `?meeting=${meeting}&as=list`)
  await expect(page.getByRole('columnheader', { name: 'Did it' })).toBeAttached()
})
