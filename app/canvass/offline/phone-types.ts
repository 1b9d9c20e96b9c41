import type { Turf } from '#app/canvass/lease/turf.schema.ts'
import type { Op } from '#app/canvass/sync/ops.schema.ts'
import type { Asked, Contact } from './contact.ts'
import type { createLeaving } from './leaving.ts'
import type { StoredLease } from './reply-shape.ts'
import type { ClosedKey, Store } from './store.ts'
import type { LockState, Vault } from './vault.ts'

export type { LockState }

/** Why something is not on this phone. `full`: no space; `no_turf`: nothing was downloaded yet; `closed`: the browser's store fails; `slow`: it has not answered yet. */
export type NotSavedReason = 'full' | 'no_turf' | 'invalid' | 'closed' | 'slow'

export class NotSaved extends Error {
  readonly reason: NotSavedReason

  constructor(reason: NotSavedReason, cause?: unknown) {
    super(`Not saved: ${reason}`, { cause })
    this.reason = reason
  }
}

/** `closed`: the browser's store fails. */
export type DownloadProblem = 'offline' | 'sign_in' | 'unexpected' | 'no_space' | 'closed'

export class DownloadFailed extends Error {
  readonly reason: DownloadProblem

  constructor(reason: DownloadProblem, cause?: unknown) {
    super(`Not downloaded: ${reason}`, { cause })
    this.reason = reason
  }
}

/** What the SaveLine says. */
export type PhoneStatus = {
  /** Acts saved here and not yet at the server. */
  waiting: number
  /** When the first of them was saved, by this phone's clock. */
  oldest: number | null
  /** Photos on this phone that the server does not have whole. */
  photos: number
  /** Acts the server has confirmed, since yesterday. */
  saved: number
  /** Those of them that are knocks, and that nobody took back. */
  standing: number
  /** Acts the server keeps for a person to look at. */
  look: number
  /** The last save failed; null again after the next that did not. */
  notSaved: NotSavedReason | null
  needsSignIn: boolean
  /** Came in by a code: has nothing to sign in with. */
  guest: boolean
  /** The session is over, as the server said. */
  ended: boolean
  /** No names and no words: until the PIN, or until the account signs in again. */
  locked: boolean
  /** `none`: no PIN was chosen yet. */
  lock: LockState
  /** Emptied by hand: nothing is shown until somebody signs in. */
  wiped: boolean
  /** The browser lost what this phone kept: so many acts had reached the server. */
  emptied: number | null
  /** Acts of another account, which only that account can send. */
  held: number
  /** Numbers the server never got and this phone no longer has. */
  lost: number
  sending: boolean
}

/** An act this phone knows of, oldest first. */
export type Act = {
  opId: string
  op: Op
  savedAt: string
  state: 'waiting' | 'safe' | 'look'
  /** Why it waits for a look. */
  code?: string | undefined
  /** Retracted by a later act. */
  undone: boolean
  /** The stored turf already counts it: do not add it again to a door's tries. */
  counted: boolean
}

export type Readiness = {
  /** The service worker is active and holds the screens. */
  worker: boolean
  /** At least one turf is stored and may still be read. */
  turf: boolean
  /** Each turf brought its script, or the product's own is among the screens. */
  script: boolean
  /** The browser promised not to clear the store. */
  persisted: boolean
  /** Room for the shift and its forty photos (50 MB). */
  space: boolean
}

/** `turfId`: the doors it was begun at, since one may be in several; known of a locked phone too. */
export type Draft = { unitId: string; turfId?: string | undefined; value: unknown }

export type Phone = {
  /** Without names while the phone is locked, as all that is read here; nothing is deleted. */
  turfs(): Promise<Turf[]>
  /** Taken back or over, as long as something may still be written there: numbers alone, whatever is open. */
  past(): Promise<Turf[]>
  /** What time it is at the server, as far as this phone knows. */
  clock(): Date
  /** The account the stored turf was given to. */
  accountId(): string | null
  timeZone(): string | null
  /** Fetches and stores the turf of whoever is signed in. Rejects DownloadFailed; what was stored stays. */
  download(): Promise<Turf[]>
  readiness(): Promise<Readiness>
  /** Resolves with the op's id once it is on the disk, never before. Rejects NotSaved. A knock drops its door's draft with it. */
  save(op: Op): Promise<string>
  /** The same for several: all of them are on the disk, or none is. */
  saveAll(ops: readonly Op[]): Promise<string[]>
  /** An act that was never sent is taken out; one that was is retracted by another. */
  undo(opId: string): Promise<'removed' | 'retracted'>
  /** All of them, or none. */
  undoAll(opIds: readonly string[]): Promise<('removed' | 'retracted')[]>
  /** No value takes it away: nothing was said. `unseen`: from a locked screen. Another tab may have opened the phone meanwhile; what lay there stays all the same. */
  saveDraft(unitId: string, value: unknown, turfId?: string, unseen?: boolean): Promise<void>
  draft(unitId: string): Promise<unknown>
  drafts(): Promise<Draft[]>
  outbox(): Promise<Act[]>
  /** The newest of them at once; the others are here after a later change. */
  recent(): Promise<Act[]>
  status(): PhoneStatus
  /** Calls back at every change of status or of the store, also from another tab. */
  subscribe(listener: (status: PhoneStatus) => void): () => void
  /** Tries now; what fails is tried again by itself. */
  send(): Promise<void>
  /** The person has read what the browser lost. */
  forgetEmptied(): Promise<void>
  lockState(): LockState
  /** After how many minutes in the background it locks. */
  lockMinutes(): number
  /** At once, in every open page, or in this one alone. Writing goes on. */
  lock(where?: { here?: boolean }): void
  /** What pin.ts and wipe.ts work with; they are loaded by their own page. */
  inside: PhoneInside
  close(): void
}

export type PhoneInside = {
  store: Store
  vault: Vault
  /** As far as this page may read it. */
  lease(): StoredLease | undefined
  /** Rejects DownloadFailed. */
  contact(asked: Asked, deviceId?: string, closed?: ClosedKey): Promise<Contact>
  /** Ending the session of an emptied phone. */
  leaving: ReturnType<typeof createLeaving>
  /** False for a key of another lock. */
  opened(key: CryptoKey): Promise<boolean>
  /** Looks at the store anew and tells the other pages. */
  changed(): Promise<void>
  /** Says in the status, within a second, that this is not on the disk, and that it is when it is. */
  noting<T>(fn: () => Promise<T>): Promise<T>
  now(): Date
}
