const endings: Record<string, string> = {
  STREET: 'ST',
  AVENUE: 'AVE',
  AV: 'AVE',
  BOULEVARD: 'BLVD',
  ROAD: 'RD',
  DRIVE: 'DR',
  COURT: 'CT',
  PLACE: 'PL',
  LANE: 'LN',
  TERRACE: 'TER',
  TERR: 'TER',
  CIRCLE: 'CIR',
  PARKWAY: 'PKWY',
  HIGHWAY: 'HWY',
  SQUARE: 'SQ',
  ALLEY: 'ALY',
}

const directions: Record<string, string> = { NORTH: 'N', SOUTH: 'S', EAST: 'E', WEST: 'W' }

/** One building, one key: '418 Alder Street.' and '418  ALDER ST' are the same address. A door after '#' is no part of it. */
export function addressKey(address: string) {
  const words = address
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/#.*$/s, '')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}/-]+/gu, ' ')
    .trim()
    .split(' ')
  // The word after the number may be a name ('12 North Street'): only what stands between it and an ending is shortened.
  return words
    .map((word, i) => {
      if (i < 2) return word
      return endings[word] ?? (i === words.length - 1 ? directions[word] : undefined) ?? word
    })
    .map((word, i) => (i === 1 && words.length > 3 ? (directions[word] ?? word) : word))
    .join(' ')
}
