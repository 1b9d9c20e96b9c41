import type { createLeases } from './leases.ts'
import { gridOf } from './locked.ts'
import type { Outbox } from './outbox.ts'
import type { StoredLease } from './reply-shape.ts'
import type { createSaying } from './saying.ts'
import type { Current } from './store.ts'
import type { Vault } from './vault.ts'

type Parts = {
  vault: Vault
  outbox: Outbox
  leases: ReturnType<typeof createLeases>
  said: ReturnType<typeof createSaying>
  /** The doors may be others from now on. */
  onRead(): void
}

/** Whose phone this is and which doors are on it, as this page last read them of the disk. */
export function createReading({ vault, outbox, leases, said, onRead }: Parts) {
  let current: Current | undefined
  let lease: StoredLease | undefined
  let reading: Promise<unknown> = Promise.resolve()

  async function read() {
    outbox.reread()
    const found = await leases.find()
    current = found.current
    const ended = current?.ended ?? false
    const before = said.status()
    const locked = ended || vault.state() === 'locked'
    // Locked while the disk answered, it was read with its names.
    lease = locked && found.lease ? gridOf(found.lease) : found.lease
    onRead()
    if (locked) outbox.forgetWords()
    said.set({
      locked,
      lock: vault.state(),
      guest: lease?.cameIn ?? lease?.guest ?? false,
      wiped: current?.wiped ?? false,
      emptied: current?.emptied ?? null,
      needsSignIn: ended || (before.needsSignIn && !before.ended),
      ended,
    })
  }

  return {
    current: () => current,
    account: () => current?.account ?? null,
    lease: () => lease,

    /** One after the other: what was read before a phone was emptied must not be shown after it. */
    look() {
      const next = reading.then(read)
      reading = next.catch(() => {})
      return next
    },

    /** Names leave this page at once; the next look finds but numbers on the disk. */
    lockNow() {
      if (vault.state() !== 'open') return
      vault.close()
      outbox.forgetWords()
      lease = lease && gridOf(lease)
      said.update({ locked: true, lock: 'locked' })
    },
  }
}
