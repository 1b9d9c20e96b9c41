import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { startEmbeddedPostgres } from '#app/core/start/embedded-postgres.ts'
import { openLock } from './fixtures/pin.ts'
import { expect, test } from './fixtures/test.ts'
import { findIds, listPaths, type PageOf, pages } from './pages.routes.ts'

const root = join(import.meta.dirname, '..', '..')
type Look = { locale: string; theme: string }
const looks: Look[] = [
  { locale: 'en', theme: 'light' },
  { locale: 'es', theme: 'dark' },
]
const notThere = /Failed to load resource: the server responded with a status of 404/

// The longest of all: one worker for each look.
test.describe.configure({ mode: 'parallel' })

test('every page of routes.ts is in the list, and nothing else', async () => {
  expect(Object.keys(pages).sort()).toEqual(listPaths().sort())
})

for (const look of looks)
  test(`every page is in order, ${look.locale} ${look.theme}`, async ({
    browser,
    demo,
    emptyUnion,
    dataFolder,
    signIn,
    watch,
    checkAccess,
  }) => {
    test.setTimeout(900_000)
    const ids = await idsOf(dataFolder)
    const people = new Map<PageOf['as'], Page>()
    const pageFor = async (as: PageOf['as']) => {
      const known = people.get(as)
      if (known) return known
      const page = await arrive(browser, demo.url, look)
      if (as === 'local')
        await page.context().addCookies([{ name: 'lintel', value: ids.token ?? '', url: demo.url }])
      else if (as !== 'nobody') await signIn(page, as)
      watch(page, notThere)
      people.set(as, page)
      return page
    }

    // The doors themselves are on the phone only once it has fetched them.
    const canvasser = await pageFor('canvasser')
    await canvasser.goto(`${demo.url}/doors`)
    await openLock(canvasser)
    await expect(canvasser.locator('article a').first()).toBeVisible({ timeout: 30_000 })

    for (const [path, { at, as, leadsTo, status = 200, inEmptyUnion, data }] of Object.entries(pages)) {
      const what = `${path} as ${as}, ${look.locale} ${look.theme}`
      await test.step(what, async () => {
        const page = await pageFor(as)
        const address = at.replaceAll(/:([a-z]+)/g, (_, name: string) => ids[name] ?? name)
        const answered = await page.goto(`${(inEmptyUnion ? emptyUnion : demo).url}${address}`)
        expect.soft(answered?.status(), `${what}: what it answers`).toBe(status)
        if (data) return
        if (leadsTo) return expect.soft(new URL(page.url()).pathname, what).toMatch(leadsTo)

        await expect.soft(page.getByRole('heading', { level: 1 }), `${what}: one title`).toHaveCount(1)
        await expect.soft(page, `${what}: named`).toHaveTitle(/^.+ · Lintel$/)
        await expect.soft(page.locator('html'), `${what}: language`).toHaveAttribute('lang', look.locale)
        await page.waitForLoadState('load')
        // A phone's innerWidth grows with what is too wide.
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect.soft(width, `${what}: no sideways scroll`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
        await checkAccess(page).catch((error: Error) =>
          expect.soft(error.message, `${what}: accessible`).toBe(''),
        )
      })
    }
    await Promise.all([...people.values()].map((page) => page.context().close()))
  })

async function arrive(browser: Browser, url: string, { locale, theme }: Look) {
  const options: BrowserContextOptions = {
    locale: locale === 'es' ? 'es-MX' : 'en-US',
    colorScheme: theme === 'dark' ? 'dark' : 'light',
  }
  const context = await browser.newContext(options)
  await context.addCookies([
    { name: 'lintel-locale', value: locale, url },
    { name: 'lintel-theme', value: theme, url },
  ])
  return context.newPage()
}

async function idsOf(folder: string) {
  const postgres = await startEmbeddedPostgres({ root, folder: join(root, '.data', folder, 'postgres') })
  try {
    return await findIds(postgres.url('lintel_demo'))
  } finally {
    await postgres.stop()
  }
}
