import { useEffect } from 'react'
import type { Phone } from '../offline/phone-types.ts'
import type { TalkDraft } from './talk-draft.ts'
import type { useDrafts } from './use-drafts.ts'

type Talks = Pick<ReturnType<typeof useDrafts>, 'change' | 'leave'>

/** The door of these at which a talk was on the screen when its page ended. */
export const cutOffAt = <Door extends { unitId: string }>(
  doors: readonly Door[],
  drafts: ReadonlyMap<string, TalkDraft>,
) => doors.find(({ unitId }) => drafts.get(unitId)?.open)

/** Black boxes on a photo are part of the talk. */
const isAtPhoto = () => location.pathname.endsWith('/photo')

/**
 * Says in the draft that its talk is on the screen: on the disk with it, at once. A page that is killed takes nothing away, and a
 * phone that locks only covers the talk.
 */
export function markTalk(
  phone: Pick<Phone, 'status'>,
  { change, leave }: Talks,
  { unitId, open }: TalkDraft,
  goesOn = isAtPhoto,
) {
  if (!open) change(unitId, { open: true })
  return () => {
    if (phone.status().locked || goesOn()) return
    change(unitId, { open: false })
    leave(unitId)
  }
}

export function useTalkMark(phone: Phone, talks: Talks, draft: TalkDraft | undefined) {
  useEffect(() => draft && markTalk(phone, talks, draft), [draft?.unitId])
}
