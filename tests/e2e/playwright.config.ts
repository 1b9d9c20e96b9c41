import { defineConfig } from '@playwright/test'
import { findBrowser } from '#tests/setup/browser.ts'
import { slow } from './fixtures/slow.ts'

const browser = findBrowser()
const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true }
const desk = { viewport: { width: 1280, height: 800 } }

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 120_000 * slow,
  // Long: what is there is seen at once, and a machine may have other work.
  expect: { timeout: 30_000 },
  use: {
    browserName: 'chromium',
    locale: 'en-US',
    timezoneId: 'Pacific/Auckland',
    screenshot: 'only-on-failure',
    // Without a film of each test, which would be drawn for the many that pass.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      args: browser?.args ?? [],
      ...(browser?.executablePath ? { executablePath: browser.executablePath } : {}),
      // Chromium refuses its sandbox to root.
      chromiumSandbox: process.getuid?.() !== 0 && !process.env.CI,
    },
  },
  projects: [
    { name: 'phone', use: phone },
    // An evening with a phone in the hand is none at a desk.
    { name: 'desk', use: desk, testIgnore: '**/canvass-moments.test.ts' },
  ],
})
