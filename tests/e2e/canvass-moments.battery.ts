import { type ChildProcess, spawn } from 'node:child_process'
import { chromium } from '@playwright/test'
import { findBrowser } from '#tests/setup/browser.ts'

/** A phone of its own: a browser with its own disk, which can be ended as an empty battery ends it. */
export async function startPhone(disk: string) {
  const found = findBrowser()
  const child = spawn(
    found?.executablePath ?? chromium.executablePath(),
    [
      ...(found?.args ?? []),
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${disk}`,
      '--lang=en-US',
      '--no-first-run',
      '--touch-events=enabled',
      ...(process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  )
  const browser = await chromium.connectOverCDP(await addressOf(child))
  const [context] = browser.contexts()
  if (!context) throw new Error('the browser has no window')
  context.setDefaultTimeout(15_000)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    context,
    async open() {
      const page = await context.newPage()
      await page.setViewportSize({ width: 360, height: 640 })
      return page
    },
    /** Put away in order: all is written down. */
    async close() {
      const session = await browser.newBrowserCDPSession()
      await session.send('Browser.close').catch(() => {})
      await gone
    },
    /** The whole browser, every process of it, between two instructions. */
    async die() {
      if (child.exitCode === null && child.signalCode === null && child.pid)
        process.kill(-child.pid, 'SIGKILL')
      await gone
    },
  }
}

function addressOf(child: ChildProcess) {
  return new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (part: Buffer) => {
      said += part
      const [, address] = said.match(/DevTools listening on (ws:\S+)/) ?? []
      if (address) resolve(address)
    })
    child.once('exit', () => reject(new Error(`The browser did not start:\n${said}`)))
  })
}
