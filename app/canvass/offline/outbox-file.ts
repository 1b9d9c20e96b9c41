import { toBase64 } from './bytes.ts'
import { sealedOf } from './outbox.ts'
import type { StoredOp } from './store.ts'

/** Everything in it is sealed for the server: whoever finds the file reads nothing. */
export function fileOf(ops: readonly StoredOp[]) {
  const kept = { format: 'lintel-outbox', version: 2, ops: ops.map(writtenOf) }
  return new Blob([JSON.stringify(kept)], { type: 'application/json' })
}

/** As it is sent, in letters. */
function writtenOf(op: StoredOp) {
  const sealed = sealedOf(op)
  return {
    account: op.account,
    deviceId: op.device,
    ...sealed,
    ...('box' in sealed && { box: toBase64(sealed.box) }),
  }
}
