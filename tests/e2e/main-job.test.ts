import { expect, test } from './fixtures/test.ts'
import { workInBuilding } from './main-job.building.ts'
import { shareWithCity } from './main-job.city.ts'
import { knockDoors } from './main-job.doors.ts'
import { withoutNetwork } from './main-job.parts.ts'
import { startUnion } from './main-job.start.ts'
import { openUnion } from './main-job.union.ts'

const refusedFile = /Failed to load resource: the server responded with a status of 422/

test.use({ actionTimeout: 30_000, navigationTimeout: 30_000 })

test('the main job, from an empty union to the map of the city', async ({
  browser,
  dataFolder,
  watch,
  checkAccess,
}) => {
  test.setTimeout(900_000)
  const arrive = async (allowed?: RegExp) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    watch(page, allowed)
    return { context, page }
  }
  const union = await openUnion(dataFolder, 'main-job')
  try {
    const { page: ana } = await arrive(refusedFile)
    const bea = await arrive(withoutNetwork)
    const { page: cyril } = await arrive()
    const { page: dele } = await arrive()
    const { page: marisol } = await arrive()
    const story = { ana, bea, cyril, dele, marisol, union, watch, checkAccess }
    await startUnion(story)
    await knockDoors(story)
    await workInBuilding(story)
    await shareWithCity(story)
    expect(await union.count('knock')).toBe(5)
  } finally {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await union.close()
  }
})
