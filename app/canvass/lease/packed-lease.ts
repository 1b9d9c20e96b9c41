import type { Lease, Turf } from './turf.schema.ts'

/**
 * Ids by their 32 digits. `same`: the digits all share, a dot where they differ; `columns`: a string a place where many are alike, or are
 * those of the id before, as in the time an id begins with; `rest`: the other digits, id by id, two letters for three of them.
 */
export type PackedIds = { same: string; columns: [place: number, digits: string][]; rest: string }

/** Each value once; then for each row which one it is, in letters of `alphabet`, none where there is but one value. */
export type PackedColumn = [values: unknown[], letters: string]

export type PackedDoors = {
  count: number
  ids: PackedIds
  /** With its staircase, where there is more than one. */
  floor: PackedColumn
  line: PackedColumn
  /** Null where it is the floor and the line. */
  label: PackedColumn
  /** All else that is one value a door, by its name. */
  more: Record<string, PackedColumn>
  people: { count: PackedColumn; ids: PackedIds; names: string[]; languages: PackedColumn }
  repairs: { count: PackedColumn; ids: PackedIds; category: PackedColumn }
}

export type LeaseHead = Omit<Lease, 'turfs' | 'marks'>
export type TurfFrame = Omit<Turf, 'doors'>

/** Doors are compared in blocks: so many that the phone has, from this one on, or new ones by their mark and number of doors. */
export type BlockRun = [from: number, blocks: number] | [mark: string, doors: number]

export type PackedTurf = {
  turfId: string
  frame?: [mark: string, frame: TurfFrame]
  blocks: BlockRun[]
}

/** What `/doors/turf.json` sends: what the phone does not have yet. */
export type PackedLease = {
  head?: [mark: string, head: LeaseHead]
  /** Or so many of those the phone has, from this one on, where nothing changed. */
  turfs: (PackedTurf | [from: number, turfs: number])[]
  /** The doors of the new blocks, one after the other. */
  doors: PackedDoors
}

/** What a phone has, by the marks it was given with it. */
export type LeaseMarks = {
  head: string
  turfs: Record<string, { frame: string; blocks: [mark: string, doors: number][] }>
}

export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** As many letters as make it sure enough that another door is not taken for this one: 42 bits. */
export const markLength = 7
/** A turf among those of one phone: the last digits of its id. */
export const turfName = (turfId: string) => turfId.slice(-nameLength)
export const nameLength = 8

/** Letters a row, for so many values. */
export const widthFor = (values: number) => (values < 2 ? 0 : values <= 64 ? 1 : values <= 4096 ? 2 : 3)

/** How a phone says what it has: in a header, because an address is kept in logs. */
export const haveHeader = 'lintel-have'
