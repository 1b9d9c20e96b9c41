import { useRef, useState } from 'react'
import type { Phone } from '../offline/phone-types.ts'
import { isTalk, newTalk, type TalkDraft } from './talk-draft.ts'

/** Talks that were begun. On the disk at each tap and key; the screen never waits for it. */
export function useDrafts(phone: Phone, stored: ReadonlyMap<string, unknown>) {
  const [drafts, setDrafts] = useState(() => talksOf(stored))
  const newest = useRef(drafts)

  const keep = (next: ReadonlyMap<string, TalkDraft>) => {
    newest.current = next
    setDrafts(next)
  }

  const write = (draft: TalkDraft) => {
    keep(new Map(newest.current).set(draft.unitId, draft))
    // What went wrong stands in the phone's status, which the line on top shows.
    phone.saveDraft(draft.unitId, draft).catch(() => {})
  }

  return {
    drafts,
    write,
    begin(unitId: string, people: readonly { personId: string }[]) {
      if (!newest.current.has(unitId)) write({ ...newTalk(unitId, people), open: true })
    },
    change(unitId: string, change: Partial<TalkDraft>) {
      const draft = newest.current.get(unitId)
      if (draft) write({ ...draft, ...change })
    },
    /** The talk is in the outbox; its draft went with it. */
    forget(unitId: string) {
      const next = new Map(newest.current)
      next.delete(unitId)
      keep(next)
    },
    newest: (unitId: string) => newest.current.get(unitId),
  }
}

function talksOf(stored: ReadonlyMap<string, unknown>): ReadonlyMap<string, TalkDraft> {
  return new Map([...stored].flatMap(([unitId, value]) => (isTalk(value) ? [[unitId, value] as const] : [])))
}
