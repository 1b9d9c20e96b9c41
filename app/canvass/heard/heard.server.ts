import type { Handle } from '#app/core/actor.server.ts'
import { addDays, type Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import type { Locale } from '#app/core/locale.ts'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n } from '#app/messages/i18n.tsx'
import { heardCodes } from '../lists.ts'
import { foldArea, foldBuilding, type HeardCount, type HeardFolded } from './fold-heard.ts'
import { heardKey } from './heard-words.ts'

/** What was said longer ago is not what is heard now. */
const monthsBack = 365

export type HeardBuilding = HeardFolded & { buildingId: string; address: string; talks: number }
export type HeardOfBody = HeardFolded & {
  bodyId: string
  bodyName: string
  since: Day
  buildings: HeardBuilding[]
  talks: number
}

type Scope = { bodyId: string; buildingId?: string }

/** Doors, not talks: who says it at each visit is one door. A talk taken back says nothing. */
async function countHeard(db: Handle, { bodyId, buildingId }: Scope, since: Day) {
  return db.sql<HeardCount>`
    select h.building_id as "buildingId", n.code, count(distinct k.unit_id)::int as doors
    from holding h join knock k on k.holding_id = h.id join knock_heard n on n.holding_id = k.holding_id and n.knock_id = k.id
    where h.body_id = ${bodyId} and (${buildingId ?? null}::uuid is null or h.building_id = ${buildingId ?? null}::uuid)
      and k.day >= ${since}::date and n.code = any (${[...heardCodes]}::text[]) and not derive.taken_back(k.holding_id, k.id)
    group by h.building_id, n.code`
}

async function countTalks(db: Handle, { bodyId, buildingId }: Scope, since: Day) {
  return db.sql<{ buildingId: string; address: string; talks: number }>`
    select b.id as "buildingId", b.address, count(distinct k.unit_id)::int as talks
    from holding h join building b on b.id = h.building_id join knock k on k.holding_id = h.id
    where h.body_id = ${bodyId} and (${buildingId ?? null}::uuid is null or h.building_id = ${buildingId ?? null}::uuid)
      and k.day >= ${since}::date and k.disposition = 'conversation' and not derive.taken_back(k.holding_id, k.id)
    group by b.id order by b.address, b.id`
}

/** Of one shift, for whoever debriefs it. Its lead may be any colleague: from five doors on nobody is in it. */
export async function heardOnShift(db: Handle, shiftId: string): Promise<HeardFolded> {
  const since = addDays(db.today, -monthsBack)
  return foldArea(
    await db.sql<HeardCount>`
      select building_id as "buildingId", code, doors from auth.evening_heard(${shiftId}::uuid, ${since}::date)
      where code = any (${[...heardCodes]}::text[])`,
  )
}

export async function heardInBody(db: Handle, bodyId: string): Promise<HeardOfBody> {
  if (!db.actor.can('knocks.read', bodyId)) throw notFound()
  const since = addDays(db.today, -monthsBack)
  const [counts, buildings, [body]] = await Promise.all([
    countHeard(db, { bodyId }, since),
    countTalks(db, { bodyId }, since),
    db.sql<{ name: string }>`select name from body where id = ${bodyId}`,
  ])
  const of = Map.groupBy(counts, ({ buildingId }) => buildingId)
  return {
    bodyId,
    bodyName: body?.name ?? '',
    since,
    talks: buildings.reduce((sum, { talks }) => sum + talks, 0),
    ...foldArea(counts),
    buildings: buildings.map((building) => ({
      ...building,
      ...foldBuilding(of.get(building.buildingId) ?? []),
    })),
  }
}

export async function heardInBuilding(
  db: Handle,
  buildingId: string,
): Promise<HeardBuilding & { bodyId: string; since: Day }> {
  const [file] = await db.sql<{ bodyId: string; address: string }>`
    select h.body_id as "bodyId", b.address from holding h join building b on b.id = h.building_id where b.id = ${buildingId}`
  if (!file || !db.actor.can('knocks.read', file.bodyId)) throw notFound()
  const since = addDays(db.today, -monthsBack)
  const [counts, [talked]] = await Promise.all([
    countHeard(db, { bodyId: file.bodyId, buildingId }, since),
    countTalks(db, { bodyId: file.bodyId, buildingId }, since),
  ])
  return { ...file, buildingId, since, talks: talked?.talks ?? 0, ...foldBuilding(counts) }
}

export type HeardSheet = {
  locale: Locale
  title: string
  lead: string
  lines: string[]
  more: string | null
}

/** The same sheet in each of the union's languages, for those who answered. */
export function sheetsOf(db: Handle, where: string, { lines, more }: HeardFolded): HeardSheet[] {
  const locales = db.union.locales.filter((locale): locale is Locale => locale in catalogues)
  return locales.map((locale) => {
    const i18n = createI18n(locale, catalogues[locale])
    return {
      locale,
      title: i18n._('heardSheet.title'),
      lead: i18n._('heardSheet.lead', { where }),
      lines: lines.map(({ code, doors }) =>
        i18n._('heardSheet.line', { what: i18n._(heardKey(code)), doors }),
      ),
      more: more ? i18n._('heardSheet.more') : null,
    }
  })
}

/** Points for a meeting: what most doors said comes first. In the words of whoever calls it. */
export async function agendaOf(db: Handle, bodyId: string, locale: Locale): Promise<string> {
  const { lines } = await heardInBody(db, bodyId)
  const i18n = createI18n(locale, catalogues[locale])
  return lines
    .slice(0, 5)
    .map(({ code, doors }) => i18n._('heardSheet.line', { what: i18n._(heardKey(code)), doors }))
    .join('\n')
}
