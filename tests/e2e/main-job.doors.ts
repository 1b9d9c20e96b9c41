import { draftsAreOnDisk } from './fixtures/on-disk.ts'
import { givePin, openLock } from './fixtures/pin.ts'
import { expect, test } from './fixtures/test.ts'
import { type Story, withoutNetwork } from './main-job.parts.ts'
import {
  answer,
  door,
  killTab,
  neverAtTheDoor,
  openTurf,
  readOpenDoor,
  reopen,
  saveLine,
  tap,
} from './main-job.phone.ts'

/** Step 5: on a phone, without network, with a tab that dies. */
export async function knockDoors({ bea, union, watch, checkAccess }: Story) {
  const { url, sql } = union
  await test.step('5. doors: ready, then no network and no server', async () => {
    const { page, context } = bea
    await page.goto(`${url}/today`)
    await page.getByRole('link', { name: 'Knock', exact: true }).click()
    await givePin(page)
    await expect(page.getByText('Ready to go offline', { exact: true })).toBeVisible({
      timeout: 30_000,
    })
    await context.setOffline(true)
    await union.pullThePlug()

    await openTurf(page, url)
    await expect(
      page.getByRole('group', { name: 'Doors' }).getByRole('button', { name: /^Door / }),
    ).toHaveCount(20)
    await door(page, '5A').click()
    expect(await tap(page, 'Not home')).toBe(1)
    await expect(door(page, '5A')).toHaveAccessibleName(/tried once/)
    await expect(door(page, '5B')).toHaveAttribute('aria-current', 'true')
    await expect(saveLine(page)).toContainText('1 waiting to send')
    await tap(page, 'Undo')
    await expect(door(page, '5A')).toHaveAccessibleName(/not yet/)
    await expect(door(page, '5A')).toHaveAttribute('aria-current', 'true')
    await tap(page, 'Not home')
    await expect(door(page, '5A')).toHaveAccessibleName(/tried once/)
  })

  await test.step('5. doors: a talk with a level in four taps', async () => {
    const { page } = bea
    await expect(door(page, '5B')).toHaveAttribute('aria-current', 'true')
    expect(await tap(page, 'Talked', 'On the stairs', /With us/, 'Done')).toBeLessThanOrEqual(4)
    await expect(door(page, '5B')).toHaveAccessibleName(/talked/)
    await expect(door(page, '5C')).toHaveAttribute('aria-current', 'true')
  })

  await test.step('5. doors: a long talk; what the neighbor can read holds nothing about them', async () => {
    const { page } = bea
    await tap(page, 'Talked')
    const shown = await readOpenDoor(page)
    for (const words of neverAtTheDoor) expect(shown).not.toContain(words)
    await answer(page, /coming\?$/, 'Yes')
    await answer(page, /^Problems heard/, 'Rent')
    await tap(page, 'Problem to fix', 'No heat', 'This week')
    await page.getByLabel('First name').fill('Marisol')
    await answer(page, /^Speaks/, 'Spanish')
    await page.getByRole('checkbox', { name: 'Join the union' }).check()
    await tap(page, 'On the stairs', /Brings others/)
    await page.getByLabel('What to do').fill('Bring the petition')
    await page.getByLabel('Note', { exact: true }).fill('Knows everybody on her floor.')
    await tap(page, 'Done')
    await expect(door(page, '5C')).toHaveAccessibleName(/talked/)
    await checkAccess(page)
  })

  await test.step('5. doors: the tab is killed with a draft open and knocks queued', async () => {
    await tap(bea.page, 'Talked')
    await bea.page.getByLabel('First name').fill('Noor')
    await tap(bea.page, 'Problem to fix', /^Leak/, 'Since today')
    await expect(
      bea.page.getByRole('group', { name: /^To fix/ }).getByRole('button', { name: /^Leak/ }),
    ).toBeVisible()
    await draftsAreOnDisk(bea.page)
    await killTab(bea.page)
    expect(await union.count('knock')).toBe(0)

    bea.page = await reopen(bea.context, `${url}/doors`)
    watch(bea.page, withoutNetwork)
    await expect(saveLine(bea.page)).toContainText('5 waiting to send')
    await expect(bea.page.getByText('1 talk to finish')).toBeVisible()
    await openLock(bea.page)
    // Without a tap: where she was when the tab died.
    await expect(bea.page.getByRole('heading', { level: 1, name: 'PH · Door is open' })).toBeVisible()
    await expect(bea.page.getByLabel('First name')).toHaveValue('Noor')
    await expect(
      bea.page.getByRole('group', { name: /^To fix/ }).getByRole('button', { name: /^Leak/ }),
    ).toBeVisible()
    await tap(bea.page, 'On the stairs', /Unsure/, 'Done')
    await expect(saveLine(bea.page)).toContainText('6 waiting to send')
  })

  await test.step('5. doors: the network is back, everything is sent, and once', async () => {
    await union.bringBack()
    expect(await union.count('knock')).toBe(0)
    await bea.context.setOffline(false)
    await expect(saveLine(bea.page)).toContainText('4 of 4 safe', { timeout: 60_000 })
    expect(
      await sql(`select u.label, k.disposition, r.knock_id is not null as undone from knock k
        join unit u on u.id = k.unit_id left join knock_retraction r on r.knock_id = k.id order by u.label, undone`),
    ).toEqual([
      { label: '5A', disposition: 'not_home', undone: false },
      { label: '5A', disposition: 'not_home', undone: true },
      { label: '5B', disposition: 'conversation', undone: false },
      { label: '5C', disposition: 'conversation', undone: false },
      { label: 'PH', disposition: 'conversation', undone: false },
    ])
    await bea.page.goto(`${url}/doors`)
    await tap(bea.page, 'Get the newest')
    await expect(bea.page.getByRole('button', { name: 'Get the newest' })).toBeEnabled()
    await openTurf(bea.page, url)
    await door(bea.page, '5C').click()
    await tap(bea.page, 'Talked')
    const shown = await readOpenDoor(bea.page)
    for (const words of [...neverAtTheDoor, 'Bring the petition', 'Knows everybody'])
      expect(shown).not.toContain(words)
    await tap(bea.page, 'Leave, finish later')
  })
}
