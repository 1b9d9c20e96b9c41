import type { Handle } from '#app/core/actor.server.ts'
import { addDays, type Day } from '#app/core/days.ts'
import { notFound } from '#app/core/errors.ts'
import type { Locale } from '#app/core/locale.ts'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n } from '#app/messages/i18n.tsx'
import { heardCodes } from '../lists.ts'
import { type Area, makeAreaOf, type Point } from './area-of.ts'
import { foldArea, foldAreas, foldBuilding, type HeardCount, type HeardFolded } from './fold-heard.ts'
import { heardKey } from './heard-words.ts'

/** What was said longer ago is not what is heard now. */
const daysBack = 365

export type HeardBuilding = HeardFolded & { buildingId: string; address: string; talks: number }
export type HeardArea = HeardFolded & { id: string; name: string; talks: number }
export type HeardOfBody = HeardFolded & {
  bodyId: string
  bodyName: string
  /** The one that was asked for alone. */
  area: { id: string; name: string } | null
  since: Day
  /** Where its buildings are not all in the same one. */
  areas: HeardArea[]
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
  const since = addDays(db.today, -daysBack)
  return foldArea(
    await db.sql<HeardCount>`
      select building_id as "buildingId", code, doors from auth.evening_heard(${shiftId}::uuid, ${since}::date)
      where code = any (${[...heardCodes]}::text[])`,
  )
}

/** All of a body, or one area of it. */
export async function heardInBody(db: Handle, bodyId: string, areaId?: string): Promise<HeardOfBody> {
  if (!db.actor.can('knocks.read', bodyId)) throw notFound()
  const since = addDays(db.today, -daysBack)
  const [counts, talked, [body]] = await Promise.all([
    countHeard(db, { bodyId }, since),
    countTalks(db, { bodyId }, since),
    db.sql<{ name: string }>`select name from body where id = ${bodyId}`,
  ])
  const countsOf = Map.groupBy(counts, ({ buildingId }) => buildingId)
  const all = talked.map((building) => ({
    ...building,
    ...foldBuilding(countsOf.get(building.buildingId) ?? []),
  }))
  const parts = await partsOf(db, all, countsOf)
  const area = areaId ? parts.find(({ id }) => id === areaId) : undefined
  if (areaId && !area?.id) throw notFound()
  const buildings = area?.buildings ?? all
  return {
    bodyId,
    bodyName: body?.name ?? '',
    area: area?.id ? { id: area.id, name: area.name } : null,
    since,
    talks: sumTalks(buildings),
    ...(area ? foldArea(area.counts) : foldAreas(parts.map((part) => part.counts))),
    areas: area
      ? []
      : parts.flatMap((part) =>
          part.id && parts.length > 1
            ? [{ id: part.id, name: part.name, talks: sumTalks(part.buildings), ...foldArea(part.counts) }]
            : [],
        ),
    buildings,
  }
}

const sumTalks = (buildings: readonly HeardBuilding[]) => buildings.reduce((sum, { talks }) => sum + talks, 0)

/** By the areas that were brought in for the map; what lies in none of them, or nobody knows where, is a part of its own. */
async function partsOf(
  db: Handle,
  buildings: readonly HeardBuilding[],
  counts: ReadonlyMap<string, HeardCount[]>,
) {
  const ids = buildings.map(({ buildingId }) => buildingId)
  const [areas, places] = await Promise.all([
    db.sql<Area>`select id, name, geometry from area where ${ids.length} > 1`,
    db.sql<Point & { id: string }>`select id, lon, lat from building where id = any (${ids}::uuid[])`,
  ])
  const areaOf = makeAreaOf(areas)
  const areaOfBuilding = new Map(places.map((place) => [place.id, areaOf(place)]))
  const parts = Map.groupBy(buildings, ({ buildingId }) => areaOfBuilding.get(buildingId)?.id)
  return [...parts]
    .map(([id, own]) => ({
      id,
      name: areaOfBuilding.get(own[0]?.buildingId ?? '')?.name ?? '',
      buildings: own,
      counts: own.flatMap(({ buildingId }) => counts.get(buildingId) ?? []),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

export async function heardInBuilding(
  db: Handle,
  buildingId: string,
): Promise<HeardBuilding & { bodyId: string; since: Day }> {
  const [file] = await db.sql<{ bodyId: string; address: string }>`
    select h.body_id as "bodyId", b.address from holding h join building b on b.id = h.building_id where b.id = ${buildingId}`
  if (!file || !db.actor.can('knocks.read', file.bodyId)) throw notFound()
  const since = addDays(db.today, -daysBack)
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
