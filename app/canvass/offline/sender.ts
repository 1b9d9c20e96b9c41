import type { SyncReply } from '#app/canvass/sync/sync.schema.ts'
import { readReceipt } from '#app/canvass/wire/read-receipt.ts'
import { writeBatch } from '#app/canvass/wire/write-batch.ts'
import { toBase64 } from './bytes.ts'
import type { Batch, Outbox } from './outbox.ts'

export type Outcome = SyncReply | 'again' | 'smaller' | 'sign_in'
export type Post = (batch: Batch) => Promise<Outcome>
export type Lock = <T>(fn: () => Promise<T>) => Promise<T>

type Parts = {
  outbox: Pick<Outbox, 'takeBatch' | 'settle'>
  post: Post
  lock: Lock
  account(): string | null
  /** The server took what was sent, or knows no such session any more. */
  session(isLive: boolean): Promise<void>
  /** After each answer, and at each change of what keeps the sender. */
  told(state: { sending: boolean; needsSignIn: boolean }): Promise<void>
  random?: () => number
}

/** One sender on the whole phone, oldest first. What fails is tried again for ever, at uneven times. */
export function createSender({ outbox, post, lock, account, session, told, random = Math.random }: Parts) {
  let running: Promise<void> | undefined
  let wanted = false
  let closed = false
  let failures = 0
  let most: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function send() {
    wanted = true
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }

  async function run() {
    while (wanted && !closed) {
      wanted = false
      clearTimeout(timer)
      try {
        await lock(drain)
      } catch {
        retry()
      }
    }
  }

  async function drain() {
    for (;;) {
      const mine = account()
      const batch = mine && !closed ? await outbox.takeBatch(mine, most) : null
      if (!batch) {
        failures = 0
        return told({ sending: false, needsSignIn: false })
      }
      void told({ sending: true, needsSignIn: false })
      const outcome = await post(batch).catch((): Outcome => 'again')
      if (outcome === 'smaller') {
        most = Math.max(1, Math.floor(batch.ops.length / 2))
        if (batch.ops.length > 1) continue
      }
      if (typeof outcome === 'string') {
        if (outcome === 'sign_in') await session(false)
        void told({ sending: false, needsSignIn: outcome === 'sign_in' })
        return retry(outcome === 'sign_in' ? signInEvery : 0)
      }
      const settled = await outbox.settle(batch, outcome)
      if (settled === 0) {
        void told({ sending: false, needsSignIn: false })
        return retry()
      }
      await session(true)
      most = undefined
      failures = 0
      void told({ sending: true, needsSignIn: false })
    }
  }

  function retry(least = 0) {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(() => void send(), Math.max(least, retryDelay(failures++, random())))
  }

  return {
    send,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}

/** Nobody signs in by being waited for, and whoever does sends at once. */
const signInEvery = 5 * 60_000

/** Under ten seconds for the first ten minutes, then under a minute: a stairwell ends sooner than a phone's patience. */
export function retryDelay(failures: number, chance: number) {
  const most = failures < 75 ? 9_000 : 60_000
  return Math.min(most, 1_000 * 1.6 ** Math.min(failures, 20)) * (0.5 + chance / 2)
}

/** A captive portal answers too, with a page; a reply cut short or sent elsewhere says nothing of ours. */
export function createPost(ask: typeof fetch): Post {
  return async (batch) => {
    const body = writeBatch(batch)
    const response = await ask('/sync', {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', Accept: 'application/json' },
      body,
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(30_000),
    })
    if (!isOurs(response)) return 'again'
    if (response.status === 401 || response.status === 409) return 'sign_in'
    if (response.status === 413) return 'smaller'
    if (response.status !== 200) return 'again'
    const digest = toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', body)))
    return readReceipt(batch, digest, await response.json()) ?? 'again'
  }
}

export function isOurs(response: Response) {
  const type = response.headers.get('Content-Type') ?? ''
  return response.type !== 'opaqueredirect' && !response.redirected && /^application\/json\b/i.test(type)
}
