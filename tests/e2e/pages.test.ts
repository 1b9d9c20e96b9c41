import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { startEmbeddedPostgres } from '#app/core/start/embedded-postgres.ts'
import { expect, test } from './fixtures/test.ts'
import { findIds, listPaths, type PageOf, pages } from './pages.routes.ts'

const root = join(import.meta.dirname, '..', '..')
const looks = {
  'English, light': { locale: 'en', theme: 'light' },
  'Spanish, dark': { locale: 'es', theme: 'dark' },
} as const
const alsoOnPurpose = /Failed to load resource: the server responded with a status of 404/

test('every page of routes.ts is in the list, and nothing else', async () => {
  expect(Object.keys(pages).sort()).toEqual(listPaths().sort())
})

for (const [look, { locale, theme }] of Object.entries(looks)) {
  test(`every page is in order: ${look}`, async ({
    browser,
    demo,
    emptyUnion,
    dataFolder,
    signIn,
    watch,
    checkAccess,
  }) => {
    test.setTimeout(300_000)
    const ids = await idsOf(dataFolder)
    const people = new Map<PageOf['as'], Page>()

    const pageFor = async (as: PageOf['as']) => {
      const known = people.get(as)
      if (known) return known
      const page = await arrive(browser, demo.url, { locale, theme })
      if (as !== 'nobody') await signIn(page, as)
      watch(page, alsoOnPurpose)
      people.set(as, page)
      return page
    }

    // The doors themselves are on the phone only once it has fetched them.
    const canvasser = await pageFor('canvasser')
    await canvasser.goto(`${demo.url}/doors`)
    await expect(canvasser.locator('article a').first()).toBeVisible({ timeout: 30_000 })

    for (const [path, { at, as, leadsTo, status = 200, inEmptyUnion, data }] of Object.entries(pages)) {
      await test.step(`${path} as ${as}`, async () => {
        const page = await pageFor(as)
        const address = at.replaceAll(/:([a-z]+)/g, (_, name: string) => ids[name] ?? name)
        const answered = await page.goto(`${(inEmptyUnion ? emptyUnion : demo).url}${address}`)
        expect.soft(answered?.status(), `${path}: what it answers`).toBe(status)
        if (data) return
        if (leadsTo) return expect.soft(new URL(page.url()).pathname, path).toMatch(leadsTo)

        await expect.soft(page.getByRole('heading', { level: 1 }), `${path}: one title`).toHaveCount(1)
        await expect.soft(page.locator('html'), `${path}: its language`).toHaveAttribute('lang', locale)
        await page.waitForLoadState('networkidle')
        // A phone's innerWidth grows with what is too wide.
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect.soft(width, `${path}: no sideways scroll`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
        await checkAccess(page).catch((error: Error) =>
          expect.soft(error.message, `${path}: accessible`).toBe(''),
        )
      })
    }
    await Promise.all([...people.values()].map((page) => page.context().close()))
  })
}

async function arrive(browser: Browser, url: string, { locale, theme }: { locale: string; theme: string }) {
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
