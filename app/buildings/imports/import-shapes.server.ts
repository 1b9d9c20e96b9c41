import type { Handle } from '#app/core/actor.server.ts'
import type { Progress } from './import.schema.ts'
import type { Plan } from './plan-import.ts'

const batch = 5000

/** Streets and areas for the plain basemap, as they are in the file. */
export async function applyShapes(
  db: Handle,
  { recipe, shapes }: Plan,
  { importId, progress }: { importId: string; progress: Progress },
) {
  for (let from = 0; from < shapes.length; from += batch) {
    const part = JSON.stringify(shapes.slice(from, from + batch))
    if (recipe === 'areas') {
      await db.sql`
        insert into area (name, geometry, import_id) select r.name, r.geometry, ${importId}::uuid
        from jsonb_to_recordset(${part}::jsonb) as r(name text, geometry jsonb)`
    } else {
      await db.sql`
        insert into street (name, kind, geometry, import_id) select r.name, r.kind, r.geometry, ${importId}::uuid
        from jsonb_to_recordset(${part}::jsonb) as r(name text, kind text, geometry jsonb)`
    }
    progress('writing', Math.min(from + batch, shapes.length), shapes.length)
  }
}
