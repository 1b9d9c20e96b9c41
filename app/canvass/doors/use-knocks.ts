import { useRef, useState } from 'react'
import type { Disposition, LanguageCode } from '../lists.ts'
import type { Phone } from '../offline/phone-types.ts'
import type { Op } from '../ops.schema.ts'
import type { Door, Turf } from '../turf.schema.ts'
import { loadParts } from './later-parts.ts'
import type { TalkDraft } from './talk-draft.ts'
import type { useDrafts } from './use-drafts.ts'

/** The last act, to be taken back until the next one. */
export type LastAct = {
  labels: string[]
  disposition: Disposition
  opIds: string[]
  unitId: string
  /** Talks it ended: the one that was finished, or those begun at doors that were logged otherwise. */
  drafts: TalkDraft[]
  finished: boolean
  takenBack: boolean
}

/** Acts at doors. Each resolves when it is on the disk; false when it is not, and everything stays as it was. */
export function useKnocks(phone: Phone, turf: Turf, flyer: boolean, talks: ReturnType<typeof useDrafts>) {
  const [last, setLast] = useState<LastAct | null>(null)
  const busy = useRef(false)

  const alone = async (fn: () => Promise<void>) => {
    if (busy.current) return false
    busy.current = true
    try {
      await fn()
      return true
    } catch {
      return false
    } finally {
      busy.current = false
    }
  }

  return {
    last,

    log: (doors: readonly Door[], disposition: Disposition, languages?: LanguageCode[]) =>
      alone(async () => {
        const knocks = doors.map(({ unitId }) => ({
          kind: 'knock' as const,
          knockId: crypto.randomUUID(),
          turfId: turf.turfId,
          unitId,
          disposition,
          flyer: flyer || disposition === 'left_literature',
          ...(languages && { languages }),
        }))
        const opIds = await phone.saveAll(knocks)
        // A door that was logged otherwise has no talk to finish: of somebody who refused nothing is kept.
        const drafts = doors.flatMap(({ unitId }) => talks.newest(unitId) ?? [])
        for (const { unitId } of drafts) talks.forget(unitId)
        navigator.vibrate?.(10)
        const labels = doors.map(({ label }) => label)
        const unitId = doors[0]?.unitId ?? ''
        setLast({ labels, disposition, opIds, drafts, unitId, finished: false, takenBack: false })
      }),

    finish: (door: Door, draft: TalkDraft) =>
      alone(async () => {
        const { knockOf } = await loadParts()
        const opId = await phone.save(knockOf(draft, turf, flyer))
        talks.forget(door.unitId)
        navigator.vibrate?.(10)
        setLast({
          labels: [door.label],
          disposition: 'conversation',
          opIds: [opId],
          drafts: [draft],
          unitId: door.unitId,
          finished: true,
          takenBack: false,
        })
      }),

    undo: () =>
      alone(async () => {
        if (!last) return
        const { takenBackDraft } = await loadParts()
        const [how = 'removed'] = await phone.undoAll(last.opIds)
        // Taken back is not forgotten: a talk goes back to being unfinished.
        for (const draft of last.drafts) talks.write(last.finished ? takenBackDraft(draft, how) : draft)
        setLast({ ...last, opIds: [], drafts: [], takenBack: true })
      }),

    addDoor: (op: Extract<Op, { kind: 'unit' }>) => alone(async () => void (await phone.save(op))),
  }
}
