import type { BrowserContext, Page } from '@playwright/test'
import { timeOf } from '#app/core/days.ts'
import { expect } from './fixtures/test.ts'
import type { Union } from './main-job.union.ts'

/** Five people, each in a browser of their own, and the union they work in. */
export type Story = {
  ana: Page
  bea: { context: BrowserContext; page: Page }
  cyril: Page
  dele: Page
  marisol: Page
  union: Union
  watch(page: Page, allowed?: RegExp): void
  checkAccess(page: Page): Promise<void>
}

export const withoutNetwork =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to (?:load resource|fetch)/

export const address = '1 Aspen Court'
/** Hours of a shift that runs at whatever hour this does, and for an hour on: in the evening past midnight. */
export const hours =
  timeOf(new Date(), 'Pacific/Auckland') < '18:00'
    ? { from: '00:00', to: '23:59', backBy: '23:45' }
    : { from: '17:00', to: '01:00', backBy: '00:45' }
export const unionName = 'Quay City Tenants'
export const people = {
  secretary: { name: 'Ana Ruiz', password: 'knock on every door' },
  canvasser: { name: 'Bea Stone', password: 'two stairs at a time' },
  steward: { name: 'Cyril Okoye', password: 'hot water by friday' },
  delegate: { name: 'Dele Brandt', password: 'numbers and no names' },
  keeper: { name: 'Marisol Vega', password: 'our own wall chart' },
} as const

export async function place(page: Page, name: 'Today' | 'Buildings' | 'Repairs' | 'Union') {
  // The page before may have the same address but for its id, and a link of the same name: a press there is lost when it goes.
  await page.locator('h1').evaluate((title) => title.setAttribute('data-before', ''))
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name }).click()
  await expect(page.locator('[data-before]')).toHaveCount(0)
  await page.waitForURL(new RegExp(`/${name.toLowerCase()}(?:/[0-9a-f-]+)?$`))
}

export const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Pages of this body' }).getByRole('link', { name }).click()

/** The text of a table's row that says this. */
export const rowOf = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text })

/** A file through the page: what was said of it afterwards. */
export async function checkFile(page: Page, recipe: RegExp, file: string) {
  await page.getByRole('radio', { name: recipe }).check()
  await page.getByLabel('File', { exact: true }).setInputFiles(file)
  await page.getByRole('button', { name: 'Check the file' }).click()
}

export async function bringIn(page: Page, recipe: RegExp, file: string, ...counts: string[]) {
  await checkFile(page, recipe, file)
  await expect(page.getByRole('heading', { name: /^Checked: / })).toBeVisible({ timeout: 60_000 })
  for (const line of counts) await expect(page.getByRole('listitem').filter({ hasText: line })).toBeVisible()
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await expect(page.getByRole('heading', { name: /^Brought in: / })).toBeVisible({ timeout: 60_000 })
}

/** A link for one person, as it is handed on in a message. */
export async function inviteBy(page: Page, role: RegExp, last: string) {
  await page.getByRole('radio', { name: role }).check()
  await page.getByRole('button', { name: 'Give the role' }).click()
  const link = page.getByLabel('Send this link to one person')
  await expect(link).toHaveValue(/\/join\/.+/)
  await expect(link).not.toHaveValue(last)
  return link.inputValue()
}

export async function join(page: Page, link: string, who: { name: string; password: string }) {
  await page.goto(link)
  await page.getByLabel('Your name').fill(who.name)
  await page.getByLabel('A password').fill(who.password)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(page).toHaveURL(/\/today$/)
}

export async function openBuilding(page: Page) {
  await place(page, 'Buildings')
  await page.getByLabel('Find an address').fill('aspen')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: /^1 building/ })).toBeVisible()
  await page.getByRole('link', { name: address }).click()
  await expect(page.getByRole('heading', { level: 1, name: address })).toBeVisible()
}

/** On a shift's page: the one building that is found. */
export async function chooseDoors(page: Page, search: string) {
  await page.getByLabel('Which building?').fill(search)
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  // What stood there before moves from under a finger when the answer comes: a press begun before it is nobody's.
  const found = page.getByRole('link', { name: /\d doors?$/ })
  await expect(found).toHaveCount(1)
  await found.click()
}

export const tile = (page: Page, label: string) =>
  page.getByRole('table', { name: `Wall chart of ${address}` }).getByRole('link', { name: `Door ${label},` })

/** Counted again from the facts alone, past everything that keeps a number. */
export async function recount({ sql }: Union) {
  const [row] = await sql<{
    doors: number
    talked: number
    members: number
    supporting: number
    open: number
  }>(
    `with home as (select u.* from unit u join building b on b.id = u.building_id
        where b.address = $1 and u.struck_reason is null),
      said as (select k.* from knock k where not exists (select 1 from knock_retraction r where r.knock_id = k.id)),
      newest as (select distinct on (a.person_id) a.unit_id, a.level from assessment a order by a.person_id, a.at desc)
    select count(*)::int as doors,
      count(*) filter (where exists (select 1 from said s where s.unit_id = home.id and s.disposition = 'conversation'))::int as talked,
      count(*) filter (where exists (select 1 from membership m join residency r on r.person_id = m.person_id
        where r.unit_id = home.id and m.vouched_at is not null))::int as members,
      count(*) filter (where exists (select 1 from newest n where n.unit_id = home.id and n.level <= 2)
        and not exists (select 1 from newest n where n.unit_id = home.id and n.level >= 4))::int as supporting,
      (select count(*)::int from grievance g where g.unit_id in (select id from home)
        and coalesce((select e.status from grievance_event e where e.grievance_id = g.id and e.status is not null
          order by e.at desc, e.id desc limit 1), 'reported') not in ('closed', 'withdrawn', 'confirmed')) as open
    from home`,
    [address],
  )
  if (!row) throw new Error('The building is gone')
  return row
}
