import type { Told } from './canvass-moments.first.ts'
import {
  button,
  current,
  cutNetwork,
  inPocket,
  mendNetwork,
  notHome,
  openHouse,
  readyPhone,
  saved,
  standing,
  tile,
} from './canvass-moments.phone.ts'
import { expect } from './canvass-moments.union.ts'
import { openLock, unlock } from './fixtures/pin.ts'
import { address } from './main-job.parts.ts'

export async function fromThePocket({ context, evening, watch, checkAccess }: Told) {
  await context.clock.install()
  const page = await readyPhone(context, evening, watch)
  await openHouse(page)
  await cutNetwork(context, evening)
  await tile(page, '7A').click()
  await button(page, 'Talked').tap()
  await page
    .getByRole('group', { name: /^Problems heard/ })
    .getByRole('button', { name: 'Rent' })
    .tap()
  const name = page.getByLabel('First name')
  await name.fill('Marisol')
  const opened = page.getByRole('heading', { level: 1, name: '7A · Door is open' })
  await expect(opened).toBeVisible()

  // Twelve minutes by the page's own clock, hidden as it is in a pocket; the lock is set to ten.
  await inPocket(page, '12:00')
  await expect(page.getByText('Locked · you can still log')).toBeVisible()
  await expect(page.locator('body')).not.toContainText(address)
  await expect(page.getByText('Marisol')).toHaveCount(0)
  await expect(page.locator('input')).toHaveCount(0)
  await checkAccess(page)

  // By the PIN alone: the same door, the same face, the same field.
  await unlock(page)
  await expect(opened).toBeVisible()
  await expect(name).toHaveValue('Marisol')
  await expect(name).toBeFocused()

  // Into the pocket again; now the grid is used as it is, locked.
  await inPocket(page, '12:00')
  await expect(page.getByText('Locked · you can still log')).toBeVisible()
  await expect(tile(page, '7A')).toHaveAccessibleName(/to finish/)
  await tile(page, '7C').click()
  await button(page, 'Not home').tap()
  await expect(tile(page, '7C')).toHaveAttribute('data-beam', 'tried')
  await expect(saved(page)).toContainText('1 waiting to send')
  await unlock(page)
  await tile(page, '7A').click()
  await button(page, /Finish$/).tap()
  await expect(opened).toBeVisible()
  await expect(name).toHaveValue('Marisol')
  await expect(
    page.getByRole('group', { name: /^Problems heard/ }).getByRole('button', { name: 'Rent' }),
  ).toHaveAttribute('aria-pressed', 'true')
  await button(page, /^On the stairs/).tap()
  await button(page, /With us/).tap()
  await button(page, 'Done').tap()
  await expect(saved(page)).toContainText('2 waiting to send')

  await mendNetwork(context, evening)
  await page.clock.runFor(10_000)
  await expect(saved(page)).toContainText('2 of 2 safe', { timeout: 30_000 })
  expect(
    await evening.union.count(`person p join residency r on r.person_id = p.id
      join unit u on u.id = r.unit_id where u.label = '7A' and p.name = 'Marisol'`),
  ).toBe(1)
}

export async function wrongDoor({ context, evening, watch }: Told) {
  const page = await readyPhone(context, evening, watch)
  await openHouse(page)
  const at8 = "u.label in ('8C', '8D')"
  const before = await standing(evening, at8)
  const undone = await evening.union.count('knock_retraction')
  await cutNetwork(context, evening)

  // At once: one tap, and the phone stands before that door again.
  await tile(page, '8C').click()
  const asItWas = (await tile(page, '8C').getAttribute('aria-label')) ?? ''
  await button(page, 'Not home').tap()
  await expect(current(page)).toHaveAccessibleName(/^Door 8D,/)
  await button(page, 'Undo').tap()
  await expect(tile(page, '8C')).toHaveAttribute('aria-label', asItWas)
  await expect(tile(page, '8C')).toHaveAttribute('aria-current', 'true')

  // Three doors later: the tile, and that it was another door.
  for (let doors = 0; doors < 3; doors++) await notHome(page)
  await tile(page, '8D').click()
  await button(page, 'Change what happened').tap()
  await button(page, /another door/).tap()
  await expect(tile(page, '8D')).toHaveAccessibleName(/not yet/)

  // And of one the server has already.
  await mendNetwork(context, evening)
  await expect(saved(page)).toContainText(/^\d+ of \d+ safe/, { timeout: 30_000 })
  expect(await standing(evening, at8)).toBe(before + 1)
  await page.reload()
  await openLock(page)
  await tile(page, '8C').click()
  await button(page, 'Change what happened').tap()
  await button(page, /another door/).tap()
  await expect(tile(page, '8C')).toHaveAttribute('aria-label', asItWas)
  await expect.poll(() => standing(evening, at8), { timeout: 30_000 }).toBe(before)
  expect(await evening.union.count('knock_retraction')).toBeGreaterThan(undone)
}
