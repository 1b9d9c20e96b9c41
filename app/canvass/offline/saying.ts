import { reasonOf } from './not-saved.ts'
import { NotSaved, type PhoneStatus } from './phone-types.ts'

/** A store that gives no answer has not saved: said before a second is over, taken back when it answers after all. */
export const patience = 900

/** What the phone says of itself, and to whom. */
export function createSaying() {
  const listeners = new Set<(status: PhoneStatus) => void>()
  let status: PhoneStatus = {
    waiting: 0,
    oldest: null,
    photos: 0,
    saved: 0,
    standing: 0,
    look: 0,
    notSaved: null,
    needsSignIn: false,
    guest: false,
    ended: false,
    locked: false,
    lock: 'none',
    wiped: false,
    emptied: null,
    held: 0,
    lost: 0,
    sending: false,
  }

  let slow = 0
  let locks = 0

  /** Known from now on, told with what comes next. */
  function set(change: Partial<PhoneStatus>) {
    if (change.locked && !status.locked) locks++
    status = { ...status, ...change }
  }

  function update(change: Partial<PhoneStatus>) {
    set(change)
    for (const listener of listeners) listener(status)
  }

  return {
    status: () => status,
    /** So often it was locked while this page was open. */
    locks: () => locks,
    set,
    update,
    subscribe(listener: (status: PhoneStatus) => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    forgetListeners: () => listeners.clear(),

    /** Says in the status what the caller is told by the rejection. */
    async noting<T>(fn: () => Promise<T>): Promise<T> {
      let late = false
      const timer = setTimeout(() => {
        late = true
        slow++
        update({ notSaved: 'slow' })
      }, patience)
      const ended = () => {
        clearTimeout(timer)
        if (late) slow--
      }
      try {
        const value = await fn()
        ended()
        // Another may hang still. Whoever was told that it was not saved is told that it is.
        const notSaved = slow > 0 ? 'slow' : null
        if (status.notSaved !== notSaved) update({ notSaved })
        return value
      } catch (error) {
        ended()
        const failed = error instanceof NotSaved ? error : new NotSaved(reasonOf(error), error)
        update({ notSaved: failed.reason })
        throw failed
      }
    },
  }
}
