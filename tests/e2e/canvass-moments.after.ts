import type { Page } from '@playwright/test'
import type { Told } from './canvass-moments.first.ts'
import {
  button,
  cutNetwork,
  mendNetwork,
  openHouse,
  readyPhone,
  saved,
  tile,
} from './canvass-moments.phone.ts'
import { expect } from './canvass-moments.union.ts'
import { place } from './main-job.parts.ts'

const neighbor = 'Marta Quintana'

/** Later: the meeting is held, the heat is back, and who knocked hears of it. */
export async function becauseYouKnocked({ context, evening, watch, checkAccess }: Told) {
  const { lead, url } = evening
  const page = await readyPhone(context, evening, watch)
  await openHouse(page)
  await cutNetwork(context, evening)
  await tile(page, '2D').click()
  await button(page, 'Talked').tap()
  await button(page, 'Problem to fix').tap()
  await button(page, 'No heat').tap()
  await button(page, 'This week').tap()
  await page.getByLabel('First name').fill(neighbor)
  await page.getByRole('checkbox', { name: 'Join the union' }).check()
  await button(page, /^On the stairs/).tap()
  await button(page, /With us/).tap()
  await page.getByLabel('What to do').fill('Bring the letter')
  await button(page, 'Done').tap()
  await expect(saved(page)).toHaveText('Saved on this phone · 1 waiting to send')
  // What came of it the server alone can tell: until then a page of ours says so, and leads back to the doors.
  await page.goto(`${url}/shift/because`)
  await expect(page.getByRole('heading', { level: 1, name: 'This page needs the network' })).toBeVisible()
  await page.getByRole('link', { name: 'Back to the doors' }).tap()
  await expect(saved(page)).toContainText('1 waiting to send')
  await mendNetwork(context, evening)
  await expect(saved(page)).toContainText('1 of 1 safe')

  await page.getByRole('link', { name: 'Because you knocked' }).tap()
  await expect(page.getByText(/knocked, .*talked with/)).toBeVisible()
  await expect(page.getByText('came to a meeting')).toHaveCount(0)
  await expect(page.getByText(/repairs? reported, none fixed yet/)).toBeVisible()

  await holdMeeting(lead)
  await fixHeat(lead)

  await page.reload()
  await expect(page.getByText('1 of those doors came to a meeting')).toBeVisible()
  await expect(page.getByText(/repairs? reported, 1 fixed/)).toBeVisible()
  await expect(page.getByText('1 neighbor asked to join')).toBeVisible()
  await expect(page.getByText('0 of 1 promise kept')).toBeVisible()
  await checkAccess(page)

  // What came of it, and nobody's name, door or words.
  await expect(page.getByRole('main')).not.toContainText('2D')
  const sent = await (await page.request.get(page.url())).text()
  expect(sent).toContain('came to a meeting')
  for (const secret of ['Marta', 'Quintana', 'Bring the letter']) expect(sent).not.toContain(secret)
}

async function holdMeeting(lead: Page) {
  await place(lead, 'Today')
  await lead.getByRole('link', { name: 'New meeting' }).click()
  await lead.getByLabel('What is it called').fill('Building meeting')
  await lead.getByLabel('Day', { exact: true }).fill(tomorrow())
  await lead.getByLabel('Place', { exact: true }).fill('Laundry room')
  await lead.getByRole('button', { name: 'Set the meeting' }).click()
  await expect(lead.getByRole('heading', { level: 1, name: 'Building meeting' })).toBeVisible()
  await lead.getByRole('button', { name: 'Door 2D, not asked' }).click()
  await expect(lead.getByRole('button', { name: 'Door 2D, not asked, came' })).toBeVisible()
}

async function fixHeat(lead: Page) {
  await place(lead, 'Repairs')
  await lead.getByRole('link', { name: /^No heat.*2D/ }).click()
  for (const step of ['Asked of the landlord', 'The landlord says fixed']) {
    await lead.getByRole('button', { name: step, exact: true }).click()
    await expect(lead.getByRole('button', { name: step, exact: true })).toHaveCount(0)
  }
  await lead.getByRole('radio', { name: 'Yes', exact: true }).check()
  await lead.getByRole('button', { name: 'Save the answer' }).click()
  await expect(lead.getByText('Fixed, says the tenant').first()).toBeVisible()
}

/** In the union's time zone, wherever this machine stands. */
function tomorrow() {
  const day = new Date(Date.now() + 86_400_000)
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland' }).format(day)
}
