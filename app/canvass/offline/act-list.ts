import { recordsOf, type Words } from './own-acts.ts'
import type { Act } from './phone-types.ts'
import type { OpState, Store, StoredOp, StoredRecord } from './store.ts'

const states: OpState[] = ['new', 'sending', 'acked', 'look']

type OwnActs = {
  list(acts: StoredRecord[], words: StoredRecord[]): Promise<ReadonlyMap<string, Words>>
}

/** The acts of this phone, read whole once and then only where something changed: after thousands of knocks a tap costs as much as after two. */
export function createActList(store: Store, own: OwnActs) {
  let acts = new Map<string, Act>()
  let of: string | undefined
  let lastSeq = 0
  let turn: Promise<unknown> = Promise.resolve()
  const touched = new Set<string>()

  async function readAll(account: string) {
    of = account
    touched.clear()
    // By the index of those that still have words: what was confirmed days ago is kept sealed, and costs nothing here.
    const [device, ops, ...records] = await store.read(['devices', 'ops', 'records'], (tx) => {
      const tally = tx.objectStore('ops').index('tally')
      const kinds = tx.objectStore('records').index('kind')
      return Promise.all([
        tx.objectStore('devices').get(account),
        Promise.all(states.map((state) => tally.getAll([account, state, 0]))),
        kinds.getAll([account, 'act']),
        kinds.getAll([account, 'words']),
      ])
    })
    acts = new Map()
    lastSeq = device?.seq ?? 0
    put(
      ops.flat().sort((a, b) => a.seq - b.seq),
      await own.list(...records),
    )
  }

  /** False: it has to be read whole. */
  async function readTouched(account: string) {
    const ids = [...touched]
    touched.clear()
    const [device, ops, records] = await store.read(['devices', 'ops', 'records'], (tx) =>
      Promise.all([
        tx.objectStore('devices').get(account),
        Promise.all(ids.map((id) => tx.objectStore('ops').get(id))),
        Promise.all(ids.map((id) => tx.objectStore('records').getAll(recordsOf(id)))),
      ]),
    )
    const there = ops.filter((op) => op !== undefined).sort((a, b) => a.seq - b.seq)
    const gone = ids.flatMap((id, i) => (ops[i] ? [] : (acts.get(id) ?? [])))
    for (const { opId } of gone) acts.delete(opId)
    const all = records.flat()
    put(
      there,
      await own.list(
        all.filter(({ kind }) => kind === 'act'),
        all.filter(({ kind }) => kind === 'words'),
      ),
    )
    // What is taken back no more counts again; and another page may have written, which this one has not heard of yet.
    return gone.every(({ op }) => op.kind !== 'retract') && (device?.seq ?? 0) <= lastSeq
  }

  function put(ops: StoredOp[], words: ReadonlyMap<string, Words>) {
    const retracted = new Set<string>()
    for (const op of ops) {
      lastSeq = Math.max(lastSeq, op.seq)
      const said = words.get(op.opId)
      if (!said) continue
      const undone = acts.get(op.opId)?.undone ?? false
      acts.set(op.opId, actOf(op, said, undone))
      if (said.op.kind === 'retract') retracted.add(said.op.knockId)
    }
    if (retracted.size === 0) return
    for (const act of acts.values())
      if (act.op.kind === 'knock' && retracted.has(act.op.knockId))
        acts.set(act.opId, { ...act, undone: true })
  }

  return {
    /** Written by this page, and on the disk. */
    touch(opIds: Iterable<string>) {
      for (const id of opIds) touched.add(id)
    },

    /** Somebody else wrote, or what can be read is not what it was. */
    reread() {
      of = undefined
    },

    list(account: string): Promise<Act[]> {
      const mine = turn.then(async () => {
        if (of !== account || !(await readTouched(account))) await readAll(account)
        return [...acts.values()]
      })
      turn = mine.catch(() => {
        of = undefined
      })
      return mine
    },
  }
}

function actOf({ opId, state, code, counted }: StoredOp, { op, savedAt }: Words, undone: boolean): Act {
  return {
    opId,
    op,
    savedAt,
    state: state === 'acked' ? 'safe' : state === 'look' ? 'look' : 'waiting',
    code,
    undone,
    counted: counted ?? false,
  }
}
