/** Of this phone alone. Where nothing more has room, or the browser keeps nothing, the door works without it. */
export function remember(key: string, value: string) {
  try {
    localStorage.setItem(key, value)
  } catch {
    // It is asked, or told, once more.
  }
}

export function recall(key: string) {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Also on a phone without room, where another word could not take the place of the first. */
export function forget(key: string) {
  try {
    localStorage.removeItem(key)
  } catch {
    // What keeps nothing has nothing to forget.
  }
}
