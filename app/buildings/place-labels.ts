import { type LabelShape, labelKey, shapeOf } from './label-shape.ts'
import { staircaseIn } from './staircases.ts'

export { labelKey } from './label-shape.ts'

/** `floor` is '' where the labels do not tell it; `line` is '' for the only door of its kind on a floor. */
export type PlacedLabel = {
  label: string
  labelKey: string
  floor: string
  floorRank: number
  line: string
  lineRank: number
  /** The staircase, where the label says it. */
  entrance?: string | null
}

type Spot = { floor: string; line: string; floorRank?: number }

/**
 * Finds floor and line of each door from the labels of its whole building. Answers in the order asked, the same spot whatever
 * that order is, and never one spot for two doors of a staircase. Labels that are the same door get the same spot.
 */
export function placeLabels(labels: string[]): PlacedLabel[] {
  const said = new Map<string, { entrance: string; door: string }>()
  const keys = new Map(labels.map((label) => [label, labelKey(label)]))
  for (const [label, key] of [...keys].sort(byKey)) {
    const { entrance, door } = staircaseIn(label) ?? { entrance: '', door: label }
    if (!said.get(key)?.entrance) said.set(key, { entrance, door: labelKey(door) })
  }
  const stairs = Map.groupBy([...said].sort(byKey), ([, { entrance }]) => entrance)
  const spots = new Map(
    [...stairs.values()].flatMap((its) => [...spotsOf(its.map(([key, { door }]) => [key, door]))]),
  )
  return labels.map((label) => {
    const key = keys.get(label) ?? ''
    const { floor, line, floorRank } = spots.get(key) ?? { floor: '', line: key }
    const entrance = said.get(key)?.entrance
    return {
      label: label.trim(),
      labelKey: key,
      floor,
      floorRank: floorRank ?? rankOfFloor(floor),
      line,
      lineRank: rankOfLine(line),
      ...(entrance && { entrance }),
    }
  })
}

function byKey([a]: [string, unknown], [b]: [string, unknown]) {
  return a < b ? -1 : 1
}

/** Each door's own key, and what its label says beside the staircase. */
function spotsOf(doors: [key: string, door: string][]) {
  const shapes = doors.map(([key, door]) => ({ key, door, shape: shapeOf(door) }))
  const habits = readHabits(shapes.map(({ shape }) => shape))
  const spots = new Map<string, Spot>()
  const taken = new Set<string>()
  for (const { key, door, shape } of shapes) {
    const spot = placeShape(shape, habits) ?? { floor: '', line: door }
    if (taken.has(`${spot.floor}|${spot.line}`)) spot.line = door
    while (taken.has(`${spot.floor}|${spot.line}`)) spot.line += '′'
    taken.add(`${spot.floor}|${spot.line}`)
    spots.set(key, spot)
  }
  return spots
}

/** How this building numbers its doors. */
type Habits = ReturnType<typeof readHabits>

function readHabits(shapes: LabelShape[]) {
  const digitsOf = (kind: 'number' | 'number-letters') =>
    shapes.flatMap((shape) => (shape.kind === kind ? [shape.digits] : []))
  const numbers = digitsOf('number')
  const lettered = digitsOf('number-letters')
  const small = numbers.filter((digits) => digits.length <= 2).map(Number)
  const long = [...numbers, ...lettered].filter((digits) => digits.length >= 3)
  const inHundreds = !countsThroughHundred(small, long.map(Number)) && long.some(({ length }) => length === 3)
  const shortLettered = lettered.filter((digits) => digits.length <= 2).map(Number)
  const wings = new Set(shapes.flatMap((shape) => (shape.kind === 'letters-number' ? [shape.letters] : [])))
  const singles = new Set(shapes.flatMap((shape) => (shape.kind === 'letter' ? [shape.letter] : [])))

  const hundreds = inHundreds ? 'three' : fourDigitFloors(long) ? 'four' : 'none'
  const floorLetters = shortLettered.length >= small.length && isFloorRange(shortLettered)
  return {
    hundreds,
    floorLetters,
    topLettered: Math.max(0, ...shortLettered),
    tens: floorsInTens(numbers),
    wings: mostly(shapes, 'letters-number'),
    pairs: mostly(shapes, 'pair'),
    /** 'B1' and 'G2' are below and on the ground, unless the building has an 'A1' or an 'A' too. */
    oneWing: wings.size === 1 && !singles.has('A'),
    loneLetters: (hundreds !== 'none' || floorLetters) && !singles.has('A') && !singles.has('C'),
    onlyWings: wings.size > 0 && shapes.every(({ kind }) => kind === 'letters-number'),
  }
}

function mostly(shapes: LabelShape[], kind: LabelShape['kind']) {
  return shapes.filter((shape) => shape.kind === kind).length * 2 >= shapes.length
}

