import type { Lease } from '#app/canvass/lease/turf.schema.ts'
import { fromFirstVersion } from './lease-before.ts'
import { sealLease } from './leases.ts'
import { actRecords, type Words } from './own-acts.ts'
import type { PhoneInside } from './phone-types.ts'
import type { StoredRecord } from './store.ts'

/** What lies here from before there was a PIN goes under the data key. A record that changed meanwhile has its turn at the next unlock. */
export async function hideAll({ store, vault, changed }: PhoneInside, account: string) {
  const records = await store.read(['records'], async (tx) => {
    const index = tx.objectStore('records').index('kind')
    const kinds = (['lease', 'words', 'draft', 'thumb', 'act'] as const).map((kind) =>
      index.getAll([account, kind]),
    )
    return (await Promise.all(kinds)).flat()
  })
  const open = records.filter(({ by }) => !by)
  const hidden = await Promise.all(open.map(async (record) => [record, await hide(record)] as const))
  if (!hidden.some(([, fresh]) => fresh)) return
  await store.write(['records'], async (tx) => {
    for (const [{ id, iv }, fresh] of hidden) {
      const now = fresh && (await tx.objectStore('records').get(id))
      if (now && now.iv.join() === iv.join())
        for (const record of fresh) await tx.objectStore('records').put(record)
    }
  })
  await changed()

  async function hide(record: StoredRecord): Promise<StoredRecord[] | undefined> {
    const { id, kind, turfId } = record
    const value = await vault.read(record)
    if (value === undefined) return undefined
    if (kind === 'lease') return sealLease(vault, fromFirstVersion(value) as Lease)
    if (kind !== 'act') return [{ ...(await vault.hide({ id, kind, account }, value)), turfId }]
    const fresh = await actRecords(vault, account, id, value as Words)
    return fresh.length > 1 ? fresh : undefined
  }
}
