/** Ten letters that no handwriting takes for another. */
export const letters = 'ACEHKMPRTX'
export const codeLetters = 6
export const rowsOfSheet = 100
/** At its end, for doors that are found on the way. */
export const freeRows = 3
export const doorsOfSheet = rowsOfSheet - freeRows

/** H. M. Damm's table: one wrong letter, or two changed places, and the digit is another. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

function digitOf(word: string) {
  let digit = 0
  for (const letter of word) digit = Number(damm[digit]?.[letters.indexOf(letter)])
  return String(digit)
}

/** As it is printed: a sheet is six letters and a digit. */
export function sheetCode(word: string) {
  return `${word}${digitOf(word)}`
}

/** Where its rows are sent, one by one. */
export function rowPath(word: string) {
  return `/turf/paper/${sheetCode(word)}/row.json`
}

/** A row is two letters and a digit that also knows the sheet: a row of another sheet is noticed. */
export function rowCode(word: string, n: number) {
  const at = n - 1
  const row = `${letters[Math.floor(at / 10)]}${letters[at % 10]}`
  return `${row}${digitOf(word + row)}`
}

const typed = (text: string) => text.toUpperCase().replaceAll(/[\s·.-]/g, '')

/** The sheet's letters; null when it is no code or was not copied right. A row's whole code names its sheet, too. */
export function readSheetCode(text: string): string | null {
  const code = typed(text)
  const word = code.slice(0, codeLetters)
  if (!isWord(word) || word.length < codeLetters || code[codeLetters] !== digitOf(word)) return null
  return code.length === codeLetters + 1 || readRowCode(word, code.slice(codeLetters + 1)) ? word : null
}

/** The place of the row on this sheet. */
export function readRowCode(word: string, text: string): number | null {
  const code = typed(text)
  const row = code.slice(-3)
  if (!/^[A-Z]{2}\d$/.test(row) || !isWord(row.slice(0, 2))) return null
  if (code.length !== 3 && code.slice(0, -3) !== sheetCode(word)) return null
  const [tens = '', ones = ''] = row
  const n = letters.indexOf(tens) * 10 + letters.indexOf(ones) + 1
  return rowCode(word, n) === row ? n : null
}

function isWord(text: string) {
  return [...text].every((letter) => letters.includes(letter))
}

/** By chance: a code that counted up would tell how much is printed. */
export function newWord() {
  const chances = crypto.getRandomValues(new Uint32Array(codeLetters))
  return [...chances].map((chance) => letters[chance % letters.length]).join('')
}
