import { begunAt, draftId, draftsOf, unitOfDraft } from './draft-ids.ts'
import { mergeDrafts } from './merge-drafts.ts'
import type { Draft } from './phone-types.ts'
import type { Store, StoredRecord } from './store.ts'
import type { Vault } from './vault.ts'

/**
 * A door that was opened and not finished. Saved at each tap, in the order of the taps. While the phone is locked what lies there
 * cannot be read, so what is written then stands beside it, and the two become one when they can.
 */
export function createDrafts(store: Store, vault: Vault, page: (unseen?: boolean) => string | undefined) {
  let last: Promise<unknown> = Promise.resolve()
  const waiting = new Map<string, { value: unknown; done: Promise<void> }>()

  function inOrder<T>(fn: () => Promise<T>) {
    const next = last.then(fn)
    last = next.catch(() => {})
    return next
  }

  /** In the order of their ids: first what was written with the PIN, then page by page. */
  async function readAll(records: StoredRecord[]) {
    const values = await Promise.all(records.map((record) => vault.read(record)))
    return values.reduce(mergeDrafts, undefined)
  }

  return {
    idle: () => last,

    /** `unseen`: from a screen that shows nothing of what lay there, though it can be read by now. */
    save(account: string, unitId: string, value: unknown, turfId?: string, unseen?: boolean) {
      const of = draftsOf(account, unitId)
      // Written without seeing what lay there: it stays beside it, though the phone is opened before the disk answers.
      const apart = page(unseen)
      const key = draftId(account, unitId, apart)
      const before = waiting.get(key)
      // Whoever types faster than the disk writes needs the newest on it, not each key after the other.
      if (before) {
        before.value = value
        return before.done
      }
      const draft = { value, done: Promise.resolve() }
      waiting.set(key, draft)
      draft.done = inOrder(async () => {
        waiting.delete(key)
        const beside = apart ?? page()
        const id = draftId(account, unitId, beside)
        if (draft.value === undefined)
          return store.write(['records'], (tx) => tx.objectStore('records').delete(beside ? id : of))
        const record = await vault.hide({ id, kind: 'draft', account }, draft.value)
        await store.write(['records'], async (tx) => {
          if (!beside && record.by !== 'sealed') await tx.objectStore('records').delete(of)
          await tx.objectStore('records').put({ ...record, turfId })
        })
      })
      return draft.done
    },

    async find(account: string, unitId: string) {
      await last
      return readAll(
        await store.read(['records'], (tx) => tx.objectStore('records').getAll(draftsOf(account, unitId))),
      )
    },

    async begun(account: string) {
      await last
      return store.read(['records'], (tx) => begunAt(tx, account))
    },

    async list(account: string): Promise<Draft[]> {
      await last
      const records = await store.read(['records'], (tx) =>
        tx.objectStore('records').index('kind').getAll([account, 'draft']),
      )
      const byUnit = new Map<string, StoredRecord[]>()
      for (const record of records) {
        const unitId = unitOfDraft(account, record.id)
        byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), record])
      }
      return Promise.all(
        [...byUnit].map(async ([unitId, all]) => ({
          unitId,
          turfId: all[0]?.turfId,
          value: await readAll(all),
        })),
      )
    },
  }
}
