import type { Locator, Page } from '@playwright/test'
import { demoSignIns } from '#prisma/seed/sign-ins.ts'
import { pin } from './fixtures/pin.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ viewport: { width: 360, height: 640 }, locale: 'es-MX' })

const named = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const doors = (page: Page) => page.getByRole('group', { name: 'Puertas' })

/** By the tab key alone, however far it is; and whoever looks sees where they are. */
async function tabTo(page: Page, what: Locator) {
  await expect(what).toBeVisible()
  for (let stops = 0; stops < 80; stops++) {
    if (await what.evaluate((one) => one === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await expect(what).toBeFocused()
  const ring = await what.evaluate((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth)
  })
  expect(ring, `the ring around ${what}`).toBeGreaterThanOrEqual(2)
}

async function press(page: Page, what: Locator, key: 'Enter' | 'Space' = 'Enter') {
  await tabTo(page, what)
  await page.keyboard.press(key)
}

/** After an act one goes on from where one was, and does not begin at the top of the page. */
async function isSomewhere(page: Page) {
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true)
}

/** From the tile where one stands by the arrows to the next that may be knocked; its number. */
async function nextDoor(page: Page) {
  const tile = doors(page).locator(':focus')
  for (let steps = 0; steps < 40; steps++) {
    await page.keyboard.press('ArrowRight')
    const name = (await tile.getAttribute('aria-label')) ?? ''
    if (!/no es vivienda|visit|nunca/i.test(name)) break
  }
  await page.keyboard.press('Enter')
  await expect(tile).toHaveAttribute('aria-current', 'true')
  return /^Puerta ([^,]+)/.exec((await tile.getAttribute('aria-label')) ?? '')?.[1] ?? ''
}

test('an evening by keyboard and by names alone, in Spanish on a small phone', async ({
  page,
  demo,
  checkAccess,
}) => {
  const cleo = demoSignIns.find(({ role }) => role === 'canvasser')
  await page.goto(`${demo.url}/sign-in?next=/doors`)
  await tabTo(page, page.getByRole('textbox', { name: 'Su nombre' }))
  await page.keyboard.type(cleo?.name ?? '')
  await tabTo(page, page.getByLabel('Contraseña'))
  await page.keyboard.type(cleo?.password ?? '')
  await press(page, named(page, 'Entrar'))

  await press(page, page.getByRole('link', { name: 'Elegir un PIN' }))
  await expect(page.getByLabel('PIN nuevo', { exact: true })).toBeFocused()
  await page.keyboard.type(pin)
  await tabTo(page, page.getByLabel('PIN nuevo otra vez'))
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Todo listo para trabajar sin red', { exact: true })).toBeVisible({
    timeout: 30_000,
  })
  await press(page, page.getByRole('link', { name: '418 Alder St' }))

  await test.step('not home, taken back, and not home again', async () => {
    await expect(doors(page)).toBeVisible()
    const first = doors(page).getByRole('button').and(page.locator('[tabindex="0"]'))
    await tabTo(page, first)
    const label = await nextDoor(page)
    await press(page, named(page, 'No hay nadie'))
    await expect(page.getByRole('status').filter({ hasText: `${label} · No hay nadie` })).toBeVisible()
    await isSomewhere(page)
    await press(page, named(page, 'Deshacer'))
    await isSomewhere(page)
    await expect(page.getByRole('region', { name: `Puerta ${label}`, exact: true })).toBeVisible()
    // Pressed at once it would be the same press once more.
    await page.waitForTimeout(450)
    await press(page, named(page, 'No hay nadie'), 'Space')
    await expect(
      doors(page).getByRole('button', { name: new RegExp(`^Puerta ${label},.*No hay nadie`) }),
    ).toBeVisible()
    await checkAccess(page)
  })

  await test.step('a talk with a level, and a repair heard in it', async () => {
    const at = await page.getByRole('region', { name: /^Puerta / }).getAttribute('aria-label')
    await press(page, named(page, 'Conversamos'))
    await expect(page.getByRole('heading', { level: 1, name: /Puerta abierta$/ })).toBeFocused()
    await press(page, named(page, 'Problema por arreglar'))
    await isSomewhere(page)
    await press(page, named(page, 'Moho o humedad'), 'Space')
    await isSomewhere(page)
    await press(page, named(page, 'Hace más tiempo'))
    await isSomewhere(page)
    await expect(named(page, /^Moho o humedad/)).toBeVisible()
    await press(page, named(page, 'En la escalera'))
    await expect(page.getByRole('heading', { level: 1, name: /En la escalera$/ })).toBeFocused()
    await press(page, named(page, /A favor/), 'Space')
    await expect(named(page, /A favor/)).toHaveAttribute('aria-pressed', 'true')
    await press(page, named(page, 'Listo'))
    await expect(
      doors(page).getByRole('button', { name: new RegExp(`^${at},.*Moho sin arreglar`) }),
    ).toBeVisible()
    await isSomewhere(page)
  })

  await test.step('coming back another day', async () => {
    const at = await page.getByRole('region', { name: /^Puerta / }).getAttribute('aria-label')
    await press(page, named(page, 'Otro'))
    await press(page, named(page, 'Volver otro día'))
    await isSomewhere(page)
    await press(page, named(page, 'Volver por la tarde'))
    await expect(
      doors(page).getByRole('button', { name: new RegExp(`^${at},.*Volver otro día`) }),
    ).toBeVisible()
    await isSomewhere(page)
  })

  const saved = page.getByRole('main').getByRole('status').filter({ hasText: 'a salvo' })
  await expect(saved).toHaveText(/ a salvo$/, { timeout: 30_000 })
  await press(page, saved.getByRole('button'))
  await expect(page.getByRole('dialog', { name: 'Guardado en este teléfono' })).toBeVisible()
  await checkAccess(page)
  await page.keyboard.press('Escape')
  await isSomewhere(page)
})
