import { withPlanted } from '#app/grievances/photos/a-picture.ts'
import { current, openDoor, openDoors, saved, tiles } from './fixtures/doors.ts'
import { draftsAreOnDisk } from './fixtures/on-disk.ts'
import { unlock } from './fixtures/pin.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ viewport: { width: 360, height: 640 } })

test('not home is one tap: the beam is striped, the next door is there, undo takes it back', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  const { tile, name } = await openDoor(page)
  await checkAccess(page)

  await page.getByRole('button', { name: 'Not home', exact: true }).click()
  await expect(tile).not.toHaveAccessibleName(name)
  await expect(tile).toHaveAttribute('data-beam', /tried|talked/)
  await expect(tile).not.toHaveAttribute('aria-current', 'true')

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(tile).toHaveAccessibleName(name)
  await expect(tile).toHaveAttribute('aria-current', 'true')
})

test('a talk with a level is four taps and lands on the next door', async ({ page, demo, signIn }) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  const { tile } = await openDoor(page)

  await page.getByRole('button', { name: 'Talked', exact: true }).click()
  await page.getByRole('button', { name: 'On the stairs' }).click()
  await page.getByRole('button', { name: 'With us' }).click()
  await page.getByRole('button', { name: 'Done', exact: true }).click()

  await expect(tile).toHaveAttribute('data-beam', 'talked')
  await expect(current(page)).not.toHaveAttribute('data-unit', (await tile.getAttribute('data-unit')) ?? '')
})

test('the open door shows no level, nothing from before, no note; the stairs do', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  await openDoor(page)
  await page.getByRole('button', { name: 'Talked', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Door is open' })).toBeVisible()
  await checkAccess(page)

  const shown = await page.locator('[data-face=door]').textContent()
  for (const words of [
    'Brings others',
    'With us',
    'Unsure',
    'Leaning no',
    'Against',
    'Where do they stand',
    'Not home',
    'Refused',
    'Not knocked yet',
    'Note',
  ])
    expect(shown).not.toContain(words)
  await expect(page.locator('textarea')).toHaveCount(0)

  await page.getByRole('button', { name: 'What we keep' }).click()
  await page.getByRole('button', { name: 'Español' }).click()
  await expect(page.getByRole('heading', { name: 'Qué guardamos' })).toBeVisible()
  // Turned round: of the stairs there is not even the way to them.
  await expect(page.getByRole('button', { name: /stairs|back/i })).toHaveCount(0)
  await page.getByRole('button', { name: 'Volver' }).click()

  await page.getByRole('button', { name: 'On the stairs' }).click()
  await expect(page.getByText('With us')).toBeVisible()
  await checkAccess(page)

  // The phone's own way back leads to the door the talk was opened from, and leaves no talk to finish where nothing was said.
  const unitId = new URL(page.url()).searchParams.get('unit') ?? ''
  await page.goBack()
  const door = page.locator('[data-unit][aria-current=true]')
  await expect(door).toHaveAttribute('data-unit', unitId)
  await expect(door).not.toHaveAccessibleName(/to finish/)
  const before = await page.evaluate(() => history.length)
  for (let times = 0; times < 2; times++) {
    await page.getByRole('button', { name: 'Talked', exact: true }).click()
    await page.getByRole('button', { name: 'Leave, finish later' }).click()
    await expect(door).toHaveAttribute('data-unit', unitId)
  }
  expect(await page.evaluate(() => history.length)).toBe(before)
})

test('one step back is one: from a talk to its door, after talks to the list, however they were left', async ({
  page,
  demo,
  signIn,
}) => {
  const door = current(page)
  const talked = page.getByRole('button', { name: /^\W*(Talked|Finish)$/ })
  const leave = page.getByRole('button', { name: 'Leave, finish later' })
  const toStairs = page.getByRole('button', { name: 'On the stairs' })
  const stairs = page.getByRole('heading', { name: 'On the stairs' })
  const isOpen = page.getByRole('heading', { name: 'Door is open' })
  const isList = () => page.waitForURL((url) => url.pathname === '/doors')
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)

  await openDoor(page)
  for (let times = 0; times < 2; times++) {
    const unitId = (await door.getAttribute('data-unit')) ?? ''
    await talked.click()
    await toStairs.click()
    await page.getByRole('button', { name: 'With us' }).click()
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    await expect(door).not.toHaveAttribute('data-unit', unitId)
  }
  await expect.poll(() => new URL(page.url()).searchParams.has('talk')).toBe(false)
  await page.goBack()
  await isList()

  // Twice before the browser has gone one step.
  await page.locator('article a').first().click()
  await openDoor(page, 3)
  const unitId = (await door.getAttribute('data-unit')) ?? ''
  await talked.click()
  await expect(isOpen).toBeVisible()
  await leave.evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  await expect(door).toHaveAttribute('data-unit', unitId)
  await expect.poll(() => page.url()).not.toContain('talk=')
  await expect(door).toHaveAttribute('data-unit', unitId)

  // From the page of a photo.
  await talked.click()
  await page.getByRole('button', { name: 'Problem to fix' }).click()
  await page.getByRole('button', { name: /leak/i }).first().click()
  await page.getByRole('button', { name: 'This week' }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'sink.jpg',
    mimeType: 'image/jpeg',
    buffer: await withPlanted('exif-by-camera'),
  })
  await page.getByRole('button', { name: 'Go on without a photo' }).dblclick()
  await expect(isOpen).toBeVisible()
  await page.goBack()
  await expect(door).toHaveAttribute('data-unit', unitId)

  // After the lock, which a page that begins anew has.
  await talked.click()
  await expect(isOpen).toBeVisible()
  await draftsAreOnDisk(page)
  await page.reload()
  await expect(page.getByText('Locked · you can still log')).toBeVisible()
  await unlock(page)
  await toStairs.click()
  await expect(stairs).toBeVisible()
  await page.goBack()
  await expect(door).toHaveAttribute('data-unit', unitId)
  await expect(talked).toBeVisible()
  await page.goBack()
  expect(page.url()).not.toContain('talk=')
})

