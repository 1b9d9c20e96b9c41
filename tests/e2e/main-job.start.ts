import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/test.ts'
import {
  address,
  bringIn,
  checkFile,
  chooseDoors,
  hours,
  inviteBy,
  join,
  openBuilding,
  people,
  place,
  rowOf,
  type Story,
  tab,
  tile,
  unionName,
} from './main-job.parts.ts'
import { lists, ownLists } from './main-job.union.ts'

/** Steps 1 to 4: from nothing to doors in a canvasser’s hands. */
export async function startUnion({ ana, bea, cyril, dele, union, checkAccess }: Story) {
  const { url, sql } = union
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
    expect(await union.count('building')).toBe(1)
    expect(await union.count('unit')).toBe(20)
    expect(await union.count('import')).toBe(0)
  })

  await test.step('2. lists: the registry, checked first and then brought in, counts exact', async () => {
    await checkFile(ana, /^Doors of a rent registry/, lists.registry)
    await expect(ana.getByRole('heading', { name: /^Checked: / })).toBeVisible({ timeout: 60_000 })
    await expect(ana.getByText('Nothing has been changed.', { exact: true })).toBeVisible()
    expect(await union.count('building')).toBe(1)
    await bringIn(ana, /^Doors of a rent registry/, lists.registry, ...lists.counts)
    await ana.getByRole('link', { name: 'See the buildings' }).click()
    const all = (lists.added + 1).toLocaleString('en')
    await expect(ana.getByRole('status').filter({ hasText: `${all} buildings` })).toBeVisible()
    expect(await union.count('building')).toBe(lists.added + 1)

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
    await ana.getByLabel('From', { exact: true }).fill(hours.from)
    await ana.getByLabel('To', { exact: true }).fill(hours.to)
    await ana.getByLabel('Meeting place').fill('Front steps')
    await ana.getByRole('button', { name: 'Call the shift' }).click()
    await ana.getByRole('link', { name: 'Make pairs' }).click()
    // The plan has this field and button too.
    await expect(ana.getByRole('heading', { name: 'Who has what' })).toBeVisible()
    await chooseDoors(ana, 'aspen')
    await ana.getByRole('group', { name: 'To whom' }).getByLabel(people.canvasser.name).check()
    await ana.getByRole('button', { name: 'Give these doors' }).click()
    await expect(rowOf(ana, people.canvasser.name)).toContainText(`${address}, whole building`)
  })
}
