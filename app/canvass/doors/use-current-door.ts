import { useEffect, useState } from 'react'
import type { House } from './house.ts'
import { isLeftInPeace, nextInWalk, walkOf } from './next-door.ts'
import type { TalkDraft } from './talk-draft.ts'
import { useDoorAddress } from './use-door-address.ts'
import { cutOffAt } from './use-talk-mark.ts'

/** The door one stands at, which the address names, and how one goes on from it. */
export function useCurrentDoor(
  { doors, floors, isDone, turf }: House,
  drafts: ReadonlyMap<string, TalkDraft>,
) {
  const { params, show, leaveTo, shown, rest, stepAwayTo } = useDoorAddress()
  const [begun] = useState(drafts)
  const walk = walkOf(floors)
  const nextTo = (from: string | null, passed: readonly string[] = []) =>
    nextInWalk(
      walk,
      from,
      (door) => isDone(door) || passed.includes(door.unitId) || isLeftInPeace(door, turf.shift),
    )

  // Opened anew without a door: whoever left a talk may stand before any of them; whoever was cut off in one is still in it.
  const cutOff = cutOffAt(doors, begun)
  const asked = doors.find(({ unitId }) => unitId === params.get('unit'))
  // Chosen once: what is read of earlier acts a moment later moves nobody to another door under their thumb.
  const [firstId] = useState(() => {
    const reached = doors.filter(({ reachedDay }) => reachedDay).map(({ unitId }) => unitId)
    return (nextTo(null, reached) ?? nextTo(null))?.unitId
  })

  const go = (unitId: string, talk = false) => show({ unit: unitId, ...(talk && { talk: 'top' }) })
  // After the last one stands none: a second tap would write it down again.
  const left = nextTo(null)
  const first = params.has('end') ? left : left && doors.find(({ unitId }) => unitId === firstId)
  const door = asked ?? cutOff ?? first ?? left ?? undefined
  const talking = asked ? params.has('talk') : Boolean(cutOff)
  useEffect(() => {
    if (door && talking) rest(door.unitId)
  }, [])

  return {
    door,
    /** A talk there takes the screen. */
    talking,
    walk,
    // Whoever comes back by it comes from elsewhere: a talk does not lie on its door then.
    query: params.toString().replace('talk=top', 'talk=1'),
    go,
    stepAwayTo,
    /** On to the next door once this is saved; whoever has opened one meanwhile stays there. Resolves with whether it is. */
    goOn: async (saving: Promise<boolean>, logged: readonly string[]) => {
      const since = shown.current
      const isSaved = await saving
      if (isSaved && shown.current === since) {
        const next = nextTo(logged.at(-1) ?? null, logged)
        leaveTo(next ? { unit: next.unitId } : { end: '1' })
      }
      return isSaved
    },
  }
}
