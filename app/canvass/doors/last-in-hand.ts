import type { Phone } from '../offline/phone-types.ts'
import { createHand } from './in-hand.ts'
import type { LastAct } from './use-knocks.ts'

const hand = createHand<{ turfId: string; last: LastAct }>()

/** What was done on the card, for the door that can undo it. There may be the words of a talk in it, so a lock takes it away too. */
export function handLast(phone: Pick<Phone, 'subscribe'>, turfId: string, last: LastAct) {
  hand.give({ turfId, last })
  const stop = phone.subscribe(({ locked }) => {
    if (locked) hand.drop()
    if (!hand.look()) stop()
  })
}

export function lastAt(turfId: string) {
  const held = hand.look()
  return held?.turfId === turfId ? held.last : null
}

export const dropLast = hand.drop
