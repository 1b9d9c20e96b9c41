import type { Page } from '@playwright/test'
import type { Told } from './canvass-moments.first.ts'
import { button, current, readyPhone, saved, standing, tiles } from './canvass-moments.phone.ts'
import { bea, type Evening, expect, noor } from './canvass-moments.union.ts'
import { inHand } from './fixtures/in-hand.ts'
import { unlock } from './fixtures/pin.ts'
import { hours } from './main-job.parts.ts'

const house = '2 Birch Court'

const doorsOn = (page: Page) =>
  tiles(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-unit') ?? ''))

/** What one pair has no time for comes to the lead, and by the lead to another pair: each says it with a tap. */
export async function handedOn({ context, browser, evening, watch }: Told) {
  const { lead, url } = evening
  const shift = await callOwnShift(evening)
  const page = await readyPhone(context, evening, watch)
  const otherPair = await browser.newContext()
  const other = await readyPhone(otherPair, evening, watch, noor)
  await expect(other.getByRole('article').first()).toBeVisible()
  await expect(other.getByRole('link', { name: house })).toHaveCount(0)

  await page.getByRole('link', { name: house }).tap()
  await expect(tiles(page)).toHaveCount(4)
  await expect(current(page)).toHaveAccessibleName(/^Door 2A,/)
  const [knocked, ...left] = await doorsOn(page)
  await button(page, 'Not home').tap()
  await expect(saved(page)).toContainText('1 of 1 safe')

  await page.goto(`${url}/doors`)
  await page.getByRole('link', { name: 'Hand doors back' }).tap()
  await page.waitForURL('**/shift/hand-back')
  // Before that it is the page that asks once more, not the dialog.
  await inHand(page)
  const turf = page.locator('section', { has: page.getByRole('heading', { name: house }) })
  await expect(turf).toContainText('3 doors not knocked: 2B, 1A, and 1B')
  await turf.getByLabel('Why?').selectOption('No time left')
  await turf.getByRole('button', { name: 'Hand back 3 doors' }).tap()
  await page.getByRole('dialog').getByRole('button', { name: 'Hand back 3 doors' }).tap()
  await expect(page.getByText('3 doors handed back. Your lead sees them.')).toBeVisible()
  await expect(turf).toHaveCount(0)

  // What was knocked stays on the phone that did it.
  await page.getByRole('link', { name: 'To my doors' }).tap()
  await unlock(page)
  await expect(page.getByRole('article').filter({ hasText: house })).toContainText('1 door ·')
  await page.getByRole('link', { name: house }).tap()
  await expect(tiles(page)).toHaveCount(1)
  expect(await doorsOn(page)).toEqual([knocked])

  await lead.goto(`${shift}/board`)
  const waiting = lead.getByRole('article', { name: house })
  await expect(waiting).toContainText('No time left · Bea')
  await expect(waiting).toContainText('2B, 1A, and 1B')
  const theirs = lead.getByRole('article', { name: 'Noor', exact: true })
  await expect(theirs).toContainText('No doors yet')
  await expect(waiting.getByLabel('To which pair').locator('option:checked')).toHaveText('Noor')
  await waiting.getByRole('button', { name: 'Give on' }).click()
  await expect(waiting).toHaveCount(0)
  await expect(theirs).toContainText('0 of 3 doors')

  await button(other, 'Get the newest').tap()
  await other.getByRole('link', { name: house }).tap()
  await expect(tiles(other)).toHaveCount(3)
  expect(await doorsOn(other)).toEqual(left)
  const at = `k.unit_id = '${left[0]}'`
  expect(await standing(evening, at)).toBe(0)
  await button(other, 'Not home').tap()
  await expect(saved(other)).toContainText('1 of 1 safe')
  expect(await standing(evening, `${at} and not k.late`)).toBe(1)
  await otherPair.close()
}

/** A shift and a house that nothing else of this evening knows: the first pair has all of its four doors. */
async function callOwnShift({ lead, url }: Evening) {
  await lead.goto(`${url}/buildings/new`)
  await lead.getByLabel('Address').fill(house)
  await lead.getByLabel('Floors', { exact: true }).fill('2')
  await lead.getByLabel('Doors a floor').fill('2')
  await expect(lead.getByRole('status').filter({ hasText: '4 doors' })).toBeVisible()
  await lead.getByRole('button', { name: 'Add the building' }).click()
  await expect(lead.getByRole('heading', { level: 1, name: house })).toBeVisible()

  await lead.goto(`${url}/turf/new`)
  await lead.getByLabel('From', { exact: true }).fill(hours.from)
  await lead.getByLabel('To', { exact: true }).fill(hours.to)
  await lead.getByLabel('Back by').fill(hours.backBy)
  await lead.getByLabel('Meeting place').fill('Side door')
  await lead.getByRole('button', { name: 'Call the shift' }).click()
  await expect(lead).toHaveURL(/\/plan$/)
  const plan = lead.url()
  const shift = plan.replace(/\/plan$/, '')
  await lead.goto(shift)
  for (const { name } of [bea, noor]) {
    await lead.getByRole('group', { name: 'A new pair' }).getByLabel(name).check()
    await lead.getByRole('button', { name: 'Make this pair' }).click()
    await expect(lead.getByRole('heading', { name: new RegExp(`^\\d: ${name.split(' ')[0]}`) })).toBeVisible()
  }

  await lead.goto(plan)
  await lead.getByLabel('Which building?').fill('birch')
  await lead.getByRole('button', { name: 'Find', exact: true }).click()
  await lead.getByRole('checkbox', { name: house }).check()
  await lead.getByRole('button', { name: 'Add what is ticked' }).click()
  await lead.getByRole('button', { name: 'Give these 4 doors' }).click()
  await expect(lead.getByRole('row').filter({ hasText: bea.name })).toContainText(house)
  return shift
}
