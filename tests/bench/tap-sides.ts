import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import { buildIfChanged, generateIfChanged } from '#app/core/start/build-if-changed.ts'
import { withClient } from '#app/core/start/database.ts'
import { openLock } from '#tests/e2e/fixtures/pin.ts'
import { getBrowser } from '#tests/setup/browser.ts'
import { type BenchUnion, withBenchUnion } from './bench-union.ts'
import { serve } from './http-client.ts'
import { fillPhoneKnocks, settled, type Tap, tapAndPut, watchTaps } from './tap-page.ts'
import { fillTurf } from './turf-sides.ts'

type Built = typeof import('#app/core/app.ts')

const root = join(import.meta.dirname, '..', '..')
const knocks = 50_000
/** The others are of the days before: their words are gone, they are kept sealed for a week. */
const today = 500
const warmUp = 3
/** Enough that the longest says something of more than one of them. */
const taps = 50

/** A real phone page, six times slower than this machine, with 10,000 doors and 50,000 knocks on it. */
export function tapAtDoors(): Promise<{ taps: Tap[]; durations: number[] }> {
  return withBenchUnion(async (union) => {
    await generateIfChanged(root)
    await buildIfChanged(root)
    await fillTurf(union)
    const built = (await import(pathToFileURL(join(root, 'build', 'server', 'index.js')).href)) as Built
    // What a page sends is taken from the server's own address alone, so the port comes first.
    const app = await serve((port) => {
      const clientFolder = join(root, 'build', 'client')
      const listener = built.createApp({ appUrl: union.appUrl, port, clientFolder })
      return async (request, response) => (await listener)(request, response)
    })
    const browser = await chromium.launch(await launchOptions())
    try {
      const viewport = { width: 360, height: 800 }
      const phone = { viewport, hasTouch: true, isMobile: true, locale: 'en-US' }
      const context = await browser.newContext(phone)
      await context.addCookies([{ name: 'lintel', value: union.secretary.token, url: app.url }])
      const page = await context.newPage()
      const cdp = await context.newCDPSession(page)
      await showWhole(cdp)
      await watchTaps(page)
      await page.goto(`${app.url}/doors`)
      const turf = page.locator('article a').first()
      await openLock(page)
      await turf.waitFor()
      await fillPhoneKnocks(page, { knocks, today })
      await confirm(union, knocks)
      await page.reload()
      await openLock(page)
      await turf.click()
      await page.locator('[data-unit]').first().waitFor()
      return await measured(page, cdp)
    } finally {
      await browser.close()
      await app.stop()
      await built.closeDatabase()
    }
  })
}

/** Otherwise the server would name them as lost, and the phone send all of them again while it is measured. */
async function confirm({ ownerUrl, secretary }: BenchUnion, count: number) {
  await withClient(ownerUrl, async (client) => {
    const { rowCount } = await client.query(
      'update device set last_seq = last_seq + $2 where account_id = $1',
      [secretary.accountId, count],
    )
    if (rowCount !== 1) throw new Error('The server does not know this phone')
  })
}

/** The browser's own bars take their part of its window: what would lie under its edge is never painted, and so never answers. */
async function showWhole(cdp: CDPSession) {
  const { windowId } = await cdp.send('Browser.getWindowForTarget')
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: { width: 600, height: 1100 } })
}

async function measured(page: Page, cdp: CDPSession) {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  const made: Tap[] = []
  for (let i = 0; i < warmUp + taps; i++) {
    if (i === warmUp) await page.evaluate(() => window.lintelBench.durations.clear())
    made.push(await tapAndPut(page, cdp, i))
  }
  await settled(page)
  const durations = await page.evaluate(() => [...window.lintelBench.durations.values()])
  return { taps: made.slice(warmUp), durations }
}

async function launchOptions() {
  const { executablePath, args } = await getBrowser()
  return { args, chromiumSandbox: process.getuid?.() !== 0, ...(executablePath ? { executablePath } : {}) }
}
