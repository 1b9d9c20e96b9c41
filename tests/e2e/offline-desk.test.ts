import { expect, test } from './fixtures/test.ts'

test('a form sent without a network is held, and what was typed stays', async ({
  page,
  demo,
  signIn,
  context,
}) => {
  await signIn(page, 'secretary')
  await page.goto(`${demo.url}/meetings/new`)
  const title = page.locator('input[name=title]')
  await title.fill('Meeting about the boiler')
  await context.setOffline(true)
  await page.locator('main form button[type=submit]').last().click()
  await expect(page.getByRole('alert')).toContainText('What you typed is still here')
  await expect(title).toHaveValue('Meeting about the boiler')
  await context.setOffline(false)
  await expect(page.getByRole('alert').filter({ hasText: 'still here' })).toHaveCount(0)
})
