import { useEffect, useState } from 'react'
import type { Door, Turf } from '../lease/turf.schema.ts'
import type { Disposition } from '../lists.ts'
import type { Phone } from '../offline/phone-types.ts'
import type { Knock, Op } from '../sync/ops.schema.ts'
import { dropLast, lastAt } from './last-in-hand.ts'
import { loadParts } from './later-parts.ts'
import { takingBack } from './own-knocks.ts'
import { takeTurns } from './take-turns.ts'
import { newTalk, type TalkDraft } from './talk-draft.ts'
import type { useDrafts } from './use-drafts.ts'
import { leavesFlyer } from './use-flyer.ts'

/** What may be said of a door beside its result, and the knock it stands instead of. */
export type Said = Pick<Knock, 'languages' | 'followUp' | 'repairs'> & { instead?: Knock | undefined }

/** The last act, to be taken back until the next one. */
export type LastAct = {
  labels: string[]
  disposition: Disposition
  opIds: string[]
  /** It stands instead of another, which comes back with an undo. */
  changed?: { from: Knock; to: Knock } | undefined
  unitId: string
  /** Talks it ended: the one that was finished, or those begun at doors that were logged otherwise. */
  drafts: TalkDraft[]
  finished: boolean
  takenBack: boolean
  flyer?: boolean | undefined
}

const idsOf = (doors: readonly Door[]) => doors.map(({ unitId }) => unitId)

/** Acts at doors. Each resolves when it is on the disk; false when it is not, and everything stays as it was. */
export function useKnocks(phone: Phone, turf: Turf, flyer: boolean, talks: ReturnType<typeof useDrafts>) {
  const [last, setLast] = useState(() => lastAt(turf.turfId))
  useEffect(dropLast, [])
  const [{ at, alone }] = useState(takeTurns)

  return {
    last,

    log: (doors: readonly Door[], disposition: Disposition, { instead, ...said }: Said = {}) =>
      at(idsOf(doors), async () => {
        const knocks = doors.map(
          ({ unitId }): Knock => ({
            kind: 'knock',
            knockId: crypto.randomUUID(),
            turfId: turf.turfId,
            unitId,
            disposition,
            flyer: leavesFlyer(disposition, flyer),
            ...said,
          }),
        )
        const opIds = (await phone.saveAll([...takingBack(instead), ...knocks])).slice(-knocks.length)
        // A door that was logged otherwise has no talk to finish: of somebody who refused nothing is kept.
        const drafts = doors.flatMap(({ unitId }) => talks.newest(unitId) ?? [])
        for (const { unitId } of drafts) talks.forget(unitId)
        navigator.vibrate?.(10)
        const labels = doors.map(({ label }) => label)
        const unitId = doors[0]?.unitId ?? ''
        const [to] = knocks
        setLast({
          labels,
          disposition,
          opIds,
          changed: instead && to && { from: instead, to },
          drafts,
          unitId,
          finished: false,
          takenBack: false,
          flyer: to?.flyer && disposition === 'not_home',
        })
      }),

    finish: (door: Door, draft: TalkDraft, instead?: Knock) =>
      at([door.unitId], async () => {
        const { knockOf } = await loadParts()
        const to = knockOf(draft, turf)
        const opIds = await phone.saveAll([...takingBack(instead), to])
        talks.forget(door.unitId)
        navigator.vibrate?.(10)
        setLast({
          labels: [door.label],
          disposition: 'conversation',
          opIds: opIds.slice(-1),
          changed: instead && { from: instead, to },
          drafts: [draft],
          unitId: door.unitId,
          finished: true,
          takenBack: false,
        })
      }),

    undo: () =>
      alone(last?.unitId ?? '', async () => {
        if (!last) return
        const { again, photosOf, reopenPhotos, takenBackDraft } = await loadParts()
        const { changed } = last
        const back = changed && again(changed.from, turf)
        const [how] = back ? [] : await phone.undoAll(last.opIds)
        if (back) await phone.saveAll([...takingBack(changed.to), back])
        // Taken back is not forgotten: a talk goes back to being unfinished.
        for (const draft of last.drafts)
          talks.write({
            ...(last.finished ? takenBackDraft(draft, how ?? 'retracted') : draft),
            ...(back && { replaces: back.knockId }),
          })
        await reopenPhotos(phone.inside, last.drafts.flatMap(photosOf))
        setLast({ ...last, opIds: [], drafts: [], takenBack: true })
      }),

    /** Its words once more, to be changed: what comes of it stands instead. A talk that waits to be finished is not mixed with another. */
    reopen: (knock: Knock, people: Door['people']) =>
      at([knock.unitId], async () => {
        const { draftOf } = await loadParts()
        const begun = talks.newest(knock.unitId)
        if (knock.disposition !== 'conversation')
          talks.write({ ...(begun ?? newTalk(knock.unitId, people)), replaces: knock.knockId })
        else if (!begun) talks.write(draftOf(knock))
      }),

    /** Nothing happened at this door: it was another. */
    takeBack: ({ label, unitId }: Door, knock: Knock) =>
      at([unitId], async () => {
        await phone.saveAll(takingBack(knock))
        const { disposition } = knock
        setLast({
          labels: [label],
          disposition,
          opIds: [],
          drafts: [],
          unitId,
          finished: false,
          takenBack: true,
        })
      }),

    addDoor: (op: Extract<Op, { kind: 'unit' }>) => alone(op.unitId, async () => void (await phone.save(op))),
  }
}
