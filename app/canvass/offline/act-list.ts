import { recordsOf, type Words } from './own-acts.ts'
import type { Act } from './phone-types.ts'
import type { OpState, Reading, Store, StoredOp, StoredRecord } from './store.ts'

const states: OpState[] = ['new', 'sending', 'acked', 'look']
const kinds = ['act', 'words'] as const
/** So many are read before anything is drawn, and so many at a time after. */
const atOnce = 500

type OwnActs = {
  list(acts: StoredRecord[], words: StoredRecord[]): Promise<ReadonlyMap<string, Words>>
}

/**
 * The acts of this phone, read once and then only where something changed: after thousands of knocks a tap costs as much as after two.
 * The newest come first, `grown` is told when all are here. An act in which nothing changed stays the same object.
 */
export function createActList(store: Store, own: OwnActs, grown: () => void = () => {}) {
  let acts = new Map<string, Act>()
  let listed: Act[] | undefined
  let of: string | undefined
  let lastSeq = 0
  /** Knocks the server has that nobody took back; `counted`: as last read to its end. */
  let standing = 0
  let counted = 0
  /** So many are not read yet, and their numbers are below this one; 0 when all are. */
  let unread = 0
  let unreadBelow = 0
  let turn: Promise<unknown> = Promise.resolve()
  const touched = new Set<string>()
  const seqs = new Map<string, number>()
  const knocks = new Map<string, string>()
  const retracted = new Set<string>()

  async function readAll(account: string) {
    of = account
    touched.clear()
    for (const known of [seqs, knocks, retracted]) known.clear()
    acts = new Map()
    standing = 0
    listed = undefined
    // By the index of those that still have words: what was confirmed days ago is kept sealed, and costs nothing here.
    const [device, ops] = await store.read(['devices', 'ops'], async (tx) => {
      const tally = tx.objectStore('ops').index('tally')
      const [device, ...counts] = await Promise.all([
        tx.objectStore('devices').get(account),
        ...states.map((state) => tally.count([account, state, 0])),
      ])
      unread = counts.reduce((sum, count) => sum + count, 0)
      unreadBelow = 0
      if (unread <= atOnce) {
        const ops = await Promise.all(states.map((state) => tally.getAll([account, state, 0])))
        return [device, ops.flat().sort(bySeq)] as const
      }
      const seq = device?.seq ?? 0
      unreadBelow = Math.max(1, seq - atOnce + 1)
      return [device, await withWords(tx, account, unreadBelow, seq)] as const
    })
    lastSeq = device?.seq ?? 0
    await putAll(account, ops)
  }

  async function putAll(account: string, ops: StoredOp[]) {
    const [some, more] = await store.read(['records'], async (tx) => {
      const all = tx.objectStore('records')
      if (unreadBelow === 0)
        return Promise.all(kinds.map((kind) => all.index('kind').getAll([account, kind])))
      return byKind((await Promise.all(ops.map(({ opId }) => all.getAll(recordsOf(opId))))).flat())
    })
    put(ops, await own.list(some ?? [], more ?? []))
    unread -= ops.length
    if (unread <= 0) unreadBelow = 0
  }

  /** A piece at a time: between two pieces a tap is served. */
  async function readOlder(account: string) {
    const from = Math.max(1, unreadBelow - atOnce)
    const ops = await store.read(['ops'], (tx) => withWords(tx, account, from, unreadBelow - 1))
    await putAll(account, ops)
    unreadBelow = unread > 0 && from > 1 ? from : 0
    if (unreadBelow > 0) return
    acts = new Map([...acts].sort(([a], [b]) => (seqs.get(a) ?? 0) - (seqs.get(b) ?? 0)))
    listed = undefined
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
    const there = ops.filter((op) => op !== undefined).sort(bySeq)
    const gone = ids.flatMap((id, i) => (ops[i] ? [] : (acts.get(id) ?? [])))
    for (const act of gone) {
      acts.delete(act.opId)
      if (stands(act)) standing--
    }
    if (gone.length > 0) listed = undefined
    put(there, await own.list(...byKind(records.flat())))
    // What is taken back no more counts again; and another page may have written, which this one has not heard of yet.
    return gone.every(({ op }) => op.kind !== 'retract') && (device?.seq ?? 0) <= lastSeq
  }

  function put(ops: StoredOp[], words: ReadonlyMap<string, Words>) {
    for (const op of ops) {
      lastSeq = Math.max(lastSeq, op.seq)
      const said = words.get(op.opId)
      if (!said) continue
      if (said.op.kind === 'retract') {
        retracted.add(said.op.knockId)
        const back = acts.get(knocks.get(said.op.knockId) ?? '')
        if (back && !back.undone) keep({ ...back, undone: true })
      }
      if (said.op.kind === 'knock') knocks.set(said.op.knockId, op.opId)
      seqs.set(op.opId, op.seq)
      keep(actOf(op, said, said.op.kind === 'knock' && retracted.has(said.op.knockId)))
    }
  }

  function keep(act: Act) {
    const before = acts.get(act.opId)
    if (before && stands(before)) standing--
    if (stands(act)) standing++
    acts.set(act.opId, act)
    listed = undefined
  }

  function inTurn<T>(fn: () => Promise<T>): Promise<T> {
    const mine = turn.then(fn).then((value) => {
      counted = standing
      return value
    })
    turn = mine.catch(() => {
      of = undefined
    })
    return mine
  }

  async function read(account: string) {
    if (of === account && (await readTouched(account))) return
    await readAll(account)
    if (unreadBelow > 0) growLater(account).catch(() => {})
  }

  async function growLater(account: string) {
    while (of === account && unreadBelow > 0) {
      await new Promise((resolve) => setTimeout(resolve))
      await inTurn(async () => {
        if (of === account && unreadBelow > 0) await readOlder(account)
      })
    }
    if (of === account) grown()
  }

  const now = () => {
    listed ??= [...acts.values()]
    return listed
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

    /** Before `standing` is asked. */
    reckon: (account: string) => inTurn(() => read(account)),
    /** Among those that are read: never more than there are. */
    standing: () => counted,

    /** What is at hand: the newest, then all of them. */
    recent: (account: string): Promise<Act[]> =>
      inTurn(async () => {
        await read(account)
        return now()
      }),

    list: (account: string): Promise<Act[]> =>
      inTurn(async () => {
        await read(account)
        while (unreadBelow > 0) await readOlder(account)
        return now()
      }),
  }
}

function bySeq(a: StoredOp, b: StoredOp) {
  return a.seq - b.seq
}

async function withWords(tx: Reading, account: string, from: number, to: number) {
  const range = IDBKeyRange.bound([account, from], [account, to])
  return (await tx.objectStore('ops').index('order').getAll(range)).filter(({ empty }) => empty === 0)
}

function byKind(records: StoredRecord[]): [StoredRecord[], StoredRecord[]] {
  return [records.filter(({ kind }) => kind === 'act'), records.filter(({ kind }) => kind === 'words')]
}

function stands({ op, state, undone }: Act) {
  return op.kind === 'knock' && state === 'safe' && !undone
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
