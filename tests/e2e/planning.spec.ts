import type { Page } from '@playwright/test'
import { openLock } from './fixtures/pin.ts'
import { slow } from './fixtures/slow.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ actionTimeout: 30_000 })

const turfsOn = (phone: Page) =>
  phone.locator('article a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

const unitsIn = (page: Page, selector: string, name: string) =>
  page
    .locator(selector)
    .evaluateAll((all, attribute) => all.map((one) => one.getAttribute(attribute) ?? '').sort(), name)

/** From one corner of the map to the other, or around nothing in its corner. */
async function drawRing(page: Page, far: number) {
  const area = page.getByRole('button', { name: 'Draw around buildings' })
  await area.scrollIntoViewIfNeeded()
  const box = await area.boundingBox()
  if (!box) throw new Error('no map to draw on')
  const at = (x: number, y: number) =>
    [box.x + 4 + x * (box.width - 8), box.y + 4 + y * (box.height - 8)] as const
  await page.mouse.move(...at(0, 0))
  await page.mouse.down()
  for (const [x, y] of [
    [far, 0],
    [far, far],
    [0, far],
  ] as const)
    await page.mouse.move(...at(x, y))
  await page.mouse.up()
}

test('an evening is planned at the desk, and the phone has exactly its doors, for as long as they are its', async ({
  page,
  browser,
  demo,
  signIn,
  watch,
  checkAccess,
}) => {
  const phone = await (
    await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'en-US' })
  ).newPage()
  watch(phone)
  await phone.clock.install()
  test.setTimeout(240_000 * slow)
  await signIn(phone, 'canvasser')
  await phone.goto(`${demo.url}/doors`)
  await openLock(phone)
  await expect(phone.locator('article a').first()).toBeVisible({ timeout: 30_000 })
  const before = await turfsOn(phone)

  await signIn(page, 'secretary')
  await page.goto(`${demo.url}/turf/new`)
  // Tomorrow: it is not over at whatever hour this runs.
  const today = await page.getByLabel('Day').inputValue()
  const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('Day').fill(tomorrow)
  await page.getByLabel('Meeting place').fill('Front steps')
  await page.getByRole('button', { name: 'Call the shift' }).click()
  await expect(page).toHaveURL(/\/plan$/)
  const plan = page.url()
  await page.getByRole('group', { name: 'A new pair' }).getByLabel('Cleo Marsh').check()
  await page.getByRole('button', { name: 'Make this pair' }).click()
  await expect(page.getByRole('heading', { name: /^1: Cleo/ })).toBeVisible()

  await page.getByRole('link', { name: 'Choose on the map' }).click()
  await drawRing(page, 0.02)
  await expect(page.getByText('No building in the ring')).toBeVisible()
  await drawRing(page, 1)
  await expect(page.getByText('1 building ticked')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /^418 Alder St/ })).toBeChecked()
  await page.goto(plan)

  await page.getByLabel('Which building?').fill('418 Alder')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('checkbox', { name: /^418 Alder St/ }).check()
  await page.getByRole('button', { name: 'Add what is ticked' }).click()
  await expect(page.getByText(/^418 Alder St · \d+ doors · about \d+ minutes$/)).toBeVisible()

  const chosen = 'details input[name=units]'
  const proposed = await unitsIn(page, chosen, 'value')
  const left = page.getByRole('button', { name: /^Put door .+ back$/ }).first()
  const back = (await left.getAttribute('value')) ?? ''
  expect(proposed).not.toContain(back)
  await left.click()
  const planned = [...proposed, back].sort()
  await expect.poll(() => unitsIn(page, chosen, 'value')).toEqual(planned)
  await checkAccess(page)
  await page.getByRole('button', { name: `Give these ${planned.length} doors` }).click()
  await expect(page.getByRole('heading', { name: 'Who has what' })).toBeVisible()

  await phone.reload()
  await openLock(phone)
  await expect.poll(() => turfsOn(phone), { timeout: 30_000 }).toHaveLength(before.length + 1)
  const given = (await turfsOn(phone)).find((href) => !before.includes(href)) ?? ''
  await phone.locator(`article a[href="${given}"]`).click()
  await expect.poll(() => unitsIn(phone, '[data-unit]', 'data-unit')).toEqual(planned)

  const unitId = await phone.locator('[data-unit][aria-current=true]').getAttribute('data-unit')
  await phone.getByRole('button', { name: 'Talked', exact: true }).click()
  await phone.getByLabel('First name').fill('Salome')
  await phone.getByRole('button', { name: 'Leave, finish later' }).click()

  await page.getByRole('button', { name: /^Take 418 Alder St.* back from Cleo/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await page
    .locator('summary')
    .filter({ hasText: /came back$/ })
    .click()
  await expect(page.getByText(/^taken back at/)).toBeVisible()
  await phone.clock.fastForward('05:00')
  await expect(phone.getByText('These doors are no longer yours')).toBeVisible()
  await expect(phone.getByText('Names are hidden')).toBeVisible()

  // The talk that was begun there waits to be finished, by a page that was loaded anew too.
  await phone.goto(`${demo.url}/doors`)
  await openLock(phone)
  await phone.getByText(/^Earlier doors/).click()
  await checkAccess(phone)
  await phone.locator('details a').click()
  await expect(phone.getByText('These doors are no longer yours')).toBeVisible()
  await phone.locator(`[data-unit="${unitId}"]`).click()
  await phone.getByRole('button', { name: '✎ Finish' }).click()
  await expect(phone.getByLabel('First name')).toHaveValue('Salome')
  await phone.context().close()
})
