import { closeAnew, openClosed } from './closed-key.ts'
import { importShare, makeDataKey, unwrapDataKey, wrapDataKey } from './data-key.ts'
import { hideAll } from './hide-all.ts'
import { becomeCurrent, requireDevice } from './leases.ts'
import { DownloadFailed, type DownloadProblem, type Phone } from './phone-types.ts'
import { pinProblem } from './pin-rule.ts'
import type { ClosedKey, StoredLock } from './store.ts'

export const mostTries = 10
const shareLasts = 72 * 3_600_000

/** `wrong`: so many tries are left. `gone`: what the PIN kept is destroyed. `stale`: three days without network, the share is over.
 * `unsent`: the session has to end first, and must not yet. */
export type PinAnswer =
  | { ok: true }
  | { ok: false; why: 'wrong'; left: number }
  | {
      ok: false
      why:
        | 'gone'
        | 'stale'
        | 'short'
        | 'weak'
        | 'full'
        | 'unsent'
        | Exclude<DownloadProblem, 'no_space' | 'closed'>
    }

/** A new PIN on this phone, or with `old` another one. Whoever is signed in is whose phone it becomes. */
export async function setPin(phone: Phone, pin: string, old?: string): Promise<PinAnswer> {
  const problem = pinProblem(pin)
  if (problem) return { ok: false, why: problem }
  return answering(async () => {
    const lock = await findLock(phone)
    return lock && !lock.closed ? changePin(phone, lock, pin, old ?? '') : firstPin(phone, pin, lock)
  })
}

export async function unlock(phone: Phone, pin: string): Promise<PinAnswer> {
  return answering(async () => {
    const lock = await findLock(phone)
    if (!lock || lock.closed) return { ok: false, why: 'gone' }
    const tried = await tryPin(phone, lock, pin)
    if (!('key' in tried)) return tried
    if (tried.isForgotten) await wrapAnew(phone, lock, pin, tried.share)
    await phone.inside.opened(tried.key)
    await hideAll(phone.inside, lock.account)
    return { ok: true }
  })
}

async function firstPin(phone: Phone, pin: string, before: StoredLock | undefined): Promise<PinAnswer> {
  const { store, opened, changed } = phone.inside
  const current = await store.read(['accounts'], (tx) => tx.objectStore('accounts').get('current'))
  if (current?.leaving) {
    // Whoever destroyed what was here, by wrong PINs or by hand, has no session for new doors either. But whoever came by a code
    // has no other: what is unsent when it ends is sent by nobody.
    await phone.send()
    await changed()
    if (!phone.inside.leaving.mayLeave()) {
      await phone.inside.contact('here')
      return { ok: false, why: 'unsent' }
    }
    await phone.inside.leaving.leave()
    return { ok: false, why: 'sign_in' }
  }
  const { deviceId, heard } = await meet(phone, before?.closed)
  const account = heard.accountId
  if (!heard.share) return { ok: false, why: 'unexpected' }
  const share = await importShare(heard.share)
  const { key, half } = (await openClosed(before, heard)) ?? (await makeDataKey(account))
  const wrapped = await wrapDataKey(key, pin, share, account)
  const lock: StoredLock = {
    account,
    ...wrapped,
    ...half,
    tries: 0,
    share,
    shareUntil: phone.inside.now().getTime() + shareLasts,
    minutes: heard.lockMinutes,
  }
  await store.write(['accounts', 'devices', 'records', 'locks'], async (tx) => {
    await becomeCurrent(tx, account)
    await requireDevice(tx, account, deviceId)
    if (heard.emptied)
      await tx.objectStore('accounts').put({ id: 'current', account, emptied: heard.emptied })
    await tx.objectStore('locks').put(lock)
  })
  await changed()
  const kept = await unwrapDataKey(lock, pin, share)
  if (!kept || !(await opened(kept))) return { ok: false, why: 'unexpected' }
  await hideAll(phone.inside, account)
  return { ok: true }
}

/** The device this account has on this phone, or its first. */
async function meet(phone: Phone, closed: ClosedKey | undefined) {
  const { store, contact } = phone.inside
  const first = crypto.randomUUID()
  const mine = phone.accountId()
  const deviceOf = (account: string) =>
    store.read(['devices'], (tx) => tx.objectStore('devices').get(account))
  const known = mine ? await deviceOf(mine) : undefined
  let deviceId = known?.deviceId ?? first
  const heard = await contact('set', deviceId, closed).catch((error) => {
    // That device may be of the one who was here before.
    if (!known || !(error instanceof DownloadFailed) || error.reason !== 'sign_in') throw error
    deviceId = first
    return contact('set', deviceId)
  })
  const theirs = await deviceOf(heard.accountId)
  if (!theirs || theirs.deviceId === deviceId) return { deviceId, heard }
  return { deviceId: theirs.deviceId, heard: await contact('set', theirs.deviceId) }
}

async function changePin(phone: Phone, lock: StoredLock, pin: string, old: string): Promise<PinAnswer> {
  const tried = await tryPin(phone, lock, old, true)
  if (!('key' in tried)) return tried
  const wrapped = await wrapDataKey(tried.key, pin, tried.share, lock.account)
  await changeLock(phone, lock.account, (now) => ({ ...now, ...wrapped }))
  await phone.inside.changed()
  return unlock(phone, pin)
}