/** 1 to 147 is one row of numbers: its 101 is not on the first floor. */
function countsThroughHundred(small: number[], long: number[]) {
  return small.length >= 30 || (small.some((n) => n >= 95) && long.some((n) => n >= 100 && n <= 104))
}

/** 1001, 1002, 1101, 1102 are floors; 1925 and 1927 are house numbers. */
function fourDigitFloors(long: string[]) {
  const floors = new Set(long.map((digits) => digits.slice(0, -2)))
  return (
    floors.size >= 2 &&
    long.length >= floors.size * 2 &&
    long.every((digits) => Number(digits.slice(-2)) <= 30)
  )
}

function isFloorRange(numbers: number[]) {
  const top = Math.max(0, ...numbers)
  return top > 0 && (top <= 9 || new Set(numbers).size * 2 >= top)
}

/** 11 12 13, 21 22 23: two digits that never run on into 14 … 20. */
function floorsInTens(numbers: string[]) {
  const tens = new Set(numbers.map((digits) => digits[0]))
  const ones = new Set(numbers.map((digits) => digits[1]))
  return (
    numbers.length >= 4 &&
    tens.size >= 2 &&
    numbers.every((digits) => /^[1-9][1-6]$/.test(digits)) &&
    numbers.length * 2 > tens.size * ones.size
  )
}

function placeShape(shape: LabelShape, habits: Habits): Spot | null {
  switch (shape.kind) {
    case 'floor':
      return shape
    case 'number':
      return placeNumber(shape.digits, habits)
    case 'number-letters': {
      const inHundreds = splitHundreds(shape.digits, habits)
      if (inHundreds) return { ...inHundreds, line: inHundreds.line + shape.letters }
      if (shape.digits.length > 2 || !habits.floorLetters) return null
      return { floor: String(Number(shape.digits)), line: shape.letters }
    }
    case 'letters-number':
      return placeInWing(shape, habits)
    case 'pair':
      return habits.pairs ? { floor: shape.first, line: shape.second } : null
    case 'letter':
      return habits.loneLetters && (shape.letter === 'B' || shape.letter === 'G')
        ? { floor: shape.letter, line: '' }
        : null
    case 'other':
      return null
  }
}

function placeNumber(digits: string, habits: Habits): Spot | null {
  const inHundreds = splitHundreds(digits, habits)
  if (inHundreds) return inHundreds
  const n = Number(digits)
  if (habits.tens) return { floor: digits.slice(0, 1), line: digits.slice(1) }
  if (habits.floorLetters && n > 0 && n <= habits.topLettered + 1) return { floor: String(n), line: '' }
  return null
}

function splitHundreds(digits: string, { hundreds }: Habits): Spot | null {
  if (hundreds === 'none' || digits.length < 3 || digits.length > 4) return null
  return { floor: String(Number(digits.slice(0, -2))), line: digits.slice(-2) }
}

function placeInWing(
  { letters, digits, rest }: Extract<LabelShape, { kind: 'letters-number' }>,
  habits: Habits,
): Spot | null {
  const below = habits.oneWing && !habits.onlyWings && (letters === 'B' || letters === 'G')
  if (below) return { floor: letters, line: digits + rest }
  if (!habits.wings) return null
  const wingRank = 10_000 - Math.min(rankOfWord(letters), 9_900) * 100
  if (digits.length !== 3) return { floor: letters, line: digits + rest, floorRank: wingRank }
  const storey = Number(digits[0])
  return { floor: `${letters}${storey}`, line: digits.slice(1) + rest, floorRank: wingRank + storey }
}

const floorRanks: Record<string, number> = { PH: 999, ATTIC: 998, G: 0, B: -1, '': -100 }

/** Higher is further up; what has no known floor comes last. */
export function rankOfFloor(floor: string) {
  return floorRanks[floor] ?? (/^\d+$/.test(floor) ? Math.min(Number(floor), 990) : -50)
}

/** 01 < 01A < 02 < A < B < REAR: the same wherever it is computed, so that a door added later shifts no other. */
export function rankOfLine(line: string) {
  const [, digits, rest = ''] = /^(\d{1,6})(.*)$/.exec(line) ?? []
  if (digits) return Number(digits) * 100 + Math.min(rankOfWord(rest), 99)
  return line === '' ? 0 : 100_000_000 + rankOfWord(line)
}

function rankOfWord(word: string) {
  if (word.length <= 1) return letterRank(word)
  return [...word.slice(0, 5).padEnd(5)].reduce((rank, letter) => rank * 28 + letterRank(letter), 0)
}

function letterRank(letter: string) {
  return Math.max(0, Math.min(27, (letter.codePointAt(0) ?? 64) - 64))
}
