/** How long nobody has looked. A clock that was set back says nothing: then it was long. */
export function createAwayClock(minutes: () => number) {
  let since: number | undefined

  return {
    /** Milliseconds from now until it locks; the first call begins the time away. */
    left(now: number) {
      since ??= now
      return since + minutes() * 60_000 - now
    },
    back() {
      since = undefined
    },
    isLong: (now: number) => since !== undefined && (now < since || now - since >= minutes() * 60_000),
  }
}
