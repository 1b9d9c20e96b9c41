import {
  alphabet,
  type LeaseMarks,
  type PackedColumn,
  type PackedDoors,
  type PackedIds,
  type PackedLease,
  turfName,
  widthFor,
} from '#app/canvass/lease/packed-lease.ts'
import type { Lease } from '#app/canvass/lease/turf.schema.ts'

/** The marks of a lease, as the server is asked what changed since. */
export function haveOf({ marks }: Lease) {
  const { head, turfs }: LeaseMarks = JSON.parse(marks ?? '')
  const known = Object.entries(turfs).map(
    ([turfId, { frame, blocks }]) => turfName(turfId) + frame + blocks.map(([mark]) => mark).join(''),
  )
  return [head, ...known].join(';')
}

/** Throws when it is built on something this phone does not have; what comes out is still to be read as a lease. */
export function unpackLease({ head, turfs, doors }: PackedLease, before?: Lease): unknown {
  const had: LeaseMarks | undefined = before?.marks ? JSON.parse(before.marks) : undefined
  const marks: LeaseMarks = { head: head?.[0] ?? there(had).head, turfs: {} }
  const takeFresh = inTurn(unpackDoors(doors))
  const made = turfs.flatMap((packed) => {
    const oldTurf = (turfId: string) => before?.turfs.find((turf) => turf.turfId === turfId)
    if (Array.isArray(packed)) {
      const [from, count] = packed
      const same = Object.entries(there(had).turfs).slice(from, from + count)
      Object.assign(marks.turfs, Object.fromEntries(same))
      return same.map(([turfId]) => there(oldTurf(turfId)))
    }
    const { turfId, frame, blocks } = packed
    const old = oldTurf(turfId)
    const oldMarks = had?.turfs[turfId]
    const now: (typeof marks.turfs)[string] = { frame: frame?.[0] ?? there(oldMarks).frame, blocks: [] }
    marks.turfs[turfId] = now
    const all = blocks.flatMap(([from, count]) => {
      if (typeof from === 'string') {
        now.blocks.push([from, count])
        return takeFresh(count)
      }
      const known = there(oldMarks).blocks
      const start = doorsIn(known.slice(0, from))
      const copied = known.slice(from, from + count)
      now.blocks.push(...copied)
      return there(old).doors.slice(start, start + doorsIn(copied))
    })
    return { ...(frame?.[1] ?? old), doors: all }
  })
  return { ...(head?.[1] ?? before), turfs: made, marks: JSON.stringify(marks) }
}

function doorsIn(blocks: [string, number][]) {
  return blocks.reduce((sum, [, doors]) => sum + doors, 0)
}

function unpackDoors({ count, ids, floor, line, label, more, people, repairs }: PackedDoors) {
  const unitIds = unpackIds(ids, count)
  const floors = unpackColumn<[string, number, string?]>(floor, count)
  const lines = unpackColumn<[string, number]>(line, count)
  const labels = unpackColumn<string | null>(label, count)
  const peopleOf = unpackColumn<number>(people.count, count)
  const repairsOf = unpackColumn<number>(repairs.count, count)
  const personIds = unpackIds(people.ids, people.names.length)
  const languages = unpackColumn<string[]>(people.languages, personIds.length)
  const everybody = people.names.map((name, i) => ({ personId: personIds[i], name, languages: languages[i] }))
  const broken = repairsOf.reduce((sum, each) => sum + each, 0)
  const repairIds = unpackIds(repairs.ids, broken)
  const open = unpackColumn(repairs.category, broken).map((category, i) => ({ id: repairIds[i], category }))
  const [takePeople, takeRepairs] = [inTurn(everybody), inTurn(open)]
  const plain = Object.entries(more).map(([name, column]) => [name, unpackColumn(column, count)] as const)
  return unitIds.map((unitId, i) => {
    const [ofFloor, floorRank, entrance] = floors[i] ?? []
    const [ofLine, lineRank] = lines[i] ?? []
    const door: Record<string, unknown> = {
      unitId,
      label: labels[i] ?? `${ofFloor}${ofLine}`,
      floor: ofFloor,
      floorRank,
      line: ofLine,
      lineRank,
      ...(entrance && { entrance }),
      people: takePeople(peopleOf[i]),
      openRepairs: takeRepairs(repairsOf[i]),
    }
    for (const [name, column] of plain) door[name] = column[i]
    return door
  })
}

/** So many of them, each time from where the last left off. */
function inTurn<T>(all: T[]) {
  let next = 0
  return (count = 0) => {
    next += count
    return all.slice(next - count, next)
  }
}

function unpackColumn<T>([values, letters]: PackedColumn, count: number) {
  const width = widthFor(values.length)
  return Array.from({ length: count }, (_, i) => values[numberAt(letters, i * width, width)] as T)
}

function numberAt(letters: string, at: number, width: number) {
  let number = 0
  for (let i = at; i < at + width; i++) number = number * 64 + alphabet.indexOf(letters[i] ?? '')
  return number
}

function unpackIds({ same, columns, rest }: PackedIds, count: number) {
  const column = new Map(columns)
  let at = 0
  const digit = () => {
    const three = numberAt(rest, 2 * Math.floor(at / 3), 2)
    return ((three >> (4 * (2 - (at++ % 3)))) & 15).toString(16)
  }
  return Array.from({ length: count }, (_, i) => {
    const digits = [...same].map((known, place) =>
      known === '.' ? (column.get(place)?.[i] ?? digit()) : known,
    )
    return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  })
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('Not what this phone has')
  return value
}
