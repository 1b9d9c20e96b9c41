import type { Op } from '#app/canvass/sync/ops.schema.ts'
import { withoutWords } from './locked.ts'
import type { Store, StoredRecord } from './store.ts'
import type { Vault } from './vault.ts'

export type Words = { op: Op; savedAt: string }
export type OwnActs = ReturnType<typeof createOwnActs>

/** What this phone remembers of its own acts: what was done at which door, and apart from it, locked away, what was said there. */
export function createOwnActs(store: Store, vault: Vault) {
  const known = new Map<string, Words>()

  async function read([act, words]: (StoredRecord | undefined)[]) {
    return ((await vault.read(words)) ?? (await vault.read(act))) as Words | undefined
  }

  return {
    /** Ready to be put; remembered once it is. */
    write: (account: string, id: string, said: Words) => actRecords(vault, account, id, said),

    remember(id: string, said: Words) {
      if (vault.state() !== 'locked') known.set(id, said)
    },
    forget: (id: string) => known.delete(id),
    forgetAll: () => known.clear(),

    async find(id: string) {
      const records = await store.read(['records'], (tx) =>
        Promise.all([id, wordsId(id)].map((each) => tx.objectStore('records').get(each))),
      )
      return known.get(id) ?? read(records)
    },

    /** What can be read of them now. */
    async list(acts: StoredRecord[], words: StoredRecord[]): Promise<ReadonlyMap<string, Words>> {
      const wasLocked = vault.state() === 'locked'
      const wordsOf = new Map(words.map((record) => [record.id, record]))
      const unread = acts.filter(({ id }) => !known.has(id))
      const found = await Promise.all(
        unread.map(async (act) => [act.id, await read([act, wordsOf.get(wordsId(act.id))])] as const),
      )
      const all = new Map<string, Words>()
      for (const { id } of acts) {
        const said = known.get(id)
        if (said) all.set(id, said)
      }
      for (const [id, said] of found) {
        if (!said) continue
        all.set(id, said)
        // Opened while it was read, it was read without its words.
        if (!wasLocked) this.remember(id, said)
      }
      return all
    },
  }
}

/** What was done, and where more was said than that, what. */
export async function actRecords(vault: Vault, account: string, id: string, said: Words) {
  const bare = { ...said, op: withoutWords(said.op) }
  const act = await vault.keep({ id, kind: 'act', account }, bare)
  if (Object.keys(bare.op).length === Object.keys(said.op).length) return [act]
  return [act, await vault.hide({ id: wordsId(id), kind: 'words', account }, said)]
}

function wordsId(opId: string) {
  return `${opId}+`
}

/** Both records of an act. */
export function recordsOf(opId: string) {
  return IDBKeyRange.bound(opId, wordsId(opId))
}
