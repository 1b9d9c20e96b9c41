import type { Door, Turf } from '../lease/turf.schema.ts'
import type { LanguageCode } from '../lists.ts'
import type { Knock } from '../sync/ops.schema.ts'
import { nextDoor } from './next-door.ts'
import { doorsNow, ownKnocks, takingBack } from './own-knocks.ts'
import { isTalk } from './talk-draft.ts'
import { leavesFlyer } from './use-flyer.ts'
import type { LastAct } from './use-knocks.ts'
import type { PhoneView } from './use-phone.ts'

/** The language and the coming back are one act; then the next door, where it can still be undone. */
export async function keepLanguage(
  { phone, acts }: Pick<PhoneView, 'phone' | 'acts'>,
  turf: Turf,
  door: Door,
  language: LanguageCode | null,
  /** What was logged here last was something else. */
  isChange: boolean,
) {
  const { unitId, label } = door
  const own = ownKnocks(acts).filter(({ op }) => op.turfId === turf.turfId)
  const instead = isChange ? own.findLast((knock) => knock.unitId === unitId)?.op : undefined
  const knock: Knock = {
    kind: 'knock',
    knockId: crypto.randomUUID(),
    turfId: turf.turfId,
    unitId,
    disposition: 'language',
    flyer: leavesFlyer('language'),
    ...(language && { languages: [language] }),
  }
  const [talk, opIds] = await phone.inside.noting(async () => [
    await phone.draft(unitId),
    await phone.saveAll([...takingBack(instead), knock]),
  ])
  const doors = doorsNow(turf.doors, acts, turf.turfId)
  const done = new Set([...own, ...doors.filter(({ tonight }) => tonight)].map((each) => each.unitId)).add(
    unitId,
  )
  const to = nextDoor(doors, unitId, done, turf.shift)?.unitId
  const last: LastAct = {
    labels: [label],
    disposition: 'language',
    opIds: opIds.slice(-1),
    ...(instead && { changed: { from: instead, to: knock } }),
    unitId,
    drafts: isTalk(talk) ? [talk] : [],
    finished: false,
    takenBack: false,
  }
  return { to, last }
}
