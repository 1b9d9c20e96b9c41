import { doorsNow } from './own-knocks.ts'
import { isTalk } from './talk-draft.ts'
import type { PhoneView } from './use-phone.ts'
import { cutOffAt } from './use-talk-mark.ts'

/** The doors at one of which a talk was on the screen when the phone died. */
export function whereLeft({
  turfs,
  past,
  acts,
  drafts,
}: Pick<PhoneView, 'turfs' | 'past' | 'acts' | 'drafts'>) {
  const talks = new Map(
    [...drafts].flatMap(([unitId, value]) => (isTalk(value) ? [[unitId, value] as const] : [])),
  )
  return [...turfs, ...past].find(({ doors, turfId }) => cutOffAt(doorsNow(doors, acts, turfId), talks))
    ?.turfId
}
