import type { Turf } from '../lease/turf.schema.ts'
import { type AskStep, askSteps } from '../lists.ts'
import type { Knock } from '../sync/ops.schema.ts'
import { doorsNamed, readDoors } from './doors-said.ts'
import { comingTo, joinLacksName, keepsNothing, type TalkDraft, withoutKept } from './talk-draft.ts'

/** One for now, one for the week, one for who is ready. */
const usualAsks = ['flyer_neighbor', 'bring_neighbor', 'floor_captain'] as const satisfies AskStep[]

/** The three asks the shift chose, else the usual ones. Whether they come to the meeting is asked while the door is open. */
export function asksOf({
  shift,
  meeting,
}: {
  shift: Pick<Turf['shift'], 'asks'>
  meeting?: unknown
}): readonly AskStep[] {
  return (shift.asks.length > 0 ? shift.asks : usualAsks).filter((step) => step !== 'meeting' || !meeting)
}

/** One act: whatever was not answered is not in it. */
export function knockOf(said: TalkDraft, turf: Turf): Knock {
  const draft = keepsNothing(said) ? { ...said, ...withoutKept(said) } : said
  const person = personOf(draft)
  const asks = answersOf(draft, turf)
  const what = draft.followUp.what.trim()
  const note = draft.note.trim()
  const listensTo = doorsNamed(readDoors(draft.listensTo ?? '', turf.doors, draft.unitId))
  const consents = consentsOf(draft)
  const phone = phoneOf(draft, person?.personId)
  return {
    kind: 'knock',
    knockId: draft.knockId,
    turfId: turf.turfId,
    unitId: draft.unitId,
    disposition: 'conversation',
    flyer: false,
    ...(person && { person }),
    ...(draft.languages.length > 0 && { languages: draft.languages.slice(0, 5) }),
    ...(draft.heard.length > 0 && { heard: draft.heard }),
    ...(asks.length > 0 && { asks }),
    ...(person && consents.length > 0 && { consents }),
    ...(person && phone && { contact: { kind: 'phone' as const, value: phone } }),
    ...(draft.join && !joinLacksName(draft) && { join: true }),
    ...(draft.level !== null && {
      level: { id: crypto.randomUUID(), level: draft.level, basis: draft.basis },
    }),
    ...(listensTo.length > 0 && { listensTo }),
    ...(what && {
      followUp: {
        id: crypto.randomUUID(),
        what,
        ...(draft.followUp.owner.trim() && { owner: draft.followUp.owner.trim() }),
        ...(draft.followUp.due && { due: draft.followUp.due }),
      },
    }),
    ...(note && { note }),
    ...(note && person && draft.verbatim && draft.wordsOk && { verbatim: true }),
    ...(draft.repairs.length > 0 && { repairs: draft.repairs }),
  }
}

/** Somebody known, somebody new, or, when something said needs an owner, somebody without a name. */
function personOf(draft: TalkDraft) {
  if (draft.who && draft.who !== 'new') return { personId: draft.who, isNew: false }
  const name = draft.name.trim()
  const agreed = draft.contact?.call || draft.contact?.text
  const needed = name || draft.wordsOk || draft.level !== null || draft.phone.trim() || agreed
  if (!needed) return null
  const isNew = draft.sent?.personId !== draft.newPersonId
  const says = name && (isNew || name !== draft.sent?.name)
  return { personId: draft.newPersonId, isNew, ...(says && { name }) }
}

/** A number the server has of this person already is not a second one. */
function phoneOf({ phone, sent }: TalkDraft, personId: string | undefined) {
  const typed = phone.trim()
  return sent && sent.personId === personId && sent.phone === typed ? '' : typed
}

/**
 * What was taken back goes on as a draft, under ids of its own. Of a talk the server has, the person stays there when the knock is
 * taken back: done again it is about the same one.
 */
export function takenBackDraft(draft: TalkDraft, how: 'removed' | 'retracted'): TalkDraft {
  const person = how === 'retracted' ? personOf(draft) : null
  const sent = person
    ? { personId: person.personId, name: draft.name.trim(), phone: draft.phone.trim() }
    : draft.sent
  return {
    ...draft,
    ...(sent && { sent }),
    open: false,
    knockId: crypto.randomUUID(),
    newPersonId: sent?.personId === draft.newPersonId ? draft.newPersonId : crypto.randomUUID(),
    repairs: draft.repairs.map(({ photos, ...repair }) => ({
      ...repair,
      id: crypto.randomUUID(),
      // The same pictures, named anew: under these ids the server has them with what was taken back.
      ...(photos && { photos: photos.map(({ sha256 }) => ({ id: crypto.randomUUID(), sha256 })) }),
    })),
  }
}

function answersOf(draft: TalkDraft, turf: Turf) {
  // Doors that may be read no more have lost their meeting; the answer still says of which it was.
  const coming = turf.meeting ? comingTo(turf.meeting, draft) && draft.coming : draft.coming
  const others = askSteps.flatMap((step) => {
    const answer = draft.asks[step]
    return answer ? [{ id: crypto.randomUUID(), step, answer }] : []
  })
  return [...(coming ? [{ id: crypto.randomUUID(), step: 'meeting' as const, ...coming }] : []), ...others]
}

/** Who said yes to calls was not asked about texts by it: only "neither" is a no, and a no holds. */
function consentsOf({ contact, wordsOk }: TalkDraft) {
  const ways = contact ? (['call', 'text'] as const) : []
  const neither = !ways.some((way) => contact?.[way])
  return [
    ...ways.flatMap((channel) =>
      neither || contact?.[channel] ? [{ purpose: 'contact' as const, channel, given: !neither }] : [],
    ),
    ...(wordsOk === undefined ? [] : [{ purpose: 'keep' as const, given: wordsOk }]),
  ]
}
