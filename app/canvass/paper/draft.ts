import { labelKey } from '#app/buildings/label-shape.ts'
import type { Day } from '#app/core/days.ts'
import { doorsNamed, readDoors } from '../doors/doors-said.ts'
import { type AskAnswer, type Disposition, dispositions } from '../lists.ts'
import { problemOf, type Said, type SaidProblem } from './paper.schema.ts'
import { readCodes, writeCodes } from './row-codes.ts'
import type { RowEntry } from './rows.server.ts'

/** A row as it stands in its fields. */
export type Draft = {
  disposition: Disposition
  level?: number
  coming?: AskAnswer
  codes?: string
  name?: string
  phone?: string
  listensTo?: string
  note?: string
}

export type DraftRead = {
  said: Said
  wrong: string | null
  problem: SaidProblem | 'talkOnly' | 'doorsOnly' | null
}

/** The doors of the building, and the one of this row. */
export type Beside = { doors: readonly { unitId: string; label: string }[]; unitId: string }

export const takesMore = (disposition: Disposition) => !dispositions[disposition].bare

/** What of it can be sent, and what is in the way. `onlyDay`: what is promised when nothing but a day is written. */
export function readDraft(draft: Draft, day: Day, onlyDay: string, { doors, unitId }: Beside): DraftRead {
  const { disposition, level, coming, codes = '', name, phone, listensTo = '', note } = draft
  if (!takesMore(disposition)) return { said: {}, wrong: null, problem: null }
  const { said, wrong } = readCodes(codes, day, onlyDay)
  if (disposition !== 'conversation') {
    const { languages, followUp, ...more } = said
    const kept = { ...(languages && { languages }), ...(followUp && { followUp }) }
    return { said: kept, wrong, problem: Object.keys(more).length > 0 ? 'talkOnly' : null }
  }
  const read = readDoors(listensTo, doors, unitId, labelKey)
  const named = doorsNamed(read)
  const whole = {
    ...said,
    ...(level && { level }),
    ...(coming && { coming }),
    ...(name?.trim() && { name: name.trim() }),
    ...(phone?.trim() && { phone: phone.trim() }),
    ...(named.length > 0 && { listensTo: named }),
    ...(note?.trim() && { note: note.trim() }),
  }
  const isAmiss = read.some(({ mark }) => mark !== '✓')
  return { said: whole, wrong, problem: isAmiss ? 'doorsOnly' : problemOf(whole) }
}

/** What was entered, to be changed; nothing where it is not this reader's. */
export function draftOf(entry: RowEntry | null | undefined): Draft | undefined {
  if (!entry?.disposition) return undefined
  const { level, coming, name, phone, listensTo, note, ...coded } = entry.said ?? {}
  const codes = writeCodes(coded)
  return {
    disposition: entry.disposition,
    ...(level && { level }),
    ...(coming && { coming }),
    ...(codes && { codes }),
    ...(name && { name }),
    ...(phone && { phone }),
    ...(listensTo && { listensTo: listensTo.join(', ') }),
    ...(note && { note }),
  }
}

/** The same as stands already, also about the day it was. */
export function isEntered(entry: RowEntry | null | undefined, draft: Draft, day: Day) {
  return entry?.day === day && isSame(draftOf(entry), draft)
}

function isSame(one: Draft | undefined, other: Draft) {
  const parts = (draft: Draft | undefined) => [
    draft?.disposition,
    draft?.level,
    draft?.coming,
    ...[draft?.codes, draft?.name, draft?.phone, draft?.listensTo, draft?.note].map(
      (text) => text?.trim() ?? '',
    ),
  ]
  return parts(one).every((part, at) => part === parts(other)[at])
}
