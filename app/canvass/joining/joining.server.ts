import type { AnonymousHandle, Handle } from '#app/core/actor.server.ts'
import { newSessionToken } from '#app/core/session-token.ts'
import type { JoinShift, ToldShift } from './joining.schema.ts'

export type MyShift = {
  place: string
  backBy: string
  lead: string | null
  mates: string[]
  addresses: string[]
}

type Newcomer = JoinShift & { locale: string; label: string }

/** An account with a first name alone, for one evening. Null when the code is nobody's, too early or over: which, is not said. */
export async function joinShift(db: AnonymousHandle, { code, name, locale, label }: Newcomer) {
  const { token, id } = newSessionToken()
  const [row] = await db.sql<{ shiftId: string | null }>`
    select auth.join_shift(${code}, ${name}, ${locale}, ${id}::uuid, ${label}) as "shiftId"`
  return row?.shiftId ? { shiftId: row.shiftId, sessionId: id, token } : null
}

/** A colleague, or whoever came in by a code before, comes along with the account they have. */
export async function comeAlong(db: Handle, code: string) {
  const [row] = await db.sql<{ shiftId: string | null }>`select auth.come_along(${code}) as "shiftId"`
  return row?.shiftId ?? null
}

export async function findMyShift(db: Handle, shiftId: string): Promise<MyShift | null> {
  const [row] = await db.sql<{ shift: MyShift | null }>`select auth.my_shift(${shiftId}::uuid) as shift`
  return row?.shift ?? null
}

/** False for whoever is not in this shift. */
export async function tellShift(db: Handle, { shiftId, ready, back, drafts }: ToldShift) {
  const [row] = await db.sql<{
    heard: boolean
  }>`select auth.tell_shift(${shiftId}::uuid, ${ready}, ${back}) as heard`
  if (row?.heard && drafts !== undefined) await db.sql`select auth.tell_drafts(${shiftId}::uuid, ${drafts})`
  return row?.heard ?? false
}
