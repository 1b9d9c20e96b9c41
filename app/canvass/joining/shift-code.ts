/** No letter looks like another or like a digit, none is a vowel, and said aloud in Spanish no two sound alike. */
const letters = 'CDFHJKMNPQRTVWXYZ'
const length = 6

/** The place after the `#` never reaches a server: the code stands in no address that is sent or logged. */
export const joinPath = '/shift/join'

export function codeOf(random: Uint32Array) {
  return Array.from({ length }, (_, at) => letters[(random[at] ?? 0) % letters.length]).join('')
}

export function newCode() {
  return codeOf(crypto.getRandomValues(new Uint32Array(length)))
}

/** The code in what was typed or scanned: in small letters, with gaps, or at the end of the address in a QR. */
export function readCode(said: string) {
  const tail = said.includes('#') ? said.slice(said.lastIndexOf('#') + 1) : said
  const code = tail.toUpperCase().replaceAll(/[\s.·-]/g, '')
  return code.length === length && [...code].every((letter) => letters.includes(letter)) ? code : null
}

/** Easier to say and to type. */
export function spacedCode(code: string) {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}
