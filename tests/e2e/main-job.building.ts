import { expect, test } from './fixtures/test.ts'
import { address, openBuilding, people, place, recount, rowOf, type Story, tile } from './main-job.parts.ts'
import { lists } from './main-job.union.ts'

/** Steps 6 to 8: what the knocks have changed, for those who work with the building. */
export async function workInBuilding({ ana, cyril, union, checkAccess }: Story) {
  const { url, sql } = union
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
}