test('a draft survives a killed tab: the same door, the same face, every key', async ({
  page,
  context,
  demo,
  signIn,
  watch,
}) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  await openDoor(page)
  await page.getByRole('button', { name: 'Talked', exact: true }).click()
  await page.getByRole('button', { name: 'Problem to fix' }).click()
  await page.getByRole('button', { name: /leak/i }).first().click()
  await page.getByRole('button', { name: 'This week' }).click()
  await page.getByRole('button', { name: 'On the stairs' }).click()
  await page.getByRole('button', { name: 'Unsure' }).click()
  await page.getByLabel('Who do people here listen to?').fill('99Z, Mrs Ortiz')
  await expect(page.getByText('? 99Z · ✕ Mrs Ortiz')).toBeVisible()
  await page.getByLabel('Note', { exact: true }).fill('Works nights. She is undocumented.')
  await expect(page.getByText(/never write about papers/)).toBeVisible()
  await page.getByRole('button', { name: 'Remove “undocumented”' }).click()
  const address = page.url()
  await draftsAreOnDisk(page)
  await page.close({ runBeforeUnload: false })

  const again = await context.newPage()
  watch(again)
  await again.goto(address)
  await expect(again.getByText('Locked · you can still log')).toBeVisible()
  await unlock(again)
  await expect(again.getByRole('heading', { name: 'On the stairs' })).toBeVisible()
  await expect(again.getByRole('button', { name: 'Unsure' })).toHaveAttribute('aria-pressed', 'true')
  await expect(again.getByLabel('Who do people here listen to?')).toHaveValue('99Z, Mrs Ortiz')
  await expect(again.getByLabel('Note', { exact: true })).toHaveValue('Works nights. She is.')
  await again.getByRole('button', { name: 'Back to the open door' }).click()
  await expect(again.getByText('To fix (tap to take out)')).toBeVisible()
  await again.getByRole('button', { name: 'Leave, finish later' }).click()
  await expect(current(again)).toHaveAccessibleName(/to finish/)

  // Whoever opens the doors anew may stand before any of them: the grid, with the mark on its tile.
  await openDoors(again, demo.url)
  await expect(again.getByRole('button', { name: /to finish/ })).toBeVisible()
  await expect(again.getByRole('heading', { name: 'On the stairs' })).toHaveCount(0)
  await expect(again.getByRole('heading', { name: 'Door is open' })).toHaveCount(0)
})

test('a phone whose session is over shows no name and still logs', async ({
  page,
  context,
  demo,
  signIn,
  watch,
}) => {
  await signIn(page, 'canvasser')
  await page.close()
  const phone = await context.newPage()
  watch(phone, /status of 401/)
  await openDoors(phone, demo.url)

  await context.clearCookies()
  await openDoor(phone)
  await phone.getByRole('button', { name: 'Not home', exact: true }).click()
  await expect(phone.getByText('Locked: names are hidden')).toBeVisible()
  await expect(phone.getByText('Names are hidden', { exact: true })).toBeVisible()

  const { tile } = await openDoor(phone, 3)
  await phone.getByRole('button', { name: 'Not home', exact: true }).click()
  await expect(tile).toHaveAttribute('data-beam', /tried|talked/)
  await expect(saved(phone)).toContainText('2 knocks are safe on this phone. Sign in')

  await signIn(phone, 'canvasser')
  await phone.goto(`${demo.url}/doors`)
  await expect(phone.getByRole('status').filter({ hasText: 'safe' }).first()).not.toContainText('Sign in')
  await expect(phone.getByText('Locked: names')).toHaveCount(0)
  await unlock(phone)
  await expect(phone.getByText('Locked')).toHaveCount(0)
})

test('several doors, a refusal, a new door, and arrows walk the grid', async ({ page, demo, signIn }) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  const { tile } = await openDoor(page)

  await tile.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  await expect(page.locator('[data-unit]:focus')).toHaveCount(1)

  await tile.hover()
  await page.mouse.down()
  await expect(tile).toHaveAttribute('aria-pressed', 'true')
  await page.mouse.up()
  await expect(tile).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Not home × 1' }).click()
  await expect(page.getByText(/Not home · saved/)).toBeVisible()

  await openDoor(page, 2)
  await page.getByRole('button', { name: 'Other', exact: true }).click()
  await page.getByRole('button', { name: 'Refused' }).click()
  await expect(page.getByText(/Refused · saved/)).toBeVisible()

  const label = `Z${Date.now() % 100_000}`
  const before = await tiles(page).count()
  await page.getByRole('button', { name: 'New door' }).click()
  await page.getByLabel('Number on the door').fill(label)
  await page.getByRole('button', { name: 'Add this door' }).click()
  await expect(tiles(page)).toHaveCount(before + 1)
  await expect(current(page)).toHaveAccessibleName(`Door ${label}, not yet`)
})
