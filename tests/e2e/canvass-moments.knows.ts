import type { Page } from '@playwright/test'
import { readCatalogue } from '#app/messages/read-catalogue.ts'
import type { Told } from './canvass-moments.first.ts'
import {
  button,
  current,
  cutNetwork,
  mendNetwork,
  openHouse,
  readyPhone,
  saved,
  standing,
  tile,
} from './canvass-moments.phone.ts'
import { expect, noor } from './canvass-moments.union.ts'
import { neverAtTheDoor, readOpenDoor } from './main-job.phone.ts'

const inSheet = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true })

export async function knowsMore({ context, browser, evening, watch, checkAccess }: Told) {
  // Another pair was here an hour ago: a leak at 5B, and somebody at 6C who wants no visit.
  const theirs = await browser.newContext()
  const other = await readyPhone(theirs, evening, watch, noor)
  await openHouse(other)
  await tile(other, '5B').click()
  await button(other, 'Talked').tap()
  await button(other, 'Problem to fix').tap()
  await button(other, /leak/i).first().tap()
  await button(other, 'This week').tap()
  await button(other, /^On the stairs/).tap()
  await button(other, 'Done').tap()
  await tile(other, '6C').click()
  await button(other, 'Other').tap()
  await button(other, 'More…').tap()
  await inSheet(other, 'Asked never to be visited').tap()
  await expect(saved(other)).toContainText('2 of 2 safe', { timeout: 30_000 })
  await theirs.close()

  const page = await readyPhone(context, evening, watch)
  await openHouse(page)
  await cutNetwork(context, evening)
  for (const label of ['4B', '6B']) {
    await tile(page, label).click()
    await expect(page.getByText('Leak also at 5B. Ask.')).toBeVisible()
    await expect(tile(page, label)).toHaveAccessibleName(/Leak also at 5B/)
  }
  await tile(page, '6A').click()
  await expect(page.getByText('Leak also at 5B')).toHaveCount(0)

  // Heard at 3B on this phone: known at once above and below, without network.
  await tile(page, '3B').click()
  await button(page, 'Talked').tap()
  await button(page, 'Problem to fix').tap()
  await button(page, /leak/i).first().tap()
  await button(page, 'Since today').tap()
  await button(page, /^On the stairs/).tap()
  await button(page, 'Done').tap()
  await tile(page, '4B').click()
  await expect(page.getByText('Leak also at 3B and 5B. Ask.')).toBeVisible()

  // The mark stands before the door is knocked, and the next door is the one after it.
  await expect(tile(page, '6C')).toContainText('✕')
  await expect(tile(page, '6C')).toHaveAccessibleName(/never/)
  await tile(page, '6B').click()
  await button(page, 'Not home').tap()
  await expect(current(page)).toHaveAccessibleName(/^Door 6D,/)
  await checkAccess(page)

  // They open and speak another language: a card in it, and coming back, in one tap.
  await button(page, 'Other').tap()
  await button(page, 'Another language').tap()
  await button(page, /^한국어/).tap()
  await expect(page.locator('p[lang=ko]')).toBeVisible()
  await button(page, 'Come back with somebody who speaks it: Korean').tap()
  await expect(current(page)).toHaveAccessibleName(/^Door 5A,/)
  await expect(tile(page, '6D')).toHaveAccessibleName(/Another language/)

  await mendNetwork(context, evening)
  await expect(saved(page)).toContainText('3 of 3 safe', { timeout: 30_000 })
  expect(
    await evening.union.count(`knock_heard h join knock k on k.id = h.knock_id join unit u on u.id = k.unit_id
      where u.label = '6D' and h.code = 'speaks:ko'`),
  ).toBe(1)
}

const secretName = 'Consuelo Quispe'
const secretNumber = '+64 21 555 0199'

