import type { Store } from './store.ts'

/** Kept on the disk that the session is over: from then on the server's share is not at hand either. */
export function keepEnd(store: Store, account: string | null, ended: boolean) {
  return store.write(['accounts', 'locks'], async (tx) => {
    const now = await tx.objectStore('accounts').get('current')
    if (!now || now.account !== account) return
    await tx.objectStore('accounts').put({ ...now, ended })
    const lock = ended && (await tx.objectStore('locks').get(now.account))
    if (!lock) return
    const { share: _, ...rest } = lock
    await tx.objectStore('locks').put({ ...rest, shareUntil: 0 })
  })
}
