import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import type { TurfScript } from '../lease/turf.schema.ts'

export type ScriptRow = {
  id: string
  name: string
  n: number
  thoughts: number
  savedAt: string
  savedBy: string | null
  /** What shifts that choose none say. */
  inUse: boolean
}

/** Scripts of a body that are not put away: what a shift may choose from. */
export async function listScripts(db: Handle, bodyId: string): Promise<ScriptRow[]> {
  return db.sql<ScriptRow>`
    select s.id, s.name, v.n, jsonb_array_length(v.steps) as thoughts, a.name as "savedBy",
      to_char(v.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "savedAt",
      s.used_since is not null and s.used_since = max(s.used_since) over () as "inUse"
    from script s cross join lateral (select * from script_version v where v.script_id = s.id order by v.n desc limit 1) v
    left join account a on a.id = v.made_by
    where s.body_id = ${bodyId} and s.retired_at is null order by s.name, s.id`
}

export type Script = { id: string; name: string; bodyId: string } & Omit<TurfScript, 'id'>

/** One version of it, the newest when none is named. */
export async function findScript(db: Handle, scriptId: string, n: number | null = null): Promise<Script> {
  const [script] = await db.sql<Script>`
    select s.id, s.name, s.body_id as "bodyId", v.n, v.steps from script s join script_version v on v.script_id = s.id
    where s.id = ${scriptId} and (${n}::int is null or v.n = ${n}::int) order by v.n desc limit 1`
  if (!script || !db.actor.can('turf.assign', script.bodyId)) throw notFound()
  return script
}

export type ScriptVersion = { n: number; savedAt: string; savedBy: string | null }

export async function listVersions(db: Handle, scriptId: string): Promise<ScriptVersion[]> {
  return db.sql<ScriptVersion>`
    select v.n, to_char(v.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "savedAt", a.name as "savedBy"
    from script_version v left join account a on a.id = v.made_by where v.script_id = ${scriptId} order by v.n desc`
}

type Said = { name: string; steps: TurfScript['steps'] }

export async function addScript(db: Handle, bodyId: string, said: Said): Promise<string> {
  if (!db.actor.can('turf.assign', bodyId)) throw notFound()
  const [made] = await db.sql<{ id: string }>`
    insert into script (body_id, name, made_by) values (${bodyId}, ${said.name}, ${db.actor.accountId}) returning id`
  if (!made) throw notFound()
  await addVersion(db, made.id, said)
  return made.id
}

/** A version is never changed: what was said on an evening can be read later. */
export async function saveScript(db: Handle, scriptId: string, said: Said) {
  await findScript(db, scriptId)
  await db.sql`update script set name = ${said.name} where id = ${scriptId}`
  await addVersion(db, scriptId, said)
}

async function addVersion(db: Handle, scriptId: string, { steps }: Said) {
  await db.sql`
    insert into script_version (script_id, n, steps, made_by)
    select ${scriptId}, coalesce(max(n), 0) + 1, ${JSON.stringify(steps)}::jsonb, ${db.actor.accountId} from script_version where script_id = ${scriptId}`
}

/** From now on what shifts say that choose no script of their own. */
export async function putInUse(db: Handle, scriptId: string) {
  await findScript(db, scriptId)
  await db.sql`update script set used_since = clock_timestamp() where id = ${scriptId}`
}

export async function retireScript(db: Handle, scriptId: string) {
  await findScript(db, scriptId)
  await db.sql`update script set retired_at = now(), used_since = null where id = ${scriptId}`
}

/** What is said in one building, whatever its body says elsewhere. */
export async function chooseForBuilding(db: Handle, holdingId: string, scriptId: string | null) {
  const [file] = await db.sql<{
    bodyId: string
  }>`select body_id as "bodyId" from holding where id = ${holdingId}`
  if (!file || !db.actor.can('turf.assign', file.bodyId)) throw notFound()
  if (scriptId && (await findScript(db, scriptId)).bodyId !== file.bodyId) throw notFound()
  await db.sql`update holding set script_id = ${scriptId}::uuid where id = ${holdingId}`
}

/** What each turf of this account says: the shift's script, else the building's, else the body's. Without any the phone has its own. */
export async function listTurfScripts(db: Handle): Promise<{ turfId: string; script: TurfScript }[]> {
  return db.sql<{ turfId: string; script: TurfScript }>`
    select t.id as "turfId", jsonb_build_object('id', v.script_id, 'n', v.n, 'steps', v.steps) as script
    from turf t join shift s on s.id = t.shift_id join holding h on h.id = t.holding_id
    cross join lateral (select c.id from script c where c.retired_at is null
        and (c.id = s.script_id or c.id = h.script_id or (c.body_id = h.body_id and c.used_since is not null))
      order by c.id = s.script_id desc nulls last, c.id = h.script_id desc nulls last, c.used_since desc limit 1) chosen
    cross join lateral (select * from script_version v where v.script_id = chosen.id order by v.n desc limit 1) v
    where t.id = any ((select auth.turfs())::uuid[])`
}

export type ScriptBuilding = { holdingId: string; address: string; scriptId: string | null }

/** Buildings whose file the body keeps; a local may keep thousands in trust, of which those with shifts come first. */
export async function listScriptBuildings(db: Handle, bodyId: string): Promise<ScriptBuilding[]> {
  return db.sql<ScriptBuilding>`
    select h.id as "holdingId", b.address, h.script_id as "scriptId" from holding h join building b on b.id = h.building_id
    where h.body_id = ${bodyId}
    order by h.script_id is null, not exists (select 1 from turf t where t.holding_id = h.id), b.address limit 30`
}
