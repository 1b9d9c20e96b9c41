import { useEffect, useState } from 'react'
import type { Door } from '../lease/turf.schema.ts'
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
  const nextTo = (from?: Door, passed: readonly Door[] = []) =>
    nextInWalk(
      walk,
      from?.unitId,
      (door) => isDone(door) || passed.includes(door) || isLeftInPeace(door, turf.shift),
    )

  // Opened anew without a door: whoever left a talk may stand before any of them; whoever was cut off in one is still in it.
  const toBegin = params.has('end') ? [] : doors
  const cutOff = cutOffAt(toBegin, begun)
  const asked = doors.find(({ unitId }) => unitId === params.get('unit'))
  // Chosen once: what is read of earlier acts a moment later moves nobody to another door under their thumb.
  const [firstId] = useState(() => {
    const reached = doors.filter(({ reachedDay }) => reachedDay)
    return (nextTo(undefined, reached) ?? nextTo())?.unitId
  })

  const go = (unitId: string, talk = false) => show({ unit: unitId, ...(talk && { talk: 'top' }) })
  // After the last one stands none: a second tap would write it down again.
  const left = nextTo()
  const first = left && toBegin.find(({ unitId }) => unitId === firstId)
  const door = asked ?? cutOff ?? first ?? left
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
    /** On to the next door once this is saved; whoever has opened one meanwhile stays there. */
    goOn: async (saving: Promise<boolean>, logged: readonly Door[]) => {
      const since = shown.current
      if ((await saving) && shown.current === since) {
        const next = nextTo(logged.at(-1), logged)
        leaveTo(next ? { unit: next.unitId } : { end: '1' })
      }
    },
  }
}
