import { keysFor } from '#app/messages/keys.ts'

/** What a body writes down of its own deeds. */
const deeds = [
  'union_founded',
  'body_founded',
  'file_handed_over',
  'file_received',
  'affiliated',
  'affiliation_ended',
  'invited',
  'invitation_withdrawn',
  'role_given',
  'role_ended',
  'joined',
  'share_began',
  'share_ended',
  'person_forgotten',
  'phone_lost',
  'vouched',
  'vouch_taken_back',
  'promises_passed',
  'shift_called_off',
  'shift_brought_back',
  'act_by_hand',
  'act_put_aside',
  'mark_lifted',
] as const
export type Deed = (typeof deeds)[number]

export const deedKey = keysFor('log.deed', deeds)

/** Other features write their own deeds into the same log. */
export function isDeed(action: string): action is Deed {
  return deeds.some((deed) => deed === action)
}
