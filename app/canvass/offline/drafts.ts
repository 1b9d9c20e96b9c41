import { draftId } from './outbox.ts'
import type { Draft } from './phone-types.ts'
import type { Store } from './store.ts'
import type { Vault } from './vault.ts'

/** A door that was opened and not finished. Saved at each tap, in the order of the taps. */
export function createDrafts(store: Store, vault: Vault) {
  let last: Promise<unknown> = Promise.resolve()

  function inOrder<T>(fn: () => Promise<T>) {
    const next = last.then(fn)
    last = next.catch(() => {})
    return next
  }

  return {
    idle: () => last,

    save: (account: string, unitId: string, value: unknown) =>
      inOrder(async () => {
        const record = await vault.lock({ id: draftId(account, unitId), kind: 'draft', account }, value)
        await store.write(['records'], (tx) => tx.objectStore('records').put(record))
      }),

    async find(account: string, unitId: string) {
      await last
      const record = await store.read(['records'], (tx) =>
        tx.objectStore('records').get(draftId(account, unitId)),
      )
      return vault.unlock(record)
    },

    async list(account: string): Promise<Draft[]> {
      await last
      const records = await store.read(['records'], (tx) =>
        tx.objectStore('records').index('kind').getAll([account, 'draft']),
      )
      return Promise.all(
        records.map(async (record) => ({
          unitId: record.id.slice(draftId(account, '').length),
          value: await vault.unlock(record),
        })),
      )
    },
  }
}
