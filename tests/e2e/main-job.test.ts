import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/test.ts'
import {
  address,
  bringIn,
  checkFile,
  inviteBy,
  join,
  openBuilding,
  people,
  place,
  recount,
  rowOf,
  tab,
  tile,
  unionName,
} from './main-job.desk.ts'
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
} from './main-job.doors.ts'
import { lists, openUnion, ownLists } from './main-job.union.ts'

const withoutNetwork = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to (?:load resource|fetch)/
const refusedFile = /Failed to load resource: the server responded with a status of 422/

test.use({ actionTimeout: 15_000, navigationTimeout: 30_000 })

test('the main job, from an empty union to the map of the city', async ({
  browser,
  dataFolder,
  watch,
  checkAccess,
}) => {
  test.setTimeout(300_000)
  const union = await openUnion(dataFolder, 'main-job')
  const { url, sql } = union

  const arrive = async (allowed?: RegExp) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    watch(page, allowed)
    return { context, page }
  }
  const count = async (from: string) =>
    (await sql<{ count: number }>(`select count(*)::int as count from ${from}`))[0]?.count
  const { page: ana } = await arrive(refusedFile)
  const bea = await arrive(withoutNetwork)
  const { page: cyril } = await arrive()
  const { page: dele } = await arrive()
  const { page: marisol } = await arrive()

  try {
    await test.step('1. an empty union: its name, a building by hand, a person', async () => {
      await ana.goto(url)
      await expect(ana.getByRole('heading', { level: 1, name: 'Start our union' })).toBeVisible()
      await ana.getByLabel('Name of the union').fill(unionName)
      await expect(ana.getByLabel('Time zone')).toHaveValue('Pacific/Auckland')
      await ana.getByLabel('Address').fill(address)
      await ana.getByLabel('Floors', { exact: true }).fill('5')
      await ana.getByLabel('Doors a floor').fill('4')
      await expect(ana.getByRole('status').filter({ hasText: '20 doors' })).toBeVisible()
      await ana.getByRole('button', { name: 'Door 1D' }).click()
      await ana.getByLabel('Strike it out').selectOption('A shop or office')
      await expect(ana.getByRole('status').filter({ hasText: '19 doors' })).toBeVisible()
      await ana.getByRole('button', { name: 'Door 5D' }).click()
      await ana.getByLabel('Number or name').fill('PH')
      await expect(ana.getByRole('button', { name: 'Door PH' })).toBeVisible()
      await checkAccess(ana)
      await ana.getByLabel('Your name').fill(people.secretary.name)
      await ana.getByLabel('A password').fill(people.secretary.password)
      await ana.getByRole('button', { name: 'Start', exact: true }).click()
      await expect(ana.getByRole('heading', { level: 1, name: address })).toBeVisible()
      await expect(ana.getByText('0 of 19 doors talked with · 0 tried · 19 not yet').last()).toBeVisible()
    })

    await test.step('2. lists: bad files are refused in one sentence and change nothing', async () => {
      await place(ana, 'Buildings')
      await ana.getByRole('link', { name: 'Bring a list' }).click()
      await checkFile(ana, /^Doors of a rent registry/, lists.header)
      await expect(
        ana.getByText(/This is another kind of file: it has no .*unit_address.*Nothing has been changed\./),
      ).toBeVisible()
      await checkFile(ana, /^Addresses with their point/, lists.truncated)
      await expect(
        ana.getByText(/This file is cut short or damaged\. .*Nothing has been changed\./),
      ).toBeVisible()
      await expect(ana.getByRole('button', { name: 'Bring it in' })).toHaveCount(0)
      expect(await count('building')).toBe(1)
      expect(await count('unit')).toBe(20)
      expect(await count('import')).toBe(0)
    })

    await test.step('2. lists: the registry, checked first and then brought in, counts exact', async () => {
      await checkFile(ana, /^Doors of a rent registry/, lists.registry)
      await expect(ana.getByRole('heading', { name: /^Checked: / })).toBeVisible({ timeout: 60_000 })
      await expect(ana.getByText('Nothing has been changed.', { exact: true })).toBeVisible()
      expect(await count('building')).toBe(1)
      await bringIn(ana, /^Doors of a rent registry/, lists.registry, ...lists.counts)
      await ana.getByRole('link', { name: 'See the buildings' }).click()
      const all = (lists.added + 1).toLocaleString('en')
      await expect(ana.getByRole('status').filter({ hasText: `${all} buildings` })).toBeVisible()
      expect(await count('building')).toBe(lists.added + 1)

      await ana.getByRole('link', { name: 'Bring a list' }).click()
      await bringIn(ana, /^Addresses with their point/, ownLists.point)
      await bringIn(ana, /^Streets/, ownLists.streets)
    })

    await test.step('3. the building: wall chart, three views, table twin', async () => {
      await openBuilding(ana)
      await expect(tile(ana, 'PH')).toBeVisible()
      const chart = ana.getByRole('table', { name: `Wall chart of ${address}` })
      await expect(chart.getByRole('link', { name: /^Door/ })).toHaveCount(20)
      await tile(ana, '5A').focus()
      await ana.keyboard.press('ArrowDown')
      await expect(tile(ana, '4A')).toBeFocused()
      await ana.getByRole('link', { name: 'Show as a list' }).click()
      await expect(ana.getByRole('table', { name: address }).getByRole('row')).toHaveCount(21)
      await ana.getByRole('link', { name: 'Show as a wall chart' }).click()
      for (const view of ['Room', 'Public', 'Committee']) {
        const choice = ana.getByRole('radio', { name: view, exact: true })
        await choice.click()
        await expect(choice).toBeChecked()
        await expect(chart).toHaveCount(view === 'Public' ? 0 : 1)
      }
      await checkAccess(ana)
    })

    await test.step('4. people come by a link; a meeting, a shift, doors for it', async () => {
      await place(ana, 'Union')
      await tab(ana, 'People')
      const joining: [RegExp, Page, { name: string; password: string }][] = [
        [/^canvasser/, bea.page, people.canvasser],
        [/^repair steward/, cyril, people.steward],
        [/^delegate/, dele, people.delegate],
      ]
      let last = ''
      for (const [role, page, who] of joining) {
        last = await inviteBy(ana, role, last)
        await join(page, last, who)
      }

      await place(ana, 'Today')
      await ana.getByRole('link', { name: 'New meeting' }).click()
      await ana.getByLabel('What is it called').fill('Building meeting')
      const today = (
        await sql<{ day: string }>(
          `select to_char(now() at time zone 'Pacific/Auckland' + interval '1 day', 'YYYY-MM-DD') as day`,
        )
      )[0]
      await ana.getByLabel('Day', { exact: true }).fill(today?.day ?? '')
      await ana.getByLabel('Place', { exact: true }).fill('Laundry room')
      await ana.getByRole('button', { name: 'Set the meeting' }).click()
      await expect(ana.getByRole('heading', { level: 1, name: 'Building meeting' })).toBeVisible()

      await place(ana, 'Today')
      await ana.getByRole('link', { name: 'Shifts', exact: true }).click()
      await ana.getByRole('link', { name: 'New shift' }).first().click()
      await ana.getByLabel('From', { exact: true }).fill('00:00')
      await ana.getByLabel('To', { exact: true }).fill('23:59')
      await ana.getByLabel('Meeting place').fill('Front steps')
      await ana.getByRole('button', { name: 'Call the shift' }).click()
      await ana.getByLabel('Which building?').fill('aspen')
      await ana.getByRole('button', { name: 'Find', exact: true }).click()
      await ana.getByRole('link', { name: new RegExp(`^${address}`) }).click()
      await ana.getByRole('checkbox', { name: people.canvasser.name }).check()
      await ana.getByRole('button', { name: 'Give these doors' }).click()
      await expect(rowOf(ana, people.canvasser.name)).toContainText(`${address}, whole building`)
    })

    await test.step('5. doors: ready, then no network and no server', async () => {
      const { page, context } = bea
      await page.goto(`${url}/today`)
      await page.getByRole('link', { name: 'Knock', exact: true }).click()
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
      await killTab(bea.page)
      expect(await count('knock')).toBe(0)

      bea.page = await reopen(bea.context, `${url}/doors`)
      watch(bea.page, withoutNetwork)
      await expect(saveLine(bea.page)).toContainText('5 waiting to send')
      await expect(bea.page.getByText('1 talk to finish')).toBeVisible()
      await bea.page.getByRole('link', { name: address }).click()
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
      expect(await count('knock')).toBe(0)
      await bea.context.setOffline(false)
      await expect(saveLine(bea.page)).toContainText('6 of 6 safe', { timeout: 60_000 })
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

    await test.step('6. the chart has changed; what a room and the public may see', async () => {
      await openBuilding(ana)
      await expect(ana.getByText('3 of 19 doors talked with · 1 tried · 15 not yet').last()).toBeVisible()
      await ana.getByRole('radio', { name: 'Where they stand' }).click()
      await expect(tile(ana, '5C')).toHaveAccessibleName(/Brings others/)
      await expect(tile(ana, '5B')).toHaveAccessibleName(/With us/)
      await tile(ana, '5C').click()
      await expect(ana.getByRole('complementary', { name: 'Door 5C' })).toContainText('Marisol')
      const building = new URL(ana.url()).pathname
      const secrets = ['Marisol', 'Noor', 'Brings others', 'Unsure', 'Knows everybody', 'Bring the petition']
      for (const view of ['room', 'public']) {
        await ana.goto(`${url}${building}?view=${view}`)
        const words = await ana.locator('main').textContent()
        const sent = await ana.content()
        for (const secret of secrets) {
          expect(words, view).not.toContain(secret)
          expect(sent, view).not.toContain(secret)
        }
        await expect(ana.getByRole('link', { name: /^Door 5C/ })).toHaveCount(view === 'room' ? 1 : 0)
      }
      await expect(ana.getByRole('definition')).toHaveText(['19', '3', '0'])
    })

    await test.step('6. the meeting: asked, said yes, came', async () => {
      await place(ana, 'Today')
      await ana.getByRole('link', { name: 'Building meeting' }).first().click()
      await rowOf(ana, address).getByRole('link').click()
      await ana.getByRole('button', { name: 'Door 5C, said yes' }).click()
      await expect(ana.getByRole('button', { name: 'Door 5C, said yes, came' })).toBeVisible()
      await ana.getByRole('button', { name: 'Door 5B, not asked' }).click()
      await expect(ana.getByRole('button', { name: 'Door 5B, not asked, came' })).toBeVisible()
      await expect(rowOf(ana, address).getByRole('cell')).toHaveText([address, '19', '1', '1', '0', '2'])
      await openBuilding(ana)
      await ana.getByRole('radio', { name: /^Coming/ }).click()
      await expect(tile(ana, '5C')).toHaveAccessibleName(/Came/)
      await expect(tile(ana, '5B')).toHaveAccessibleName(/Came/)
      await expect(tile(ana, '5A')).toHaveAccessibleName(/Not asked/)
    })

    await test.step('6. who asked to join is a member once somebody vouches', async () => {
      await place(ana, 'Today')
      await ana.getByRole('link', { name: 'Vouch', exact: true }).click()
      await ana.getByRole('link', { name: 'Marisol' }).click()
      await ana.getByRole('button', { name: 'I vouch for them' }).click()
      await expect(ana.getByRole('button', { name: 'I vouch for them' })).toHaveCount(0)
    })

    await test.step('7. repairs: in the steward’s inbox, the landlord is called, it moves along', async () => {
      await place(cyril, 'Repairs')
      await expect(cyril.getByRole('link', { name: /^Leak, flood or sewage.*PH/ })).toBeVisible()
      await cyril.getByRole('link', { name: /^No heat.*5C/ }).click()
      await expect(cyril.getByRole('heading', { level: 1, name: 'No heat' })).toBeVisible()
      await expect(cyril.getByText(`by ${people.canvasser.name}`)).toBeVisible()
      await cyril.getByRole('button', { name: 'I take it' }).click()
      await expect(cyril.getByRole('button', { name: 'I take it' })).toHaveCount(0)
      await cyril.getByLabel('What the landlord said').fill('A plumber comes on Monday')
      await cyril.getByRole('button', { name: 'Save the call' }).click()
      await expect(cyril.getByText('Landlord contacted: Call')).toBeVisible()
      await expect(cyril.getByText('A plumber comes on Monday')).toBeVisible()
      await expect(cyril.locator('main')).toContainText('The landlord answered')
      await cyril.getByRole('button', { name: 'A day is set' }).click()
      await expect(cyril.getByRole('button', { name: 'A day is set' })).toHaveCount(0)
      expect(
        await sql(`select e.kind, e.status from grievance_event e join grievance g on g.id = e.grievance_id
          where g.category = 'heat' and e.kind in ('moved', 'landlord_contact') order by e.at, e.id`),
      ).toEqual([
        { kind: 'moved', status: 'reported' },
        { kind: 'landlord_contact', status: 'acknowledged' },
        { kind: 'moved', status: 'scheduled' },
      ])
      await checkAccess(cyril)
    })

    await test.step('8. coverage: map and table say what the facts say', async () => {
      const facts = await recount(union)
      expect(facts).toEqual({ doors: 19, talked: 3, members: 1, supporting: 2, open: 2 })
      await place(ana, 'Buildings')
      await ana.getByRole('link', { name: 'Map', exact: false }).first().click()
      await expect(ana.getByRole('heading', { level: 1, name: 'Map of the city' })).toBeVisible()
      const show = ana.getByRole('button', { name: 'Show map' })
      if (await show.isVisible()) await show.click()
      await expect(ana.getByRole('button', { name: 'Closer' })).toBeVisible({ timeout: 30_000 })
      const row = rowOf(ana, address)
      for (const [colour, words] of [
        ['Doors talked with', `${facts.talked} of ${facts.doors} doors talked with`],
        ['Doors with us', `${facts.supporting} of ${facts.doors} doors with us`],
        ['Doors with a member', `${facts.members} of ${facts.doors} doors with a member`],
        ['Open repairs for each door', `${facts.open} repairs open in ${facts.doors} doors`],
      ] as const) {
        await ana.getByLabel('Colour', { exact: true }).selectOption(colour)
        await expect(row).toContainText(words)
      }
      const [all] = await sql<{ talked: number; doors: number }>(
        `select sum(c.reached)::int as talked, sum(c.doors)::int as doors from building_coverage c`,
      )
      const [units] = await sql<{ doors: number }>(
        `select count(*)::int as doors from unit where struck_reason is null`,
      )
      expect(all).toEqual({ talked: facts.talked, doors: units?.doors })
      await expect(ana.getByRole('heading', { name: /not on the map: no point yet/ })).toContainText(
        lists.added.toLocaleString('en'),
      )
      await checkAccess(ana)
    })

    await test.step('9. a committee: founded, affiliated, nothing shared yet', async () => {
      await dele.goto(`${url}/map`)
      await expect(rowOf(dele, address)).toContainText('3 of 19 doors talked with')

      await place(ana, 'Union')
      await ana.getByRole('link', { name: 'Found a committee' }).click()
      const file = ana.getByLabel('Building', { exact: true })
      await file.selectOption({ label: `${address} · ${unionName}` })
      await ana.getByLabel('Name of the committee').fill('Aspen Court committee')
      await ana.getByLabel('How it was decided').fill('In the laundry room, 11 to 0')
      await expect(ana.getByRole('checkbox', { name: unionName })).toBeChecked()
      await ana.getByRole('button', { name: 'Found a committee' }).click()
      await expect(ana.getByText('The committee is founded and has its file.')).toBeVisible()
      const link = await ana.getByLabel('Send this link to its secretary').inputValue()
      await join(marisol, link, people.keeper)

      await expect(rowOf(dele, address)).toHaveCount(0, { timeout: 20_000 })
      await openBuilding(dele)
      await expect(dele.getByText('This committee does not share more.')).toBeVisible()
    })

    await test.step('9. what it shares is on the delegate’s map and table at once, and nothing else', async () => {
      await dele.goto(`${url}/map`)
      await place(marisol, 'Union')
      await expect(marisol.getByRole('link', { name: unionName }).first()).toBeVisible()
      await tab(marisol, 'What we share')
      const doors = marisol.getByRole('switch', { name: `doors, ${unionName}` })
      await expect(doors).not.toBeChecked()
      await doors.click()
      await expect(doors).toBeChecked()

      await expect(rowOf(dele, address)).toContainText('3 of 19 doors talked with', { timeout: 20_000 })
      for (const colour of ['Doors with us', 'Doors with a member', 'Open repairs for each door']) {
        await dele.getByLabel('Colour', { exact: true }).selectOption(colour)
        await expect(rowOf(dele, address)).toContainText('not shared')
      }
      const answered = await dele.request.get(`${url}/coverage.json`)
      const { buildings } = (await answered.json()) as { buildings: Record<string, unknown>[] }
      expect(buildings.find((one) => one.address === address)).toMatchObject({
        state: 'shared',
        doors: 19,
        reached: 3,
        assessed: null,
        supporting: null,
        members: null,
        openRepairs: null,
        openEmergencies: null,
      })
      await openBuilding(dele)
      await expect(dele.getByRole('definition')).toHaveText(['19', '3'])
      const sent = await dele.content()
      for (const secret of ['Marisol', 'Noor', 'Brings others', 'No heat', 'Knows everybody', '5C'])
        expect(sent).not.toContain(secret)
      await checkAccess(dele)
    })

    await test.step('9. the share ends, and the delegate’s map is empty of it at once', async () => {
      await dele.goto(`${url}/map`)
      await expect(rowOf(dele, address)).toContainText('3 of 19 doors talked with')
      const doors = marisol.getByRole('switch', { name: `doors, ${unionName}` })
      await doors.click()
      await expect(doors).not.toBeChecked()
      const answered = await dele.request.get(`${url}/coverage.json`)
      const { buildings } = (await answered.json()) as { buildings: Record<string, unknown>[] }
      expect(buildings.find((one) => one.address === address)).toMatchObject({
        state: 'hidden',
        doors: null,
        reached: null,
      })
      await expect(rowOf(dele, address)).toHaveCount(0, { timeout: 20_000 })
    })
  } finally {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await union.close()
  }
})
