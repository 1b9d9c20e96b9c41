import type { Handle } from '#app/core/actor.server.ts'
import type { Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import type { Said } from '../lease/turf.schema.ts'
import type { LanguageCode } from '../lists.ts'
import { readyCards } from './ready-cards.ts'

export type LanguageCard = {
  language: LanguageCode
  text: string
  reviewedBy: string | null
  reviewedOn: Day | null
  /** `ready`: came with Lintel; `union`: the whole union's; `own`: this body's. */
  from: 'ready' | 'union' | 'own'
}

/** The cards of a body: its own, else the union's, else what came ready-made and nobody has read yet. */
export async function listCards(db: Handle, bodyId: string): Promise<LanguageCard[]> {
  const kept = await db.sql<LanguageCard>`
    select distinct on (c.language) c.language, c.text, c.reviewed_by as "reviewedBy", c.reviewed_on as "reviewedOn",
      case when c.body_id = ${bodyId} then 'own' else 'union' end as from
    from language_card c join body b on b.id = c.body_id
    where c.body_id = ${bodyId} or b.kind = 'union'
    order by c.language, c.body_id = ${bodyId} desc, c.at desc, c.id desc`
  const ready = readyCards
    .filter(({ language }) => !kept.some((card) => card.language === language))
    .map((card) => ({ ...card, reviewedBy: null, reviewedOn: null, from: 'ready' as const }))
  return [...kept, ...ready]
}

type NewCard = { language: LanguageCode; text: string; reviewedBy: string | null }

/** The newest of a language counts; the one before stays to be read. */
export async function saveCard(db: Handle, bodyId: string, { language, text, reviewedBy }: NewCard) {
  if (!db.actor.can('body.settings', bodyId)) throw notFound()
  await db.sql`
    insert into language_card (body_id, language, text, reviewed_by, reviewed_on, account_id)
    values (${bodyId}, ${language}, ${text}, ${reviewedBy}, ${reviewedBy && db.today}::date, ${db.actor.accountId})`
}

/** What a phone may hold up: only what a person has read and found right. */
export async function listReviewedCards(db: Handle): Promise<Said[]> {
  return db.sql<Said>`
    select language, text from (
      select distinct on (c.language) c.language, c.text, c.reviewed_by
      from language_card c join body b on b.id = c.body_id
      where b.kind = 'union' or c.body_id in (select h.body_id from turf t join holding h on h.id = t.holding_id
        where t.id = any ((select auth.turfs())::uuid[]))
      order by c.language, b.kind = 'union', c.at desc, c.id desc) card
    where reviewed_by is not null order by language`
}
