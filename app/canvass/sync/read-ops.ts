import { type ReadOp, readOp } from './read-op.ts'

/** The acts of a batch in the order of their numbers, each once. */
export function readOps(secrets: ReadonlyMap<string, string>, batch: { deviceId: string; ops: unknown[] }) {
  const read = new Map<string, ReadOp>()
  let isInOrder = true
  let last = 0
  for (const sent of batch.ops) {
    const op = readOp((keyId) => secrets.get(keyId), batch.deviceId, sent)
    if (!op || read.has(op.opId)) continue
    read.set(op.opId, op)
    isInOrder &&= op.seq >= last
    last = op.seq
  }
  const ops = [...read.values()]
  return isInOrder ? ops : ops.toSorted((a, b) => a.seq - b.seq)
}

export function keyIdsOf(ops: unknown[]) {
  return [...new Set(ops.map((op) => (op as { keyId?: unknown } | null)?.keyId).filter(isKeyId))]
}

function isKeyId(id: unknown): id is string {
  return typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
}
