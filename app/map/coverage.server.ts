import type { Handle } from '#app/core/actor.server.ts'
import type { CoverageRow, Landlord } from './coverage.schema.ts'

/**
 * Every building of the union, with as much as this reader may see: their own bodies' files through row policies, other bodies'
 * through what those share. Those they may see come first.
 */
export async function listCoverage(db: Handle): Promise<CoverageRow[]> {
  return db.sql<CoverageRow>`
    with owned as (
      select building_id, array_agg(distinct party_id order by party_id) as parties from interest
      where role in ('owner', 'beneficial_owner') and until is null group by building_id)
    select b.id, b.address, b.lon, b.lat,
      case when c.building_id is not null then 'own' when s.too_small then 'small' when s.building_id is not null then 'shared'
        else 'hidden' end as state,
      case when c.building_id is null then s.doors else c.doors end as doors,
      case when c.building_id is null then s.knocked else c.knocked end as knocked,
      case when c.building_id is null then s.reached else c.reached end as reached,
      case when c.building_id is null then s.assessed else c.assessed end as assessed,
      case when c.building_id is null then s.supporting else c.supporting end as supporting,
      case when c.building_id is null then s.members else c.members end as members,
      case when c.building_id is null then s.open_repairs else c.open_repairs end as "openRepairs",
      case when c.building_id is null then s.open_emergencies else c.open_emergencies end as "openEmergencies",
      coalesce(o.parties, '{}') as landlords
    from building b left join building_coverage c on c.building_id = b.id left join auth.shared_coverage() s on s.building_id = b.id
    left join owned o on o.building_id = b.id
    order by (c.building_id is null and s.building_id is null), b.address_key`
}

/** Changes whenever what listCoverage answers this reader may have changed: a share, a fact, a building, a landlord. */
export async function findCoverageVersion(db: Handle): Promise<string> {
  const [row] = await db.sql<{ version: string }>`
    select md5(concat_ws(' ',
      (select string_agg(k.body_id || ':' || k.share_version, ',' order by k.body_id) from body_clock k),
      (select count(*) || ':' || coalesce(sum(version), 0) || ':' || coalesce(max(as_of)::text, '') from building_coverage),
      (select count(*) || ':' || coalesce(sum(version), 0) || ':' || coalesce(max(as_of)::text, '') from auth.shared_coverage()),
      (select count(*) || ':' || count(lon) || ':' || coalesce(max(created_at)::text, '') from building),
      (select count(*) || ':' || count(until) from interest))) as version`
  return row?.version ?? ''
}

export async function listLandlords(db: Handle): Promise<Landlord[]> {
  return db.sql<Landlord>`
    select p.id, p.name, count(distinct i.building_id)::int as buildings from party p join interest i on i.party_id = p.id
    where i.role in ('owner', 'beneficial_owner') and i.until is null group by p.id, p.name order by p.name, p.id`
}

/** Which streets and areas the basemap is drawn from: null while none were brought in. */
export async function findBasemapVersion(db: Handle): Promise<string | null> {
  const [row] = await db.sql<{ version: string | null }>`
    select md5(string_agg(id::text, ',' order by id)) as version from import
    where recipe in ('streets', 'areas') and undone_at is null`
  return row?.version ?? null
}

export type Shape = { name: string; kind: string; geometry: { type: string; coordinates: unknown } }

export async function listShapes(db: Handle): Promise<Shape[]> {
  return db.sql<Shape>`
    select name, 'area' as kind, geometry from area union all select name, kind, geometry from street`
}
