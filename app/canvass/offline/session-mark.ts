/** What was asked before the doors were got anew was asked by the session before: its 401 says nothing of the new one. */
export function createSessionMark() {
  let renewals = 0
  return {
    renew: () => {
      renewals++
    },
    /** Remembers the session of now, and tells later whether it still is that one. */
    hold() {
      const then = renewals
      return () => then === renewals
    },
  }
}
