import { listPromises, setPromise } from '#app/canvass/debrief/debrief.server.ts'
import { tellShift } from '#app/canvass/joining/joining.server.ts'
import { as, type Someone } from './cast.ts'
import { at, dayAgo } from './story.ts'

/** Back at the steps: one talk still to finish, and the first promise has somebody and a day. The others pass on by themselves. */
export async function debrief(secretary: Someone, walker: Someone, shiftId: string, daysAgo: number) {
  const when = at(dayAgo(daysAgo), 21)
  await as(walker, when, (db) => tellShift(db, { shiftId, ready: true, back: true, drafts: 1 }))
  await as(secretary, when, async (db) => {
    const [first] = await listPromises(db, shiftId)
    if (first) await setPromise(db, shiftId, { ...first, ownerId: secretary.accountId, due: dayAgo(-2) })
  })
}
