/** Kinds of things a note about a neighbor never holds (they hurt when read by the wrong person). */
export const riskyKinds = ['papers', 'health', 'faith', 'money', 'children', 'crime', 'insult'] as const
export type RiskyKind = (typeof riskyKinds)[number]
export type RiskyWord = { word: string; kind: RiskyKind }

/** Stems, written without accents, in both languages: people write notes in either. */
const stems: Record<RiskyKind, string[]> = {
  papers:
    list(`undocumented, illegal alien, illegals, no papers, immigra, deport, visa, green card, asylum, refugee, uscis,
    la migra, indocumentad, sin papeles, inmigra, migratori, asilo, refugiad, ssn, social security, seguro social,
    passport, pasaporte`),
  health:
    list(`hiv, aids, cancer, depress, bipolar, schizo, mental, disab, pregnan, addict, alcoholi, drunk, sick,
    medicat, sida, vih, deprim, esquizo, discapac, embaraz, adict, borrach, enferm, medicament`),
  faith:
    list(`muslim, jewish, christian, catholic, evangelical, jehovah, musulman, judio, judia, cristian, catolic, evangelic,
    testigo de jehova`),
  money: list(
    `income, salary, earns, welfare, food stamps, debt, bankrupt, ingresos, sueldo, salario, deuda, cupones`,
  ),
  children:
    list(`her son, his son, her daughter, his daughter, kid named, son named, daughter named, child named, su hijo,
    su hija, hijo de nombre, hija de nombre, el nino se llama, la nina se llama`),
  crime:
    list(`felon, prison, jail, arrest, drug, dealer, gang, probation, parole, carcel, prision, preso, presa, droga,
    narco, pandill`),
  insult:
    list(`crazy, stupid, idiot, lazy, liar, weird, creepy, nasty, bitch, asshole, loca, loco, estupid, idiota,
    perezos, flojo, floja, mentiros, raro, rara, pendej`),
}

/** Whole words only, so that "local" is not "loca". */
const wholeWords = new Set(
  list(`visa, sida, vih, hiv, aids, ssn, loca, loco, raro, rara, asilo, preso, presa, sick, jail, gang, drug, droga, lazy, flojo,
    floja, nasty, weird, mental, income, debt, narco`),
)

/** Runs on the phone, before saving; it warns and never blocks, and nothing of it is kept. */
export function riskyWords(note: string): RiskyWord[] {
  const plain = withoutAccents(note)
  const found: (RiskyWord & { at: number })[] = []
  for (const kind of riskyKinds) {
    for (const stem of stems[kind]) {
      const tail = wholeWords.has(stem) ? 's?(?![a-z])' : "[a-z']*"
      for (const hit of plain.matchAll(new RegExp(`(?<![a-z])${literally(stem)}${tail}`, 'gi'))) {
        found.push({ kind, at: hit.index, word: note.slice(hit.index, hit.index + hit[0].length) })
      }
    }
  }
  const apart = found
    .sort((a, b) => a.at - b.at || b.word.length - a.word.length)
    .filter((hit, i, all) => !all.slice(0, i).some((before) => hit.at < before.at + before.word.length))
  return apart.map(({ word, kind }) => ({ word, kind }))
}

export function withoutWord(note: string, word: string) {
  return note
    .replace(word, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ ([.,;])/g, '$1')
    .trim()
}

/** One letter for one letter, so that places in the text stay the same. */
function withoutAccents(text: string) {
  return [...text]
    .map((letter) => (letter.length > 1 ? letter : (letter.normalize('NFD')[0] ?? letter)))
    .join('')
}

function literally(text: string) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function list(words: string) {
  return words.split(/,\s*/)
}
