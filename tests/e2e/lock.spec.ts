import { givePin, unlock } from './fixtures/pin.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ viewport: { width: 360, height: 640 } })

test('a phone from the pocket after twelve minutes shows no name, takes a not-home and a talk that is not shown again; emptied, it shows nothing', async ({
  page: first,
  context,
  demo,
  signIn,
  watch,
  checkAccess,
}) => {
  await signIn(first, 'canvasser')
  await first.close()
  const page = await context.newPage()
  // The session of an emptied phone ends; a page that goes before it hears so asks once more.
  watch(page, /status of 401 .*(?:phone|turf)\.json/)
  await page.clock.install()
  await page.goto(`${demo.url}/doors`)
  await page.locator('section a[href^="/doors/unlock"]').waitFor()
  await checkAccess(page)
  await givePin(page)
  await page.locator('article a').first().click()
  await expect(page.getByRole('heading', { level: 1, name: '418 Alder St' })).toBeVisible()

  const hide = (state: 'hidden' | 'visible') =>
    page.evaluate((is) => {
      Object.defineProperty(document, 'visibilityState', { value: is, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await hide('hidden')
  await page.clock.fastForward('12:00')
  await hide('visible')
  await expect(page.getByText('Locked · you can still log')).toBeVisible()
  await expect(page.getByText('418 Alder St')).toHaveCount(0)
  await page.getByRole('button', { name: 'Not home', exact: true }).click()
  await expect(page.locator('header').getByRole('status')).toContainText('safe')

  // A talk begun while it is locked can be written and is not read again, not even by whoever wrote it.
  const firstName = page.getByRole('textbox', { name: 'First name' })
  const leave = page.getByRole('button', { name: 'Leave, finish later' })
  const finish = page.getByRole('button', { name: '✎ Finish', exact: true })
  await page.getByRole('button', { name: 'Talked', exact: true }).click()
  await firstName.fill('Ximena')
  await checkAccess(page)
  await leave.click()
  await finish.click()
  await expect(firstName).toHaveValue('')
  await page.getByRole('button', { name: 'On the stairs' }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Ring twice')
  await page.getByRole('button', { name: 'Back to the open door' }).click()
  await leave.click()
  await expect(finish).toBeVisible()
  await expect(page.getByText('Ximena')).toHaveCount(0)

  await checkAccess(page)
  await unlock(page)
  await expect(page.getByRole('heading', { level: 1, name: '418 Alder St' })).toBeVisible()
  await finish.click()
  await expect(firstName).toHaveValue('Ximena')
  await page.getByRole('button', { name: 'On the stairs' }).click()
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Ring twice')

  await page.goto(`${demo.url}/doors/unlock`)
  await page.getByRole('button', { name: 'Hold to empty this phone' }).press('Enter')
  await checkAccess(page)
  await page.getByRole('button', { name: 'Yes, empty it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here.')
  await page.goto(`${demo.url}/doors`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here.')
  await expect(page.locator('body')).not.toContainText(/Alder|door/i)
})
