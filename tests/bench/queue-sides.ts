import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { turfEndpoint } from '#app/canvass/lease/turf.endpoint.ts'
import type { openPhone } from '#app/canvass/offline/phone.ts'
import { syncEndpoint } from '#app/canvass/sync/sync.endpoint.ts'
import { createListener } from '#app/core/http/create-listener.ts'
import { withClient } from '#app/core/start/database.ts'
import { getBrowser } from '#tests/setup/browser.ts'
import { type BenchUnion, withBenchUnion } from './bench-union.ts'
import { ask, serve } from './http-client.ts'
import { aTurf } from './knock-sides.ts'

const root = join(import.meta.dirname, '..', '..')
const queued = 5_000
const atOnce = 100
const replays = 5

export type Drained = { requests: number; lost: number; doubled: number; refused: number }

type Bench = typeof globalThis & { openPhone: typeof openPhone }

/**
 * 5,000 knocks saved without a network by the phone's own code in Chromium, its tab killed among them; sent, the tab killed again on the
 * way; then every request that ever left is sent five times more.
 */
export function drainQueue(): Promise<Drained> {
  return withBenchUnion(async (union) => {
    const { secretary, bodyId } = union
    await aTurf(union, bodyId, '1 Bench Street')
    const app = await serve((port) =>
      createListener(
        {
          endpoints: [turfEndpoint, syncEndpoint],
          pagePatterns: [],
          renderPage: async () => new Response('', { status: 404 }),
        },
        { port },
      ),
    )
    const profile = mkdtempSync(join(tmpdir(), 'lintel-queue-'))
    const context = await chromium.launchPersistentContext(profile, {
      ...(await getBrowser()),
      headless: true,
    })
    try {
      await context.addCookies([{ name: 'lintel', value: secretary.token, url: app.url }])
      const code = await phoneCode()
      await context.route(`${app.url}/bench**`, (route) =>
        route.fulfill(route.request().url().endsWith('.js') ? script(code) : page),
      )
      const sent: Buffer[] = []
      context.on('request', (request) => {
        const body = request.url().endsWith('/sync') ? request.postDataBuffer() : null
        if (body) sent.push(body)
      })
      const opIds = await fillQueue(context, app.url)
      if (sent.length > 0) throw new Error('Something was sent without a network')
      await drain(context, app.url, () => sent.length)
      const requests = sent.length
      const headers = {
        'Content-Type': 'application/octet-stream',
        Cookie: `lintel=${secretary.token}`,
        Origin: app.url,
      }
      for (let i = 0; i < replays; i++)
        for (const body of sent) {
          const { status, text } = await ask(`${app.url}/sync`, { method: 'POST', headers, body })
          if (status !== 200) throw new Error(text)
        }
      return { requests, ...(await compare(union, opIds)) }
    } finally {
      await context.close()
      await app.stop()
      rmSync(profile, { recursive: true, force: true })
    }
  })
}

const page = { contentType: 'text/html', body: '<script type="module" src="/bench.js"></script>' }
const script = (body: string) => ({ contentType: 'text/javascript', body })

async function phoneCode() {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'queue-page.ts'), formats: ['es'], fileName: 'page' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  const [output] = [built].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('The phone was not built')
  return chunk.code
}

async function openTab(context: BrowserContext, url: string, isOffline = false) {
  await context.setOffline(isOffline)
  const tab = await context.newPage()
  await tab.goto(`${url}/bench`)
  await tab.waitForFunction(() => 'openPhone' in globalThis)
  return tab
}

/** As the system ends a page that takes too much memory: nothing in it runs any more. */
async function kill(context: BrowserContext, tab: Page) {
  const crashed = tab.waitForEvent('crash')
  const devtools = await context.newCDPSession(tab)
  devtools.send('Page.crash').catch(() => {})
  await crashed
  await tab.close()
}

async function fillQueue(context: BrowserContext, url: string) {
  const opIds: string[] = []
  const first = await openTab(context, url)
  await first.evaluate(async () => {
    await (await (globalThis as Bench).openPhone()).download()
  })
  await context.setOffline(true)
  for (let tab = first; ; tab = await openTab(context, url, true)) {
    const until = opIds.length + queued / 2
    while (opIds.length < until) opIds.push(...(await tab.evaluate(saveKnocks, atOnce)))
    await kill(context, tab)
    if (opIds.length >= queued) return opIds
  }
}

async function saveKnocks(count: number) {
  const phone = await (globalThis as Bench).openPhone()
  const [turf] = await phone.turfs()
  if (!turf) throw new Error('No doors on this phone')
  return phone.saveAll(
    Array.from({ length: count }, (_, i) => ({
      kind: 'knock' as const,
      knockId: crypto.randomUUID(),
      turfId: turf.turfId,
      unitId: turf.doors[i % turf.doors.length]?.unitId ?? '',
      disposition: 'not_home' as const,
      flyer: false,
    })),
  )
}

/** Online again; the first tab is killed with some of its requests under way. */
async function drain(context: BrowserContext, url: string, requests: () => number) {
  const first = await openTab(context, url)
  first.evaluate(async () => (await (globalThis as Bench).openPhone()).send()).catch(() => {})
  while (requests() < 15) await new Promise((resolve) => setTimeout(resolve, 5))
  await kill(context, first)
  const tab = await openTab(context, url)
  await tab.evaluate(async () => {
    const phone = await (globalThis as Bench).openPhone()
    while (phone.status().waiting > 0) {
      await phone.send()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
}

function compare({ ownerUrl }: BenchUnion, opIds: string[]) {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ op_id: string; result: string }>(
      'select op_id, result from op_ledger',
    )
    const there = new Set(rows.map(({ op_id }) => op_id))
    const { rows: counted } = await client.query<{ knocks: number; tries: number }>(
      'select (select count(*) from knock)::int as knocks, (select sum(tries) from door_state)::int as tries',
    )
    const { knocks = 0, tries = 0 } = counted[0] ?? {}
    const lost =
      opIds.filter((opId) => !there.has(opId)).length + Math.max(0, queued - Math.min(knocks, tries))
    return {
      lost,
      doubled: Math.max(0, knocks - queued, tries - queued, rows.length - queued),
      refused: rows.filter(({ result }) => result !== 'applied').length,
    }
  })
}
