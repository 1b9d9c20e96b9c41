const aYear = 31_536_000

export function readCookie(header: string | null, name: string) {
  for (const pair of (header ?? '').split(';')) {
    const cut = pair.indexOf('=')
    if (cut > 0 && pair.slice(0, cut).trim() === name) return pair.slice(cut + 1).trim()
  }
  return null
}

/** A choice of display: no secret, and the browser's own code may set it offline. */
export function displayCookie(name: string, value: string) {
  return `${name}=${value}; Path=/; Max-Age=${aYear}; SameSite=Lax`
}
