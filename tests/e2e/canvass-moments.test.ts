import { becauseYouKnocked } from './canvass-moments.after.ts'
import { allSafe, diesAt31 } from './canvass-moments.dies.ts'
import { fromThePocket, wrongDoor } from './canvass-moments.evening.ts'
import { firstNotHome, signalGoes, type Told } from './canvass-moments.first.ts'
import { handedOn } from './canvass-moments.handed.ts'
import { knowsMore, whatAreYouWriting } from './canvass-moments.knows.ts'
import { readyIn90Seconds } from './canvass-moments.ready.ts'
import { test } from './canvass-moments.union.ts'
import { slow } from './fixtures/slow.ts'

/**
 * Where the network goes it is cut twice: the browser has none (`context.setOffline`), and the wire between it and the server
 * refuses every connection, which is asked of it from outside the browser before the test goes on.
 */
test.use({
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
  actionTimeout: 30_000,
  navigationTimeout: 30_000,
})

test.describe.configure({ timeout: 240_000 * slow })

const moments: [string, (told: Told) => Promise<void>][] = [
  ['ready in 90 s', readyIn90Seconds],
  ['first not-home with one thumb', firstNotHome],
  ['signal goes and nothing changes', signalGoes],
  ['first long talk, phone from the pocket after 12 minutes', fromThePocket],
  ['wrong door undone', wrongDoor],
  ["the app knows what she doesn't", knowsMore],
  ['"what are you writing about me?"', whatAreYouWriting],
  ['phone dies at 31 doors', diesAt31],
  ['"31 of 31 safe"', allSafe],
  ['because you knocked', becauseYouKnocked],
]

for (const [name, moment] of moments)
  test(name, async ({ context, browser, evening, watch, checkAccess }) => {
    // Each is an evening of its own: what the ones before it did is passed over in none.
    await evening.union.sql('update knock set turf_id = null where turf_id is not null')
    await moment({ context, browser, evening, watch, checkAccess })
  })

// Not one of the ten: it is here for the union they have made.
test('handed back, given on', async ({ context, browser, evening, watch, checkAccess }) => {
  await handedOn({ context, browser, evening, watch, checkAccess })
})
