import { doorsNow } from './own-knocks.ts'
import { isTalk } from './talk-draft.ts'
import type { PhoneView } from './use-phone.ts'
import { cutOffAt } from './use-talk-mark.ts'

/** The talk that was on the screen when the phone died. */
export function whereLeft({
  turfs,
  past,
  acts,
  drafts,
}: Pick<PhoneView, 'turfs' | 'past' | 'acts' | 'drafts'>) {
  const talks = new Map(
    [...drafts].flatMap(([unitId, value]) => (isTalk(value) ? [[unitId, value] as const] : [])),
  )
  for (const { turfId, doors } of [...turfs, ...past]) {
    const door = cutOffAt(doorsNow(doors, acts, turfId), talks)
    if (door) return `/doors/turf/${turfId}?unit=${door.unitId}&talk=1`
  }
}
