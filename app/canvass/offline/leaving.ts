import type { Asked } from './contact.ts'
import { DownloadFailed, type PhoneStatus } from './phone-types.ts'
import type { Current, Store } from './store.ts'

type Parts = {
  store: Store
  contact(asked: Asked): Promise<unknown>
  current(): Current | undefined
  status(): PhoneStatus
  isOffline(): boolean
}

/** The session of a phone that was emptied ends, but not before all it has is sent: whoever came in by a code gets no other. */
export function createLeaving({ store, contact, current, status, isOffline }: Parts) {
  let going: Promise<void> | undefined
  let wereAsked = false

  const isLeaving = () => current()?.leaving ?? false
  const mayLeave = () => status().waiting === 0 && (wereAsked || status().photos === 0)

  /** A session that is over already needs no ending. */
  async function leave() {
    await contact('leave').catch((error) => {
      if (!(error instanceof DownloadFailed) || error.reason !== 'sign_in') throw error
    })
    await store.write(['accounts'], async (tx) => {
      const now = await tx.objectStore('accounts').get('current')
      if (now) await tx.objectStore('accounts').put({ ...now, leaving: false })
    })
    const now = current()
    if (now) now.leaving = false
  }

  async function ifDone() {
    if (!isLeaving() || !mayLeave() || isOffline()) return
    going ??= leave().finally(() => {
      going = undefined
    })
    await going.catch(() => {})
  }

  return {
    isLeaving,
    mayLeave,
    leave,
    ifDone,
    /** The server has those photos it wants; of the others no act speaks. */
    photosAsked() {
      wereAsked = true
      return ifDone()
    },
  }
}
