import type { Handle } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { recordDeed } from '#app/federation/audit-log.server.ts'
import { newCode } from '../joining/shift-code.ts'
import type { BoardAct } from './board.schema.ts'
import { giveOn, type HandedBack, listHandedBack } from './hand-back.server.ts'

export type BoardPerson = {
  id: string
  name: string
  /** By the shift's code. */
  cameIn: boolean
  /** Sees no names and no history. */
  isGuest: boolean
  /** Of whoever came in: nothing is taken from their phone, and nothing given to it, any more. */
  isOut: boolean
  isReady: boolean
  isBack: boolean
}

export type BoardTeam = {
  /** A pair's id; who has the same doors without one has another key, and who has none an empty one. */
  key: string
  name: string | null
  people: BoardPerson[]
  addresses: string[]
  doors: number
  done: number
  heard: { floor: string; address: string; minutes: number } | null
}

export type Board = {
  id: string
  bodyName: string
  place: string
  lead: string | null
  startsAt: string
  endsAt: string
  backBy: string
  teams: BoardTeam[]
  handedBack: HandedBack[]
}

/** Shifts put in this person's hands, from two hours before to two hours after: then the board is what they need. */
export function listLedShifts(db: Handle) {
  return db.sql<{ id: string; place: string; startsAt: string }>`
    select id, place, starts_at as "startsAt" from shift where lead_id = ${db.actor.accountId} and called_off_at is null
      and now() between starts_at - interval '2 hours' and ends_at + interval '2 hours' order by starts_at, id`
}

/** Null for whoever neither leads this shift nor gives out its body's doors. */
export async function findBoard(db: Handle, shiftId: string): Promise<Board | null> {
  const [row] = await db.sql<{ board: Omit<Board, 'handedBack'> | null }>`
    select auth.shift_board(${shiftId}::uuid) as board`
  return row?.board ? { ...row.board, handedBack: await listHandedBack(db, shiftId) } : null
}

export async function findShiftCode(db: Handle, shiftId: string): Promise<string | null> {
  const [row] = await db.sql<{ code: string | null }>`select auth.shift_code(${shiftId}::uuid) as code`
  return row?.code ?? null
}

export async function leadShift(db: Handle, shiftId: string, act: BoardAct) {
  const [row] = await db.sql<{ leads: boolean }>`select auth.leads_shift(${shiftId}::uuid) as leads`
  if (!row?.leads) throw notFound()
  switch (act.intent) {
    case 'newCode':
      return db.sql`select auth.set_shift_code(${shiftId}::uuid, ${newCode()})`
    case 'endCode':
      return db.sql`select auth.set_shift_code(${shiftId}::uuid, null)`
    case 'vouch':
    case 'unvouch':
      return vouch(db, shiftId, act.accountId, act.intent === 'vouch')
    case 'lost':
      return loseVisitor(db, shiftId, act.accountId)
    case 'move':
      return db.sql`select auth.move_to_pair(${shiftId}::uuid, ${act.accountId}::uuid, ${act.pairId}::uuid)`
    case 'giveOn':
      return giveOn(db, shiftId, act)
    case 'back':
    case 'notBack':
      return db.sql`select auth.set_back(${shiftId}::uuid, ${act.accountIds}::uuid[], ${act.intent === 'back'})`
  }
}

/** Twice the same is once, and said once in the log. */
async function vouch(db: Handle, shiftId: string, accountId: string, on: boolean) {
  const [row] = await db.sql<{ bodyId: string | null }>`
    select auth.vouch_for(${shiftId}::uuid, ${accountId}::uuid, ${on}) as "bodyId"`
  if (row?.bodyId) await recordDeed(db, row.bodyId, on ? 'vouched' : 'vouch_taken_back', accountId)
}

/** What is on their phone opens no more, and it is signed out. */
async function loseVisitor(db: Handle, shiftId: string, accountId: string) {
  const [row] = await db.sql<{ bodyId: string | null }>`
    select auth.lose_visitor(${shiftId}::uuid, ${accountId}::uuid) as "bodyId"`
  if (row?.bodyId) await recordDeed(db, row.bodyId, 'phone_lost', accountId)
}
