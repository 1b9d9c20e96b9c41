import type { Handle } from '#app/core/actor.server.ts'
import { newWord } from './paper-code.ts'

/** One code is one sheet, of doors or of repairs, also of those that are not seen from here. */
export async function freeWord(db: Handle): Promise<string> {
  const words = Array.from({ length: 5 }, newWord)
  const [row] = await db.sql<{ word: string | null }>`select auth.free_sheet_code(${words}::text[]) as word`
  return row?.word ?? freeWord(db)
}
