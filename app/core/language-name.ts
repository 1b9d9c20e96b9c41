/** What the data behind Intl lacks, in browsers or everywhere. */
const lacking: Record<string, Record<string, string>> = {
  en: { quc: 'Kʼicheʼ', mam: 'Mam', mix: 'Mixtec', ase: 'American Sign Language' },
  es: { quc: 'quiché', mam: 'mam', mix: 'mixteco', ase: 'lengua de señas americana' },
}

/** Names of languages; never a bare code for one we list. */
export function namesOfLanguages(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' })
  return (code: string) => names.of(code) ?? lacking[locale]?.[code] ?? code
}
