import type { Page } from '@playwright/test'
import { expect, test } from './fixtures/test.ts'
import {
  address,
  join,
  openBuilding,
  people,
  place,
  rowOf,
  type Story,
  tab,
  unionName,
} from './main-job.parts.ts'

/** The building's row, while it says a figure. */
const figures = (page: Page) => rowOf(page, address).filter({ hasText: /\d of \d/ })

/** What the server gives this reader's map for the building. */
async function sentOf(page: Page, url: string) {
  const answered = await page.request.get(`${url}/coverage.json`)
  const { buildings } = (await answered.json()) as { buildings: Record<string, unknown>[] }
  return buildings.find((one) => one.address === address)
}

/** Step 9: the committee’s file is its own; the city sees what is shared, while it is. */
export async function shareWithCity({ ana, dele, marisol, union, checkAccess }: Story) {
  const { url } = union
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

    await expect(figures(dele)).toHaveCount(0, { timeout: 20_000 })
    expect(await sentOf(dele, url)).toMatchObject({ state: 'hidden', doors: null, reached: null })
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
    expect(await sentOf(dele, url)).toMatchObject({
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
    expect(await sentOf(dele, url)).toMatchObject({
      state: 'hidden',
      doors: null,
      reached: null,
    })
    await expect(figures(dele)).toHaveCount(0, { timeout: 20_000 })
  })
}
