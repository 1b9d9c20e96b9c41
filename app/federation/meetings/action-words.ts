import { keysFor } from '#app/messages/keys.ts'
import { actionKinds } from './meeting.schema.ts'
import { type Outcome, outcomes } from './outcome.ts'

export const actionKey = keysFor('action.kind', actionKinds)

const ofMeeting = keysFor('meeting.outcome', outcomes)
const ofAction = keysFor('action.outcome', outcomes)
/** Come to a meeting, done with an action. */
export const outcomeKey = (isAction: boolean) => (outcome: Outcome) =>
  isAction ? ofAction(outcome) : ofMeeting(outcome)

export const outcomeMarks = { kept: '✓', partly: '½', not_kept: '✕', excused: '~' } as const
