import { expect, test } from './fixtures/test.ts'

test('the city’s map, its table and its screens, without a word to anyone else', async ({
  page,
  demo,
  signIn,
  checkAccess,
  isMobile,
}) => {
  const files: string[] = []
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) files.push(request.url())
  })
  await signIn(page, 'delegate')
  await page.goto(`${demo.url}/map`)
  await expect(page.getByText(/\d+ of \d+ buildings share|\d+ of \d+ buildings are/)).toBeVisible()
  await expect(page.getByRole('table')).toBeVisible()
  const rows = await page.getByRole('row').allTextContents()
  expect(rows.some((text) => text.includes('talked with'))).toBe(true)

  // On a phone the table comes first, and nothing of the map with it.
  if (isMobile) {
    expect(files.some((file) => file.includes('maplibre'))).toBe(false)
    await page.getByRole('button', { name: 'Show map' }).click()
  }
  await expect(page.getByRole('button', { name: 'Closer' })).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('canvas')).toBeVisible()
  await page.getByRole('button', { name: 'Closer' }).click()
  await checkAccess(page)

  // One way to colour for the table, the legend and the map.
  await page.getByLabel('Colour').selectOption({ label: 'Doors with a member' })
  await expect(page).toHaveURL(/colour=members/)
  await expect(page.locator('figcaption')).toHaveText('Doors with a member')

  await page.getByRole('link', { name: 'Present' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Buildings that share')
  const figures = []
  for (const screen of [2, 3, 4, 5, 6]) {
    await page.keyboard.press('ArrowRight')
    await expect(page).toHaveURL(new RegExp(`screen=${screen}$`))
    await expect(page.getByText(`${screen} of 6`, { exact: true })).toBeVisible()
    figures.push(await page.locator('main').textContent())
  }
  await expect(page.locator('canvas')).toBeVisible({ timeout: 30_000 })
  await checkAccess(page)

  // Nothing on a wall leads to a building or names one.
  expect(await page.locator('a[href*="/buildings/"]').count()).toBe(0)
  const addresses = rows.flatMap(
    (text) => /^\d+ [\p{L} ]+?(?=Doors|\d|doors|not|shared|⌀)/u.exec(text)?.[0].trim() ?? [],
  )
  expect(addresses.length).toBeGreaterThan(0)
  for (const address of addresses) expect(figures.join(' ')).not.toContain(address)
  expect([...new Set(files.map((file) => new URL(file).origin))]).toEqual([demo.url])
})

test('where the map cannot be drawn the table says the same', async ({
  page,
  demo,
  signIn,
  isMobile,
  watch,
}) => {
  watch(page, /WebGL|webgl/i)
  await page.addInitScript(() => {
    const getContext = HTMLCanvasElement.prototype.getContext
    Object.assign(HTMLCanvasElement.prototype, {
      getContext(this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith('webgl') ? null : Reflect.apply(getContext, this, [kind, ...rest])
      },
    })
  })
  await signIn(page, 'delegate')
  await page.goto(`${demo.url}/map`)
  if (isMobile) await page.getByRole('button', { name: 'Show map' }).click()
  await expect(page.getByText('This browser cannot draw the map. The table says the same.')).toBeVisible()
  expect(await page.getByRole('row').count()).toBeGreaterThan(10)
})
