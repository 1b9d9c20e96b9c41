import type { Browser, BrowserContext, Page } from '@playwright/test'
import { openWire, type Wire } from './canvass-moments.wire.ts'
import { openInHand } from './fixtures/in-hand.ts'
import { test as base, expect as expectSoon } from './fixtures/test.ts'
import { address, chooseDoors, hours, inviteBy, join, place, tab, unionName } from './main-job.parts.ts'
import { openUnion, type Union } from './main-job.union.ts'

/** The phones of one evening share a machine with their server, and with whatever else runs on it. */
export const expect = expectSoon.configure({ timeout: 30_000 })

/** An evening in one house of nine floors and 35 doors: who leads it, who knocks, and the wire between them and the server. */
export type Evening = { union: Union; wire: Wire; url: string; lead: Page }

export const ana = { name: 'Ana Ruiz', password: 'knock on every door' }
export const bea = { name: 'Bea Stone', password: 'two stairs at a time' }
export const noor = { name: 'Noor Haddad', password: 'left then left again' }

export const test = base.extend<object, { evening: Evening }>({
  evening: [
    async ({ browser, dataFolder }, use) => {
      const union = await openUnion(dataFolder, 'moments')
      const wire = await openWire(union.url)
      try {
        const lead = await (await desk(browser)).newPage()
        lead.setDefaultTimeout(60_000)
        openInHand(lead)
        await foundUnion(lead, wire.url)
        await inviteTo(browser, lead, [bea, noor])
        await callShift(lead)
        await use({ union, wire, url: wire.url, lead })
      } finally {
        await Promise.all(browser.contexts().map((context) => context.close()))
        await wire.cut()
        await union.close()
      }
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})

const desk = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'Pacific/Auckland',
  })

async function foundUnion(page: Page, url: string) {
  await page.goto(url)
  await page.getByLabel('Name of the union').fill(unionName)
  await expect(page.getByLabel('Time zone')).toHaveValue('Pacific/Auckland')
  await page.getByLabel('Address').fill(address)
  await page.getByLabel('Floors', { exact: true }).fill('9')
  await page.getByLabel('Doors a floor').fill('4')
  await expect(page.getByRole('status').filter({ hasText: '36 doors' })).toBeVisible()
  await page.getByRole('button', { name: 'Door 1D' }).click()
  await page.getByLabel('Strike it out').selectOption('A shop or office')
  await page.getByLabel('Your name').fill(ana.name)
  await page.getByLabel('A password').fill(ana.password)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: address })).toBeVisible({ timeout: 60_000 })
}

async function inviteTo(browser: Browser, lead: Page, people: (typeof bea)[]) {
  await place(lead, 'Union')
  await tab(lead, 'People')
  let last = ''
  for (const who of people) {
    last = await inviteBy(lead, /^canvasser/, last)
    const context = await desk(browser)
    const page = await context.newPage()
    openInHand(page)
    await join(page, last, who)
    await context.close()
  }
}

async function callShift(lead: Page) {
  await place(lead, 'Today')
  await lead.getByRole('link', { name: 'Shifts', exact: true }).click()
  await lead.getByRole('link', { name: 'New shift' }).first().click()
  await lead.getByLabel('From', { exact: true }).fill(hours.from)
  await lead.getByLabel('To', { exact: true }).fill(hours.to)
  await lead.getByLabel('Back by').fill(hours.backBy)
  await lead.getByLabel('Meeting place').fill('Front steps')
  await lead.getByRole('button', { name: 'Call the shift' }).click()
  await expect(lead).toHaveURL(/\/plan$/)
  await lead.goto(lead.url().replace(/\/plan$/, ''))
  await chooseDoors(lead, 'aspen')
  for (const { name } of [bea, noor])
    await lead.getByRole('group', { name: 'To whom' }).getByRole('checkbox', { name }).check()
  await lead.getByRole('button', { name: 'Give these doors' }).click()
  await expect(lead.getByRole('row').filter({ hasText: bea.name })).toContainText(
    `${address}, whole building`,
  )
}
