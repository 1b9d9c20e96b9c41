import type { BrowserContext } from '@playwright/test'
import { readCatalogue } from '#app/messages/read-catalogue.ts'
import { openDoor, saved } from './fixtures/doors.ts'
import { openLock, unlock } from './fixtures/pin.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ viewport: { width: 360, height: 640 } })

async function workerTakesOver(context: BrowserContext) {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  await worker.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { serviceWorker } = self as unknown as { serviceWorker: ServiceWorker }
        const look = () => serviceWorker.state === 'activated' && resolve()
        serviceWorker.addEventListener('statechange', look)
        look()
      }),
  )
}

test('after "ready" it opens and works without network, and sends when there is one', async ({
  page,
  context,
  demo,
  signIn,
  watch,
}) => {
  await signIn(page, 'canvasser')
  await page.close()

  const phone = await context.newPage()
  // Asking for the newest doors, and sending, fail as they should.
  watch(phone, /ERR_INTERNET_DISCONNECTED \S+(\.json|\/sync|\/sw\.js)/)
  // The page asked for before the worker takes over, and drawn after, is the worker's too.
  await phone.route('**/doors/unlock*', async (route) => {
    await workerTakesOver(context)
    await route.continue()
  })
  await phone.goto(`${demo.url}/doors`)
  await openLock(phone)
  await expect(phone.getByText('Ready to go offline', { exact: true })).toBeVisible({ timeout: 30_000 })
  await phone.unroute('**/doors/unlock*')
  await context.setOffline(true)

  // From the home screen: the desk needs the network, the doors do not.
  await phone.goto(`${demo.url}/`)
  await expect(phone).toHaveURL(`${demo.url}/doors`)
  await phone.getByRole('link', { name: 'Join a shift' }).click()
  await expect(phone.getByRole('heading', { name: 'This page needs the network' })).toBeVisible()
  await expect(phone).toHaveURL(`${demo.url}/shift/join`)
  await phone.getByRole('link', { name: 'Back to the doors' }).click()
  await openLock(phone)
  await phone.locator('article a').first().click()
  await openDoor(phone)
  await phone.getByRole('button', { name: 'Not home', exact: true }).click()
  await expect(saved(phone)).toContainText('1 waiting to send')

  await phone.reload()
  await expect(saved(phone)).toContainText('1 waiting to send')
  await unlock(phone)
  await openDoor(phone, 3)
  await phone.getByRole('button', { name: 'Talked', exact: true }).click()
  await phone.getByRole('button', { name: 'What we keep' }).click()
  await phone.getByRole('button', { name: 'Español' }).click()
  await expect(phone.getByRole('heading', { name: 'Qué guardamos' })).toBeVisible()
  await phone.getByRole('button', { name: 'Volver' }).click()
  await phone.getByRole('button', { name: 'On the stairs' }).click()
  await phone.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(saved(phone)).toContainText('2 waiting to send')

  await context.setOffline(false)
  await expect(saved(phone)).toContainText('safe', { timeout: 30_000 })
})

test('the list of doors comes with its own words and the door’s, and the desk after it with all of them', async ({
  page,
  context,
  demo,
  signIn,
  watch,
}) => {
  await signIn(page, 'canvasser')
  await page.close()

  const phone = await context.newPage()
  watch(phone, /ERR_INTERNET_DISCONNECTED/)
  const words: string[] = []
  phone.on('request', (request) => {
    if (!request.serviceWorker() && /\/assets\/en-/.test(request.url())) words.push(request.url())
  })
  await phone.goto(`${demo.url}/doors`)
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Your doors')
  await expect.poll(() => words).toHaveLength(2)

  await context.setOffline(true)
  await phone.getByRole('link', { name: 'Leave', exact: true }).click()
  await expect(phone.getByText('The other pages need the network.')).toBeVisible()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Your doors')
  await context.setOffline(false)

  await phone.goto(`${demo.url}/doors`)
  await phone.getByRole('link', { name: 'Leave', exact: true }).click()
  await phone.waitForURL((url) => !url.pathname.startsWith('/doors'))
  await expect(phone.getByRole('navigation').first()).toBeVisible()
  await expect.poll(() => new Set(words).size).toBe(3)
  const text = (await phone.locator('#page').textContent()) ?? ''
  expect(readCatalogue('en').filter(({ key }) => text.includes(key))).toEqual([])
})
