import type { Page } from '@playwright/test'
import { planted, withPlanted } from '#app/grievances/photos/a-picture.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ viewport: { width: 360, height: 640 }, actionTimeout: 30_000 })

async function openDoors(page: Page, url: string) {
  await page.goto(`${url}/doors`)
  const pin = page.getByText('Choose a PIN', { exact: true }).first()
  await expect(pin.or(page.locator('article a').first()).first()).toBeVisible()
  if (await pin.isVisible()) {
    await pin.click()
    for (const name of ['New PIN', 'New PIN once more'])
      await page.getByLabel(name, { exact: true }).fill('482916')
    await page.getByRole('button', { name: 'Set this PIN' }).click()
  }
  await page.locator('article a').first().click()
  await expect(page.locator('[data-unit]').first()).toBeVisible()
}

async function openDoor(page: Page, nth: number) {
  const tile = page.locator('[data-unit]:not(.line-through):not([aria-label*="never"])').nth(nth)
  const unitId = (await tile.getAttribute('data-unit')) ?? ''
  await tile.click()
  await expect(page.locator(`[data-unit="${unitId}"]`)).toHaveAttribute('aria-current', 'true')
  return { unitId }
}

/** A door nobody has found before, so that what is heard at it is found again. */
async function addDoor(page: Page) {
  const label = `Z${Date.now() % 100_000}`
  await page.getByRole('button', { name: 'New door' }).click()
  await page.getByLabel('Number on the door').fill(label)
  await page.getByRole('button', { name: 'Add this door' }).click()
  await expect(page.locator('[data-unit][aria-current=true]')).toHaveAccessibleName(`Door ${label}, not yet`)
  // A door that was found is no knock: it is at the server, and nothing is counted.
  await expect(page.locator('header').getByRole('status')).toHaveText('Nothing waiting to send')
  return label
}

