import { hash } from 'node:crypto'
import {
  alphabet,
  type BlockRun,
  markLength,
  nameLength,
  type PackedColumn,
  type PackedDoors,
  type PackedIds,
  type PackedLease,
  type PackedTurf,
  turfName,
  widthFor,
} from './packed-lease.ts'
import type { Door, Lease, Turf } from './turf.schema.ts'

/** One changed door costs its block: longer ones cost more than a kilobyte, shorter ones more marks than the whole has room for. */
const longestBlock = 20
/** Of so few ids a column costs more than it saves. */
const few = 20
const oneMark = new RegExp(`.{${markLength}}`, 'g')

/** `have`: the marks of what the phone was given before. What it has already is not sent again. */
export function packLease({ turfs, marks: _, ...head }: Lease, have = ''): PackedLease {
  const [knownHead, ...known] = have.split(';')
  const knownAt = new Map(known.map((each, at) => [each.slice(0, nameLength), at]))
  const mark = markOf(head)
  const fresh: Door[] = []
  const packed: PackedLease['turfs'] = []
  for (const turf of turfs) {
    const at = knownAt.get(turfName(turf.turfId)) ?? -1
    const changed = packTurf(turf, known[at]?.slice(nameLength) ?? '', fresh)
    const last = packed.at(-1)
    if (changed) packed.push(changed)
    else if (Array.isArray(last) && last[0] + last[1] === at) last[1]++
    else packed.push([at, 1])
  }
  return { ...(mark === knownHead ? {} : { head: [mark, head] }), turfs: packed, doors: packDoors(fresh) }
}

/** Null when the phone has it as it is. */
function packTurf({ doors, ...frame }: Turf, known: string, fresh: Door[]): PackedTurf | null {
  const mark = markOf(frame)
  const all = inBlocks(doors).map((block) => ({ mark: markOf(block), block }))
  if (known === [mark, ...all.map((each) => each.mark)].join('')) return null
  const [knownFrame, ...marks] = known.match(oneMark) ?? []
  const at = new Map(marks.map((mark, i) => [mark, i]))
  const blocks: BlockRun[] = []
  for (const { mark, block } of all) {
    const from = at.get(mark)
    const last = blocks.at(-1)
    if (from === undefined) {
      blocks.push([mark, block.length])
      fresh.push(...block)
    } else if (typeof last?.[0] === 'number' && last[0] + last[1] === from) last[1]++
    else blocks.push([from, 1])
  }
  return { turfId: frame.turfId, ...(mark === knownFrame ? {} : { frame: [mark, frame] }), blocks }
}

function markOf(value: unknown) {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, markLength)
}

/** Where a block ends depends on the door there: a new door changes the block it stands in and no other. */
function inBlocks(doors: Door[]) {
  const blocks: Door[][] = []
  let block: Door[] = []
  for (const door of doors) {
    block.push(door)
    if (Number.parseInt(door.unitId.slice(-4), 16) % 24 !== 0 && block.length < longestBlock) continue
    blocks.push(block)
    block = []
  }
  return block.length > 0 ? [...blocks, block] : blocks
}

export function packDoors(doors: Door[]): PackedDoors {
  const people = doors.flatMap((door) => door.people)
  const repairs = doors.flatMap((door) => door.openRepairs)
  const plain = doors.map(
    ({
      unitId: _u,
      label: _l,
      floor: _f,
      floorRank: _fr,
      line: _li,
      lineRank: _lr,
      entrance: _e,
      people: _p,
      openRepairs: _o,
      ...more
    }) => more as Record<string, unknown>,
  )
  const names = [...new Set(plain.flatMap((door) => Object.keys(door)))]
  return {
    count: doors.length,
    ids: packIds(doors.map(({ unitId }) => unitId)),
    floor: packColumn(
      doors.map(({ floor, floorRank, entrance }) => [floor, floorRank, ...(entrance ? [entrance] : [])]),
    ),
    line: packColumn(doors.map(({ line, lineRank }) => [line, lineRank])),
    label: packColumn(doors.map(({ label, floor, line }) => (label === floor + line ? null : label))),
    more: Object.fromEntries(names.map((name) => [name, packColumn(plain.map((door) => door[name]))])),
    people: {
      count: packColumn(doors.map((door) => door.people.length)),
      ids: packIds(people.map(({ personId }) => personId)),
      names: people.map(({ name }) => name),
      languages: packColumn(people.map(({ languages }) => languages)),
    },
    repairs: {
      count: packColumn(doors.map((door) => door.openRepairs.length)),
      ids: packIds(repairs.map(({ id }) => id)),
      category: packColumn(repairs.map(({ category }) => category)),
    },
  }
}

function packColumn(rows: unknown[]): PackedColumn {
  const places = new Map<string, number>()
  const values: unknown[] = []
  const which = rows.map((value) => {
    const key = JSON.stringify(value)
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, values.length)
    return values.push(value) - 1
  })
  const width = widthFor(values.length)
  return [values, which.map((place) => inLetters(place, width)).join('')]
}

function inLetters(place: number, width: number) {
  let text = ''
  for (let i = width - 1; i >= 0; i--) text += alphabet[(place >> (6 * i)) & 63]
  return text
}

function packIds(ids: string[]): PackedIds {
  const digits = ids.map((id) => id.replaceAll('-', ''))
  let same = ''
  const columns: PackedIds['columns'] = []
  const different: number[] = []
  for (let place = 0; place < 32; place++) {
    const column = digits.map((id) => id[place] ?? '').join('')
    const counts = Object.values(Object.groupBy(column, (digit) => digit)).map((all) => all?.length ?? 0)
    const isSame = counts.length === 1
    same += isSame ? column[0] : '.'
    if (isSame) continue
    const turns = digits.filter((_, i) => column[i] !== column[i - 1]).length
    const isAlike = Math.max(...counts) > digits.length / 4 || turns < digits.length / 4
    if (isAlike && digits.length > few) columns.push([place, column])
    else different.push(place)
  }
  return {
    same,
    columns,
    rest: inPairs(digits.map((id) => different.map((place) => id[place]).join('')).join('')),
  }
}

/** Three digits of sixteen are two letters of sixty-four. */
function inPairs(digits: string) {
  return (digits.match(/.{1,3}/g) ?? [])
    .map((three) => inLetters(Number.parseInt(three.padEnd(3, '0'), 16), 2))
    .join('')
}
