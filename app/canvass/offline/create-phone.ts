import type { Op } from '#app/canvass/sync/ops.schema.ts'
import { type Asked, askContact, type Contact, keepContact } from './contact.ts'
import { createDrafts } from './drafts.ts'
import { createGivenTurf } from './given-turf.ts'
import { keepEnd } from './keep-end.ts'
import { createLeases, fetchLease } from './leases.ts'
import { createLeaving } from './leaving.ts'
import { reasonOf } from './not-saved.ts'
import { createOutbox, type Undone } from './outbox.ts'
import { count } from './outbox-tally.ts'
import { DownloadFailed, NotSaved, type Phone } from './phone-types.ts'
import { readinessOf } from './readiness.ts'
import { createReading } from './reading.ts'
import { createSaying } from './saying.ts'
import { createSealing } from './sealing.ts'
import { createPost, createSender } from './sender.ts'
import { createSessionMark } from './session-mark.ts'
import { type ClosedKey, createStore } from './store.ts'
import type { Surroundings, Told } from './surroundings.ts'
import { openVault } from './vault.ts'

export type { Surroundings, Told }

export async function createPhone(around: Surroundings): Promise<Phone> {
  const store = createStore(around.name)
  const vault = await openVault(store)
  // Of later pages later: what they write beside each other is read in this order.
  const name = `${around.now().getTime().toString(36).padStart(9, '0')}${crypto.randomUUID().slice(0, 4)}`
  /** While it is locked. What was written before it could be read is not written over by what is written after. */
  const page = (unseen?: boolean) =>
    unseen || isLocked() ? `${name}${said.locks().toString(36).padStart(3, '0')}` : undefined
  const outbox = createOutbox(store, vault, around.now, () => void recount().catch(() => {}))
  const drafts = createDrafts(store, vault, page)
  const leases = createLeases(store, vault, outbox)
  const said = createSaying()
  const session = createSessionMark()
  const requireSender = createSealing(store, around.now)
  const { update, noting } = said
  const reading = createReading({ vault, outbox, leases, said, onRead: () => given.watch() })
  const { account, lease, look, lockNow } = reading

  /** Whose doors are here: nobody's before the first were got, and after it was emptied. */
  const holder = () => lease()?.accountId
  const isLocked = () => said.status().locked
  const given = createGivenTurf({
    lease,
    now: around.now,
    isLocked,
    begun: drafts.begun,
    lapsed: () => update({}),
  })

  let begun = 0
  let shown = 0

  /** `isNew`: knocks were added, which the server does not have yet. */
  async function recount(isNew = false) {
    const nth = ++begun
    const mine = account() ?? ''
    const reckoned = mine && !isNew && outbox.reckon(mine).catch(() => {})
    const [tally] = await Promise.all([count(store, mine), reckoned])
    // One that began later knows more, though it was done before this one.
    const isLate = nth < shown
    shown = Math.max(shown, nth)
    update({ ...(!isLate && tally), standing: mine ? outbox.standing() : 0 })
  }

  /** Kept on the disk: a phone that was told once shows no name after a restart without network either. */
  async function endSession(ended: boolean) {
    if (said.status().ended === ended) return
    if (ended) lockNow()
    try {
      await keepEnd(store, account(), ended)
      await look()
    } catch (error) {
      if (!ended) throw error
      // A full disk keeps no note of it: this page knows, and the next one hears it from the server again.
      said.set({ ended, locked: true, needsSignIn: true })
    }
  }

  async function counted(isNew = false) {
    await recount(isNew).catch(() => {})
    around.tell('changed')
  }

  async function changed(isNew = false) {
    await counted(isNew)
    await leaving.ifDone()
  }

  const leaving = createLeaving({
    store,
    contact: (asked) => contact(asked),
    current: reading.current,
    status: said.status,
    isOffline: around.isOffline,
  })

  const post = createPost(around.fetch)
  const sender = createSender({
    outbox,
    post: async (batch) => {
      const isSame = session.hold()
      const outcome = around.isOffline() ? 'again' : await post(batch)
      return outcome === 'sign_in' && !isSame() ? 'again' : outcome
    },
    lock: around.lock,
    account,
    session: (isLive) => (isLive && leaving.isLeaving() ? Promise.resolve() : endSession(!isLive)),
    async told(state) {
      said.set({ ...state, needsSignIn: state.needsSignIn || said.status().ended })
      await counted()
      void leaving.ifDone()
    },
  })

  /** Asks as this phone's device, or as the one it would become. */
  async function contact(asked: Asked, as?: string, closed?: ClosedKey): Promise<Contact> {
    if (around.isOffline()) throw new DownloadFailed('offline')
    const device = await store.read(['devices'], (tx) => tx.objectStore('devices').get(account() ?? ''))
    const asking = askContact(around.fetch, as ?? device?.deviceId ?? crypto.randomUUID(), asked, closed)
    return asked === 'leave' ? asking : heeding(asking)
  }

  /** A sign of life; and what the server knows that this phone may have forgotten. */
  async function greet() {
    await keepContact(store, await contact('here'))
    await look()
    update({})
  }

  async function saveAll(ops: readonly Op[]) {
    const opIds = await noting(async () => {
      const from = await requireSender(lease())
      // A draft on its way to the disk must not come back after its talk was saved.
      await drafts.idle()
      return outbox.save(from, ops, page())
    })
    await changed(ops.every(({ kind }) => kind === 'knock'))
    void sender.send()
    return opIds
  }

  async function undoAll(opIds: readonly string[]) {
    const how = await noting(async () => outbox.undo(await requireSender(lease()), opIds))
    await changed()
    void sender.send()
    return how
  }

  async function opened(key: CryptoKey) {
    if (!(await vault.open(key))) return false
    await look()
    await changed()
    return true
  }

  async function listen(what: Told = 'changed') {
    const key = vault.dataKey()
    if (what === 'lock') return lockNow()
    if (what === 'ask') return key && account() && around.tell({ account: account() ?? '', key })
    if (typeof what === 'object') {
      if (vault.state() !== 'locked' || vault.lock()?.account !== what.account) return
      if (await vault.open(what.key)) await look()
    } else await look()
    await recount()
  }

  /** A server that knows no such session any more is believed, whatever was asked. */
  async function heeding<T>(asked: Promise<T>) {
    const isSame = session.hold()
    try {
      return await asked
    } catch (error) {
      if (error instanceof DownloadFailed && error.reason === 'sign_in' && isSame()) {
        await endSession(true)
        update({ needsSignIn: true })
        await changed()
      }
      throw error
    }
  }

  await look()
  await recount()
  const stopHearing = around.heard((what) => void listen(what).catch(() => {}))
  const stopWaking = around.awake(() => {
    outbox.reread()
    given.watch()
    update({})
    if (vault.state() === 'locked') around.tell('ask')
    void sender.send()
  })
  if (vault.state() === 'locked') around.tell('ask')
  void sender.send()

  return {
    turfs: async () => given.turfs(),
    past: given.past,
    clock: given.clock,
    accountId: account,
    timeZone: () => lease()?.timeZone ?? null,

    async download() {
      const before = holder()
      const confirmed = before ? await outbox.tidy(before).catch(notKept) : []
      if (around.isOffline()) throw new DownloadFailed('offline')
      const { wiped } = said.status()
      const lent = await heeding(fetchLease(around.fetch, around.now, lease()))
      session.renew()
      await leases.keep(lent, confirmed, around.now(), wiped).catch(notKept)
      await look()
      await around.persist()
      update({ needsSignIn: false })
      await changed()
      void sender.send()
      void greet().catch(() => {})
      return given.turfs()
    },

    readiness: () => readinessOf(around, given.turfs()),

    save: async (op) => (await saveAll([op]))[0] as string,
    saveAll,
    undo: async (opId) => (await undoAll([opId]))[0] as Undone,
    undoAll,

    saveDraft: (unitId, value, turfId, unseen) =>
      noting(async () => {
        const mine = account()
        if (!mine || !lease()) throw new NotSaved('no_turf')
        await drafts.save(mine, unitId, value, turfId, unseen)
      }),
    async draft(unitId) {
      const mine = holder()
      return mine && !isLocked() ? drafts.find(mine, unitId) : undefined
    },
    async drafts() {
      const mine = holder()
      const found = mine ? await drafts.list(mine) : []
      return isLocked() ? found.map((draft) => ({ ...draft, value: undefined })) : found
    },

    async outbox() {
      const mine = holder()
      return given.shown(mine ? await outbox.list(mine) : [])
    },
    async recent() {
      const mine = holder()
      return given.shown(mine ? await outbox.recent(mine) : [])
    },
    status: said.status,
    subscribe: said.subscribe,
    send: () => sender.send(),

    async forgetEmptied() {
      await store.write(['accounts'], async (tx) => {
        const now = await tx.objectStore('accounts').get('current')
        if (now) await tx.objectStore('accounts').put({ ...now, emptied: undefined })
      })
      await look()
      update({})
    },
    lockState: vault.state,
    lockMinutes: () => vault.lock()?.minutes ?? 10,
    lock({ here = false } = {}) {
      lockNow()
      if (!here) around.tell('lock')
    },
    inside: {
      store,
      vault,
      lease,
      contact,
      leaving,
      opened,
      changed: () => look().then(() => changed()),
      noting,
      now: around.now,
    },

    close() {
      sender.close()
      given.forget()
      stopHearing()
      stopWaking()
      said.forgetListeners()
      void store.close()
    },
  }
}

function notKept(error: unknown): never {
  if (error instanceof DownloadFailed) throw error
  throw new DownloadFailed(reasonOf(error) === 'full' ? 'no_space' : 'closed', error)
}
