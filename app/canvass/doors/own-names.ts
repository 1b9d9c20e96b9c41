/** Where a browser has no words of a language it names it in another, which whoever opened cannot read. */
const lacking: Record<string, string> = {
  yue: '粵語',
  cmn: '中文',
  tl: 'Tagalog',
  ht: 'Kreyòl ayisyen',
  bn: 'বাংলা',
  ur: 'اردو',
  pa: 'ਪੰਜਾਬੀ',
  prs: 'دری',
  ps: 'پښتو',
  am: 'አማርኛ',
  so: 'Soomaali',
  hy: 'Հայերեն',
  km: 'ខ្មែរ',
  hmn: 'Hmoob',
  my: 'မြန်မာ',
  quc: 'Kʼicheʼ',
  mam: 'Mam',
  mix: 'Tuʼun savi',
  ase: 'American Sign Language (ASL)',
}

/** What a language is called by those who speak it: by the browser only if it answers in that very language. */
export function ownName(code: string) {
  const names = new Intl.DisplayNames([code], { type: 'language', fallback: 'none' })
  const isOwn = names.resolvedOptions().locale.split('-')[0] === code
  const name = (isOwn && names.of(code)) || lacking[code] || code
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1)
}

type Known = { locale: string; cards: readonly string[]; spoken: readonly string[] }

/** Those with a card and those spoken in the building come first; nobody looks through thirty at an open door. */
export function inOrder<Code extends string>(codes: readonly Code[], { locale, cards, spoken }: Known) {
  const weight = (code: string) => Number(cards.includes(code)) * 2 + Number(spoken.includes(code))
  const offered = codes.filter((code) => code !== locale).toSorted((a, b) => weight(b) - weight(a))
  const near = offered.filter((code) => weight(code) > 0).length
  const first = Math.max(near, atLeast)
  return { first: offered.slice(0, first), more: offered.slice(first) }
}
const atLeast = 6
