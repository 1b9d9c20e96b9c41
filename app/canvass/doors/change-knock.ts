import type { Turf } from '../lease/turf.schema.ts'
import type { Knock } from '../sync/ops.schema.ts'
import { knockOf, takenBackDraft } from './knock-of.ts'
import { newTalk, type TalkDraft } from './talk-draft.ts'

/** A talk that was saved, to be changed: what is done of it stands instead of it. */
export function draftOf(knock: Knock): TalkDraft {
  const { person, asks = [], consents = [], level, followUp } = knock
  const begun = newTalk(knock.unitId, [])
  const coming = asks.find(({ meetingId }) => meetingId)
  const may = (way: 'call' | 'text') => consents.find(({ channel }) => channel === way)?.given ?? false
  const said: TalkDraft = {
    ...begun,
    face: 'stairs',
    who: person ? (person.isNew ? 'new' : person.personId) : null,
    newPersonId: person?.personId ?? begun.newPersonId,
    name: person?.name ?? '',
    languages: knock.languages ?? [],
    heard: knock.heard ?? [],
    coming: coming?.meetingId ? { meetingId: coming.meetingId, answer: coming.answer } : null,
    repairs: knock.repairs ?? [],
    contact: consents.some(({ channel }) => channel) ? { call: may('call'), text: may('text') } : null,
    phone: knock.contact?.value ?? '',
    join: knock.join ?? false,
    level: level?.level ?? null,
    basis: level?.basis ?? begun.basis,
    asks: Object.fromEntries(
      asks.flatMap(({ step, meetingId, answer }) => (meetingId ? [] : [[step, answer]])),
    ),
    listensTo: knock.listensTo?.join(', '),
    followUp: { ...begun.followUp, ...followUp },
    note: knock.note ?? '',
    wordsOk: consents.find(({ purpose }) => purpose === 'keep')?.given,
    verbatim: knock.verbatim ?? false,
  }
  return { ...takenBackDraft(said, 'retracted'), replaces: knock.knockId }
}

/** The same once more, under ids of its own. */
export function again(knock: Knock, turf: Turf): Knock {
  if (knock.disposition === 'conversation') return knockOf(draftOf(knock), turf)
  const { followUp } = knock
  return {
    ...knock,
    knockId: crypto.randomUUID(),
    ...(followUp && { followUp: { ...followUp, id: crypto.randomUUID() } }),
  }
}