/** The disk takes nothing more while this is done; what is said then leads to what to do. */
async function onFullDisk(page: Page, fn: () => Promise<void>) {
  await page.evaluate(() => {
    const { transaction } = IDBDatabase.prototype
    const full: typeof transaction = function (this: IDBDatabase, names, mode, how) {
      if (mode === 'readwrite') throw new DOMException('no room', 'QuotaExceededError')
      return transaction.call(this, names, mode, how)
    }
    IDBDatabase.prototype.transaction = full
    window.addEventListener(
      'room',
      () => {
        IDBDatabase.prototype.transaction = transaction
      },
      { once: true },
    )
  })
  await fn()
  await page.getByRole('button', { name: 'NOT saved: phone is full' }).click()
  await expect(page.getByRole('dialog').getByText('What you typed is still here.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.evaluate(() => window.dispatchEvent(new Event('room')))
}

/** Of the picture as the server gives it: what stands at a place of it, from 0 to 1. */
function colorAt(page: Page, src: string, x: number, y: number) {
  return page.evaluate(
    async ({ src, x, y }) => {
      const picture = await createImageBitmap(await (await fetch(src)).blob())
      const canvas = document.createElement('canvas')
      canvas.width = picture.width
      canvas.height = picture.height
      const pen = canvas.getContext('2d')
      pen?.drawImage(picture, 0, 0)
      return [...(pen?.getImageData(picture.width * x, picture.height * y, 1, 1).data ?? [])].slice(0, 3)
    },
    { src, x, y },
  )
}

test('a photo is covered and kept without network, follows its talk, and shows nothing but what was to be seen', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const label = await addDoor(page)
  await page.getByRole('button', { name: 'Talked', exact: true }).click()
  await page.getByRole('button', { name: 'Problem to fix' }).click()
  await page.getByRole('button', { name: /leak/i }).first().click()
  await page.getByRole('button', { name: 'Longer' }).click()

  await page.context().setOffline(true)
  const file = { name: 'sink.jpg', mimeType: 'image/jpeg', buffer: await withPlanted('exif-by-camera') }
  await page.getByLabel('Take a photo of: Leak').setInputFiles(file)
  await expect(page.getByRole('heading', { name: 'Cover what nobody should see' })).toBeVisible()

  // By finger: the upper left; by keys: from the middle to the right.
  const canvas = page.getByRole('img', { name: 'The photo, nothing covered' })
  const place = await canvas.boundingBox()
  if (!place) throw new Error('no photo on the screen')
  await page.mouse.move(place.x + 4, place.y + 4)
  await page.mouse.down()
  await page.mouse.move(place.x + place.width * 0.3, place.y + place.height * 0.4, { steps: 4 })
  await page.mouse.up()
  await expect(page.getByRole('img', { name: 'The photo, 1 black box' })).toBeVisible()
  await page.getByRole('button', { name: 'Add a box' }).click()
  await page.getByRole('button', { name: 'Add a box' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Box 2' }).focus()
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await checkAccess(page)
  await onFullDisk(page, async () => {
    await page.getByRole('button', { name: 'Save the photo' }).click()
    await expect(page.getByText('The photo is still here.')).toBeVisible()
    await checkAccess(page)
  })
  await page.getByRole('button', { name: 'Save the photo' }).click()

  await expect(page.getByText('1 photo of: Leak')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Photo of: Leak' })).toBeVisible()
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Save the photo' }).click()
  await expect(page.getByText('2 photos waiting to send')).toBeVisible()
  await checkAccess(page)
  await page.getByRole('button', { name: /Remove the photo of: Leak.* 2/ }).click()
  await expect(page.getByText('1 photo waiting to send')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Photo of: Leak' })).toHaveCount(1)
  await page.getByRole('button', { name: 'On the stairs' }).click()
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  const line = page.locator('header').getByRole('status')
  await expect(line).toContainText('1 waiting to send · 1 photo waiting to send')
  await line.getByRole('button').click()
  await expect(page.getByRole('listitem').filter({ hasText: /^Photo / })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.context().setOffline(false)
  await expect
    .poll(
      () =>
        page.evaluate(
          () =>
            new Promise((resolve) => {
              const opening = indexedDB.open('lintel')
              opening.onsuccess = () => {
                const all = opening.result.transaction('photos').objectStore('photos').getAll()
                all.onsuccess = () => {
                  opening.result.close()
                  resolve(all.result.map(({ doneAt }: { doneAt?: number }) => Boolean(doneAt)))
                }
              }
            }),
        ),
      { timeout: 30_000 },
    )
    .toEqual([true])
  await expect(line).toHaveText(/safe$/)

  await page.context().clearCookies()
  await signIn(page, 'steward')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${demo.url}/repairs?tab=new`)
  await page.getByRole('link', { name: new RegExp(`^Leak.*Door ${label},`) }).click()
  const shown = page.locator('main img').first()
  await expect(shown).toBeVisible()
  const src = (await shown.getAttribute('src')) ?? ''
  const answer = await page.request.get(demo.url + src)
  expect(answer.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  expect((await answer.body()).includes(planted)).toBe(false)
  expect(await colorAt(page, src, 0.1, 0.1)).toEqual([0, 0, 0])
  expect(await colorAt(page, src, 0.75, 0.5)).toEqual([0, 0, 0])
  expect(await colorAt(page, src, 0.5, 0.9)).not.toEqual([0, 0, 0])
  await shown.click()
  await expect(page.getByText('Fingerprint of this photo')).toBeVisible()
  await checkAccess(page)
})

test('another language: its card, coming back, and the next door are one tap, without network too', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const { unitId } = await openDoor(page, 4)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Other', exact: true }).click()
  await page.getByRole('button', { name: 'Another language' }).click()
  await expect(page.getByRole('heading', { name: 'Which language do they speak?' })).toBeVisible()
  await checkAccess(page)
  await page.getByRole('button', { name: '한국어' }).click()
  await expect(page.getByText('There is no reviewed text')).toBeVisible()
  await expect(page.locator('p[lang=ko]')).toHaveText('한국어')
  await onFullDisk(page, () =>
    page.getByRole('button', { name: 'Come back with somebody who speaks it: Korean' }).click(),
  )
  await page.getByRole('button', { name: 'Come back with somebody who speaks it: Korean' }).click()
  const current = page.locator('[data-unit][aria-current=true]')
  await expect(current).toBeVisible()
  await expect(current).not.toHaveAttribute('data-unit', unitId)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.locator(`[data-unit="${unitId}"]`)).toHaveAttribute('aria-current', 'true')

  await page.getByRole('button', { name: 'Not home', exact: true }).click()
  await page.locator(`[data-unit="${unitId}"]`).click()
  await page.getByRole('button', { name: 'Change what happened' }).click()
  await page.getByRole('button', { name: 'Another language' }).click()
  await page.getByRole('button', { name: '한국어' }).click()
  await page.getByRole('button', { name: 'Come back with somebody who speaks it: Korean' }).click()
  await expect(page.getByText('Another language · saved')).toBeVisible()
  // What it hands to the door may hold a talk: the browser keeps its history on the disk, in clear.
  expect(await page.evaluate(() => history.state?.usr ?? null)).toBeNull()
})

test('a script is written at the desk and said at the door, where an answer leads on', async ({
  page,
  demo,
  signIn,
  checkAccess,
}) => {
  await signIn(page, 'secretary')
  await page.goto(`${demo.url}/union`)
  await page.getByRole('link', { name: 'What to say' }).click()
  await page.getByRole('link', { name: 'Write a script' }).click()
  await page.getByLabel('Name of the script').fill('Heat, winter')
  const first = page.getByRole('group', { name: 'Thought 1' })
  await first.getByLabel('In this language: English').fill('Is it cold in there?')
  // The phone beside it shows each word as it is written.
  const shown = page.getByRole('region', { name: 'What to say' })
  await expect(shown.getByText('Is it cold in there?')).toBeVisible()
  await first.getByRole('button', { name: 'Add an answer' }).click()
  await first.getByLabel('Answer 1, in this language: English').fill('Yes, for weeks')
  await first.getByLabel('Leads to').selectOption({ label: 'Thought 3' })
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(page.getByRole('heading', { name: 'Heat, winter' })).toBeVisible()
  await checkAccess(page)
  await page.goto(`${demo.url}/union`)
  await page.getByRole('link', { name: 'What to say' }).click()
  await page.getByRole('button', { name: 'Use for shifts from now on' }).click()
  await expect(page.getByText('Said on shifts that choose none')).toBeVisible()
  await checkAccess(page)

  await page.context().clearCookies()
  await signIn(page, 'canvasser')
  await openDoors(page, demo.url)
  await openDoor(page, 6)
  await page.getByRole('button', { name: 'Talked', exact: true }).click()
  const script = page.getByRole('region', { name: 'What to say' })
  await script.getByRole('button', { name: 'English' }).click()
  await expect(page.getByText('Is it cold in there?')).toBeVisible()
  await page.getByRole('button', { name: 'Yes, for weeks' }).click()
  await expect(page.getByText('Others in the building say the same.')).toBeVisible()
  await page.getByRole('button', { name: 'The thought before' }).click()
  await expect(page.getByText('Is it cold in there?')).toBeVisible()
})
