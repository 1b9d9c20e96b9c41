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
  drafts: TalkDraft[]
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

  /** A door that was logged otherwise has no talk to finish: of somebody who refused nothing is kept. */
  const dropTalk = async (unitId: string) => {
    const draft = talks.newest(unitId)
    if (!draft) return []
    await phone.dropDraft(unitId)
    talks.forget(unitId)
    return [draft]
  }

  return {
    last,

    log: (doors: readonly Door[], disposition: Disposition, languages?: LanguageCode[]) =>
      alone(async () => {
        const opIds: string[] = []
        const drafts: TalkDraft[] = []
        for (const { unitId } of doors) {
          opIds.push(
            await phone.save({
              kind: 'knock',
              knockId: crypto.randomUUID(),
              turfId: turf.turfId,
              unitId,
              disposition,
              flyer: flyer || disposition === 'left_literature',
              ...(languages && { languages }),
            }),
          )
          drafts.push(...(await dropTalk(unitId)))
        }
        navigator.vibrate?.(10)
        const labels = doors.map(({ label }) => label)
        setLast({ labels, disposition, opIds, drafts, unitId: doors[0]?.unitId ?? '', takenBack: false })
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
          takenBack: false,
        })
      }),

    undo: () =>
      alone(async () => {
        if (!last) return
        for (const opId of last.opIds) await phone.undo(opId)
        // Taken back is not forgotten: a talk goes back to being unfinished, under an id of its own.
        for (const draft of last.drafts) talks.write({ ...draft, knockId: crypto.randomUUID() })
        setLast({ ...last, opIds: [], drafts: [], takenBack: true })
      }),

    addDoor: (op: Extract<Op, { kind: 'unit' }>) => alone(async () => void (await phone.save(op))),
  }
}
