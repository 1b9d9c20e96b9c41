import { useRef, useState } from 'react'
import { mergeDrafts } from '../offline/merge-drafts.ts'
import type { Phone } from '../offline/phone-types.ts'
import { isTalk, isUntouched, newTalk, type TalkDraft } from './talk-draft.ts'

/**
 * Talks that were begun. On the disk at each tap and key; the screen never waits for it. On a locked phone they can only be written:
 * one that was left is not shown again, and what is written at its door after it becomes one with it.
 */
export function useDrafts(
  phone: Pick<Phone, 'saveDraft'>,
  stored: ReadonlyMap<string, unknown>,
  locked: boolean,
  turfId: string,
) {
  const [drafts, setDrafts] = useState(() => talksOf(stored))
  const newest = useRef(drafts)
  const shut = useRef(new Map<string, TalkDraft>())
  const whole = (draft: TalkDraft) => mergeDrafts(shut.current.get(draft.unitId), draft) as TalkDraft

  const keep = (next: ReadonlyMap<string, TalkDraft>) => {
    newest.current = next
    setDrafts(next)
  }

  const write = (change: TalkDraft) => {
    const draft = { turfId, ...change }
    keep(new Map(newest.current).set(draft.unitId, draft))
    // What went wrong stands in the phone's status, which the line on top shows.
    phone.saveDraft(draft.unitId, whole(draft), draft.turfId, locked).catch(() => {})
  }

  const forget = (unitId: string) => {
    const next = new Map(newest.current)
    next.delete(unitId)
    shut.current.delete(unitId)
    keep(next)
  }

  return {
    drafts,
    write,
    /** `replaces`: the knock it will stand instead of. */
    begin(unitId: string, people: readonly { personId: string }[], replaces?: string) {
      const begun = newest.current.get(unitId)
      if (begun && !locked) return
      if (begun) shut.current.set(unitId, whole(begun))
      write({ ...newTalk(unitId, people), open: true, ...(replaces && { replaces }) })
    },
    change(unitId: string, change: Partial<TalkDraft>) {
      const draft = newest.current.get(unitId)
      if (draft) write({ ...draft, ...change })
    },
    /** The talk is in the outbox; its draft went with it. */
    forget,
    /** Whoever opened a talk at the wrong door has none to finish. */
    leave(unitId: string) {
      const draft = newest.current.get(unitId)
      if (!draft || !isUntouched(whole(draft))) return
      forget(unitId)
      phone.saveDraft(unitId, undefined, turfId, locked).catch(() => {})
    },
    newest(unitId: string) {
      const draft = newest.current.get(unitId)
      return draft && whole(draft)
    },
  }
}

function talksOf(stored: ReadonlyMap<string, unknown>): ReadonlyMap<string, TalkDraft> {
  return new Map([...stored].flatMap(([unitId, value]) => (isTalk(value) ? [[unitId, value] as const] : [])))
}