export async function whatAreYouWriting({ context, evening, watch, checkAccess }: Told) {
  const page = await readyPhone(context, evening, watch)
  await openHouse(page)
  // All that is shown and answered in the open door is on the phone: no word of it goes anywhere meanwhile.
  await cutNetwork(context, evening)
  await tile(page, '2B').click()
  await button(page, 'Talked').tap()
  await page.getByLabel('First name').fill(secretName)
  await button(page, /^On the stairs/).tap()
  await button(page, /Unsure/).tap()
  await page.getByLabel('Note', { exact: true }).fill('Asked what I am writing.')
  await button(page, 'Back to the open door').tap()

  // Of the level and the note that were just written, whoever stands in the door can read nothing.
  const face = await readOpenDoor(page)
  for (const words of [...neverAtTheDoor, 'Asked what']) expect(face).not.toContain(words)

  await button(page, 'What we keep').tap()
  await button(page, 'Español').tap()
  await expect(page.getByRole('heading', { name: 'Qué guardamos' })).toBeVisible()
  const inSpanish = new Map(readCatalogue('es').map(({ key, words }) => [key, words]))
  const sentences = ['what', 'why', 'whose', 'never', 'forget'].map((each) =>
    inSpanish.get(`door.keep.${each}`),
  )
  await expect(page.locator('[lang=es] li')).toHaveText(sentences.map(String))
  const turned = await readOpenDoor(page, /Qué guardamos/)
  for (const words of [...neverAtTheDoor, 'Asked what']) expect(turned).not.toContain(words)
  const ways = page.getByRole('group', { name: '¿Podemos contactarle?' })
  for (const way of ['Puede llamarme', 'Puede escribirme', 'Ninguna'])
    await expect(ways.getByRole('button', { name: way })).toBeVisible()
  await checkAccess(page)

  // First a number, then no to all of it: their own words, every channel; the name and the note go with it.
  await ways.getByRole('button', { name: 'Puede llamarme' }).tap()
  await page.locator('input[name=phone]').fill(secretNumber)
  await ways.getByRole('button', { name: 'Ninguna' }).tap()
  await expect(page.locator('input[name=phone]')).toHaveCount(0)
  await page
    .getByRole('group', { name: '¿Podemos guardarlo con sus propias palabras?' })
    .getByRole('button', { name: 'No', exact: true })
    .tap()
  await expect(page.getByText('Con «Sí» vuelven')).toBeVisible()
  await expect(page.locator('input[name=name]')).toHaveCount(0)
  await button(page, 'Volver').tap()
  await button(page, /^On the stairs/).tap()
  await expect(page.getByLabel('Note', { exact: true })).toHaveCount(0)
  await checkAccess(page)
  await button(page, 'Done').tap()
  await expect(saved(page)).toHaveText('Saved on this phone · 1 waiting to send')
  expect(await standing(evening, "u.label = '2B'")).toBe(0)
  await mendNetwork(context, evening)
  await expect(saved(page)).toContainText('1 of 1 safe', { timeout: 30_000 })

  const at2B = `residency r on r.person_id = p.id join unit u on u.id = r.unit_id where u.label = '2B'`
  expect(await evening.union.sql(`select p.name from person p join ${at2B}`)).toEqual([{ name: '?' }])
  expect(
    await evening.union.sql(
      `select c.purpose, c.channel, c.given from consent c join person p on p.id = c.person_id
        join ${at2B} order by 1, 2`,
    ),
  ).toEqual([
    { purpose: 'contact', channel: 'call', given: false },
    { purpose: 'contact', channel: 'text', given: false },
    { purpose: 'keep', channel: null, given: false },
  ])
  expect(await tablesWith(evening.union, secretName)).toEqual([])
  expect(await tablesWith(evening.union, secretNumber)).toEqual([])
  expect(await tablesWith(evening.union, 'Asked what I am writing')).toEqual([])
}

/** Each table of the union's database in whose rows these words stand anywhere. */
async function tablesWith({ sql }: Told['evening']['union'], words: string) {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await sql(`select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`, [words])
    if (rows.length > 0) found.push(name)
  }
  return found
}