/** Under a share the server knows. Where that fails the old one lasts as long as it lasts. */
async function wrapAnew(phone: Phone, lock: StoredLock, pin: string, old: CryptoKey) {
  const given = await phone.inside.contact('set').catch(() => undefined)
  const key = given?.share && (await unwrapDataKey(lock, pin, old, true))
  if (!key || !given?.share) return
  const share = await importShare(given.share)
  const wrapped = await wrapDataKey(key, pin, share, lock.account)
  const shareUntil = phone.inside.now().getTime() + shareLasts
  await changeLock(phone, lock.account, (now) => ({ ...now, ...wrapped, share, shareUntil }))
}

type Found = { share: CryptoKey; isForgotten: boolean }
type Tried = Exclude<PinAnswer, { ok: true }> | ({ key: CryptoKey } & Found)

/** Counted on the disk before it is tried: whoever kills the page in between has one try less. */
async function tryPin(phone: Phone, lock: StoredLock, pin: string, extractable = false): Promise<Tried> {
  const found = await findShare(phone, lock)
  if (!('share' in found)) return found
  const { share, isForgotten } = found
  const counted = await changeLock(phone, lock.account, (now) => ({ ...now, tries: now.tries + 1 }))
  if (!counted) return { ok: false, why: 'gone' }
  const key = counted.tries <= mostTries && (await unwrapDataKey(counted, pin, share, extractable))
  if (key) {
    await changeLock(phone, lock.account, (now) => ({ ...now, tries: 0 }))
    return { key, share, isForgotten }
  }
  const left = mostTries - counted.tries
  if (left > 0) return { ok: false, why: 'wrong', left }
  await destroyLock(phone, lock.account, { ends: true })
  return { ok: false, why: 'gone' }
}

/** From the server while there is one; else the one of the last three days. */
async function findShare(phone: Phone, lock: StoredLock): Promise<Found | Exclude<PinAnswer, { ok: true }>> {
  const now = phone.inside.now().getTime()
  // A clock set back does not make it last longer.
  const lasts = now < lock.shareUntil && lock.shareUntil <= now + shareLasts
  const kept = lasts ? lock.share : undefined
  try {
    const { share: given, lost, lockMinutes } = await phone.inside.contact('open')
    if (!given) {
      // A server that was set back has forgotten it: what this phone still has opens, and is closed anew.
      if (!lost && kept) return { share: kept, isForgotten: true }
      await destroyLock(phone, lock.account, { ends: false })
      return { ok: false, why: 'gone' }
    }
    const share = await importShare(given)
    const until = now + shareLasts
    await changeLock(phone, lock.account, (it) => ({ ...it, share, shareUntil: until, minutes: lockMinutes }))
    return { share, isForgotten: false }
  } catch (error) {
    if (!(error instanceof DownloadFailed) || error.reason === 'sign_in') throw error
    return kept ? { share: kept, isForgotten: false } : { ok: false, why: 'stale' }
  }
}

async function findLock(phone: Phone) {
  const account = phone.accountId()
  return account
    ? phone.inside.store.read(['locks'], (tx) => tx.objectStore('locks').get(account))
    : undefined
}

async function changeLock(phone: Phone, account: string, change: (lock: StoredLock) => StoredLock) {
  return phone.inside.store.write(['locks'], async (tx) => {
    const lock = await tx.objectStore('locks').get(account)
    if (!lock) return undefined
    const next = change(lock)
    await tx.objectStore('locks').put(next)
    return next
  })
}

/**
 * Reading is over; what is unsent stays and is sent. `ends`: then the session is over too, and new doors want a sign-in. Else the doors go
 * with the rest: what would be said at them before there is a new PIN would lie here under no PIN at all.
 */
async function destroyLock(phone: Phone, account: string, { ends }: { ends: boolean }) {
  const closed = ends && (await closeAnew(phone.inside, account))
  await phone.inside.store.write(['accounts', 'records', 'locks'], async (tx) => {
    if (closed) await tx.objectStore('locks').put(closed)
    else await tx.objectStore('locks').delete(account)
    const records = tx.objectStore('records')
    for (const kind of ['lease', 'words', 'draft', 'thumb', ...(ends ? [] : (['grid'] as const))] as const)
      for (const id of await records.index('kind').getAllKeys([account, kind])) await records.delete(id)
    const current = await tx.objectStore('accounts').get('current')
    if (ends && current?.account === account)
      await tx.objectStore('accounts').put({ ...current, ended: true, leaving: true })
  })
  await phone.inside.changed()
}

async function answering(fn: () => Promise<PinAnswer>): Promise<PinAnswer> {
  try {
    return await fn()
  } catch (error) {
    if (error instanceof DownloadFailed && error.reason !== 'no_space' && error.reason !== 'closed')
      return { ok: false, why: error.reason }
    if (error instanceof DOMException && error.name === 'QuotaExceededError')
      return { ok: false, why: 'full' }
    throw error
  }
}
