/**
 * What a door's label looks like by itself. What it means is decided in place-labels.ts, among all labels of its building:
 * `B1` is a basement beside `2A`, and a wing beside `A1`.
 */
export type LabelShape =
  | { kind: 'number'; digits: string }
  | { kind: 'number-letters'; digits: string; letters: string }
  | { kind: 'letters-number'; letters: string; digits: string; rest: string }
  | { kind: 'pair'; first: string; second: string }
  | { kind: 'letter'; letter: string }
  | { kind: 'floor'; floor: string; line: string }
  | { kind: 'other' }

/** One door, one key: '#1 a', '1-A' and 'Apt 1A' are the same door; '1-1' and '11' are not. */
export function labelKey(label: string): string {
  const plain = label.normalize('NFKC').toUpperCase().trim()
  const key = plain
    .replace(/^(?:APARTMENT|APT|UNIT|SUITE|STE|ROOM|RM|NO|NUM)\b[.\s#]*(?=[^\s.])/, '')
    .replace(/[\s\-_.,#–—]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/(?<=\p{L})-(?=\d)|(?<=\d)-(?=\p{L})/gu, '')
  return key || plain
}

const floorOfWord: Record<string, string> = {
  PH: 'PH',
  PENTHOUSE: 'PH',
  ATTIC: 'ATTIC',
  UPPER: '2',
  UPSTAIRS: '2',
  UP: '2',
  LOWER: '1',
  DOWNSTAIRS: '1',
  DOWN: '1',
  LOW: '1',
  LO: '1',
  BASEMENT: 'B',
  BSMT: 'B',
  BSMNT: 'B',
  BMT: 'B',
  CELLAR: 'B',
  GROUND: 'G',
  GRND: 'G',
  GF: 'G',
}

/** Words behind a number that tell two doors of it apart, and never a line: '6-NEW', '1-UP'. */
const suffixWords = new Set(['UP', 'LO', 'FL', 'NO'])

export function shapeOf(key: string): LabelShape {
  const floor = floorShape(key)
  if (floor) return floor

  const number = /^\d+$/.exec(key)
  if (number) return { kind: 'number', digits: key }

  const [, digits = '', letters = ''] = /^(\d+)([A-Z]{1,2})$/.exec(key) ?? []
  if (letters && !suffixWords.has(letters)) return { kind: 'number-letters', digits, letters }

  const [, wing, door, rest = ''] = /^([A-Z]+)(\d+)([A-Z]?)$/.exec(key) ?? []
  if (wing && door) return { kind: 'letters-number', letters: wing, digits: door, rest }

  const [, first, second] = /^(\d{1,2})-(\d+[A-Z]?)$/.exec(key) ?? []
  if (first && second) return { kind: 'pair', first, second }

  return /^[A-Z]$/.test(key) ? { kind: 'letter', letter: key } : { kind: 'other' }
}

function floorShape(key: string): LabelShape | null {
  const [, nth, nthLine = ''] =
    /^(\d{1,2})(?:ST|ND|RD|TH)(?:-?(?:FLOOR|FLR|FL))?-?(.*)$/.exec(key) ??
    /^(?:FLOOR|FLR|FL)-?(\d{1,2})-?(.*)$/.exec(key) ??
    []
  if (nth) return { kind: 'floor', floor: String(Number(nth)), line: nthLine }

  const [, word = '', line = ''] = /^(PH(?=$|-|\d|[A-Z]$)|[A-Z]{2,})-?(.*)$/.exec(key) ?? []
  const floor = floorOfWord[word]
  return floor ? { kind: 'floor', floor, line } : null
}
