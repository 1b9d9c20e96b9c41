import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { FileProblem } from './file-problem.ts'
import { type Counts, Counts as CountsSchema, type Progress, type Report } from './import.schema.ts'
import { applyDoors, countDoors } from './import-doors.server.ts'
import { applyShapes } from './import-shapes.server.ts'
import type { Plan } from './plan-import.ts'
import { type RecipeName, recipeNames } from './recipes.ts'

/** What the import would do, without doing it. */
export async function checkImport(db: Handle, plan: Plan): Promise<Report> {
  await refuseTwice(db, plan)
  return reportOf(plan, await countDoors(db, plan))
}

type Into = { bodyId?: string | undefined; progress?: Progress }

/** Brings a whole file in, in the caller's transaction. New buildings become files of this body. */
export async function applyImport(db: Handle, plan: Plan, { bodyId, progress = () => {} }: Into = {}) {
  const body = importingBody(db, bodyId)
  await refuseTwice(db, plan)
  const [made] = await db.sql<{ id: string }>`
    insert into import (recipe, file_name, file_hash, counts, body_id, made_by)
    values (${plan.recipe}, ${plan.fileName}, ${plan.hash}, '{}', ${body}, ${db.actor.accountId}) returning id`
  const importId = made?.id ?? ''
  const done = await applyDoors(db, plan, { importId, bodyId: body, progress })
  await applyShapes(db, plan, { importId, progress })
  const report = reportOf(plan, done)
  await db.sql`update import set counts = ${JSON.stringify(report.counts)}::jsonb where id = ${importId}`
  await db.sql`select auth.record(${body}::uuid, 'import.made', ${importId}::uuid)`
  return { ...report, importId }
}

/** Bodies in which this actor may bring in lists, the union's own first. */
export function listImportingBodies(db: Handle) {
  return db.actor
    .bodiesWith('buildings.import')
    .toSorted((a, b) => Number(b.bodyKind === 'union') - Number(a.bodyKind === 'union'))
    .map(({ bodyId, bodyName }) => ({ bodyId, bodyName }))
}

/** New buildings go to the body that was chosen, else to the first that lets the actor. */
function importingBody(db: Handle, wanted?: string) {
  const bodies = listImportingBodies(db)
  const body = wanted ? bodies.find(({ bodyId }) => bodyId === wanted) : bodies[0]
  if (!body) throw notFound()
  return body.bodyId
}

/** Doors of a file that comes again are merged; streets and areas have nothing to tell them apart by. */
async function refuseTwice(db: Handle, { recipe, hash, shapes }: Plan) {
  if (shapes.length === 0) return
  const [earlier] = await db.sql<{ day: string }>`
    select (made_at at time zone ${db.union.timeZone})::date as day from import
    where recipe = ${recipe} and file_hash = ${hash} and undone_at is null`
  if (earlier) throw new FileProblem('again', { day: earlier.day })
}

type Written = Pick<Counts, 'newBuildings' | 'newDoors' | 'keptByOthers'>

function reportOf(plan: Plan, { newBuildings, newDoors, keptByOthers }: Written): Report {
  let doors = 0
  let businesses = 0
  for (const building of plan.buildings.values())
    for (const { use } of building.doors.values()) {
      doors++
      if (use === 'business') businesses++
    }
  const counts = {
    rows: plan.rows,
    withUnit: plan.withUnit,
    buildings: plan.buildings.size,
    newBuildings,
    doors,
    newDoors,
    keptByOthers,
    businesses,
    lines: plan.shapes.length,
    merged: plan.merged,
    leftOut: plan.leftOut,
    refused: plan.refused,
  }
  return { recipe: plan.recipe, fileName: plan.fileName, hash: plan.hash, counts, refusals: plan.refusals }
}

export type PastImport = {
  id: string
  recipe: RecipeName
  fileName: string
  counts: Counts
  madeBy: string | null
  madeAt: string
  undoneAt: string | null
}

export async function listImports(db: Handle): Promise<PastImport[]> {
  const rows = await db.sql<PastImport>`
    select i.id, i.recipe, i.file_name as "fileName", i.counts, a.name as "madeBy", i.made_at as "madeAt", i.undone_at as "undoneAt"
    from import i left join account a on a.id = i.made_by order by i.made_at desc, i.id desc limit 100`
  return rows.flatMap((row) => {
    const counts = CountsSchema.safeParse(row.counts)
    return counts.success && recipeNames.includes(row.recipe) ? [{ ...row, counts: counts.data }] : []
  })
}
