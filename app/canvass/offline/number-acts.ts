import { unwrap } from 'idb'
import type { BoxedOp } from '#app/canvass/sync/sync.schema.ts'
import { draftId, draftsOf } from './draft-ids.ts'
import type { Words } from './own-acts.ts'
import { NotSaved } from './phone-types.ts'
import type { Device, StoredOp, StoredRecord, Writing } from './store.ts'

export type SealedAct = { sealed: Omit<BoxedOp, 'seq'>; said: Words; records: StoredRecord[] }

/** As IndexedDB says it of the second act with a number. What was written with it went with its transaction, and is written anew. */
const taken = 'ConstraintError'

export function isTaken(error: unknown) {
  return (error as Error).name === taken
}

/** What a transaction puts of acts, each with its number. */
export function createNumbering() {
  /** As this page last saw it, so that an act need not wait for the disk to say its number: it is on its way while the disk confirms it. */
  let last: Device | null | undefined

  /** With `known` null it waits for the disk, and no number is taken by then. Says what is the device's once the transaction is complete. */
  async function add(tx: Writing, account: string, made: readonly SealedAct[], known = last, page?: string) {
    const asked = tx.objectStore('devices').get(account)
    // What is put meanwhile may fail first: then nobody waits for this answer any more.
    asked.catch(() => {})
    const guess = known?.id === account && known
    last = null
    if (guess) put(tx, guess, made, page)
    const device = await asked
    if (!device) throw new NotSaved('no_turf')
    if (!guess) put(tx, device, made, page)
    else if (guess.seq !== device.seq || guess.deviceId !== device.deviceId) throw new DOMException('', taken)
    const next = { ...device, seq: device.seq + made.length }
    bare<Device>(tx, 'devices').put(next)
    return () => {
      last = next
    }
  }

  return add
}

/** None waits for the one before: each answer of the disk is felt at the door. */
function put(
  tx: Writing,
  { id: account, deviceId: device, seq }: Device,
  made: readonly SealedAct[],
  page?: string,
) {
  const ops = bare<StoredOp>(tx, 'ops')
  const all = bare<StoredRecord>(tx, 'records')
  for (const [i, { sealed, said, records }] of made.entries()) {
    const savedAt = Date.parse(said.savedAt)
    ops.add({ ...sealed, seq: seq + 1 + i, account, device, state: 'new', empty: 0, savedAt })
    for (const record of records) all.add(record)
    if (said.op.kind !== 'knock') continue
    // While locked nobody can have looked at what was written before.
    const { unitId } = said.op
    all.delete(page ? draftId(account, unitId, page) : draftsOf(account, unitId))
  }
}

type Bare<T> = {
  add(value: T): unknown
  put(value: T): unknown
  delete(key: IDBValidKey | IDBKeyRange): unknown
}

/** Without a promise for each request: what fails fails the whole transaction, and that one is waited for. */
function bare<T>(tx: Writing, name: 'devices' | 'ops' | 'records'): Bare<T> {
  return unwrap(tx).objectStore(name)
}
