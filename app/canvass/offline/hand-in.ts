import type { CarriedAnswer, Evening, Head } from '#app/canvass/carry/carry.schema.ts'
import { opsPerRequest } from '#app/canvass/sync/sync-limits.ts'
import { isOurs } from './sender.ts'

const bytesWanted = 300_000
/** Far more than the photos of a shift. */
const largest = 200_000_000

type Whose = { account: string; head?: Head; deviceId?: string }
type Batch = Whose & { ops: { opId: string }[] }
export type OutboxFile = { batches: Batch[]; photos: (Whose & { photo: string })[]; acts: number }

/** Why it did not go through. `whose`: only who knocked may hand it in, signed in. */
export type HandInProblem = 'offline' | 'sign_in' | 'whose' | 'unexpected'

export class NotHandedIn extends Error {
  readonly reason: HandInProblem

  constructor(reason: HandInProblem, cause?: unknown) {
    super(`Not handed in: ${reason}`, { cause })
    this.reason = reason
  }
}

/** Null for whatever was not saved by a phone of ours. */
export async function readFile(file: Blob): Promise<OutboxFile | null> {
  if (file.size > largest) return null
  try {
    const said: unknown = JSON.parse(await file.text())
    if (!isRecord(said) || said.format !== 'lintel-outbox' || !Array.isArray(said.ops)) return null
    const phones = new Map<string, Whose>()
    for (const phone of listOf(said.phones)) phones.set(String(phone.account), phone as Whose)
    const acts = listOf(said.ops)
    if (acts.length !== said.ops.length || !acts.every(isAct)) return null
    // Files of before say with each act which phone it was.
    for (const { account, deviceId } of acts)
      if (!phones.has(account)) phones.set(account, { account, ...(deviceId && { deviceId }) })
    return {
      batches: batchesOf(acts, phones),
      photos: listOf(said.photos).flatMap(({ account, sealed }) => {
        const whose = phones.get(String(account))
        return whose && typeof sealed === 'string' ? { ...whose, photo: sealed } : []
      }),
      acts: acts.length,
    }
  } catch {
    return null
  }
}

/** What of one account does not go in, though that of others may. */
export type Left = { reason: Extract<HandInProblem, 'whose' | 'unexpected'>; acts: number; photos: number }

/** How many acts of which evening, before anything is sent. Rejects NotHandedIn where nothing of it can go in. */
export async function lookInto(
  ask: typeof fetch,
  file: OutboxFile,
): Promise<{ evenings: Evening[]; left: Left[] }> {
  const evenings = new Map<string | null, Evening>()
  const left: Left[] = []
  const accounts = accountsOf(file)
  for (const { batches, photos } of accounts) {
    let acts = countActs(batches)
    const reason = await stoppedBy(async () => {
      for (const batch of batches) {
        const said = await post<{ evenings: Evening[] }>(ask, '/doors/hand-in.json', { ...batch, look: true })
        for (const { day, acts, here } of said.evenings) {
          const before = evenings.get(day) ?? { day, acts: 0, here: 0 }
          evenings.set(day, { day, acts: before.acts + acts, here: before.here + here })
        }
        acts -= batch.ops.length
      }
    })
    if (reason) left.push({ reason, acts, photos: photos.length })
  }
  if (left[0] && left.length === accounts.length) throw new NotHandedIn(left[0].reason)
  return {
    evenings: [...evenings.values()].sort((a, b) => (a.day ?? '').localeCompare(b.day ?? '')),
    left,
  }
}

export type Handed = Record<CarriedAnswer['result'], number>

/** `mayLook`: whoever brings the file may open what waits for a look. */
type Said = { answers: CarriedAnswer[]; mayLook: boolean }

/**
 * Each account's acts, and after them each photo. Stopped anywhere it is sent once more from the start: what is there already is there
 * once. Rejects NotHandedIn without network or session, and where nothing at all went in.
 */
export async function handIn(
  ask: typeof fetch,
  file: OutboxFile,
  went: (handed: Handed) => void,
): Promise<{ handed: Handed; left: Left[]; mayLook: boolean }> {
  const handed: Handed = { done: 0, here: 0, look: 0, empty: 0, unread: 0 }
  const left: Left[] = []
  let hasGone = false
  let mayLook = false
  const send = async <T>(path: string, body: object) => {
    const said = await post<T>(ask, path, body)
    hasGone = true
    return said
  }
  for (const { batches, photos } of accountsOf(file)) {
    let acts = countActs(batches)
    let reason = await stoppedBy(async () => {
      for (const batch of batches) {
        const said = await send<Said>('/doors/hand-in.json', { ...batch, look: false })
        const { answers } = said
        mayLook = said.mayLook
        for (const { result } of answers) handed[result]++
        // An act without an id is nobody's to answer.
        const answered = new Set<unknown>(answers.map(({ opId }) => opId))
        handed.unread += batch.ops.filter(({ opId }) => !answered.has(opId)).length
        acts -= batch.ops.length
        went({ ...handed })
      }
    })
    // Wanted only once the acts that name them are there.
    let waiting = reason ? photos.length : 0
    for (const photo of reason ? [] : photos) {
      const refused = await stoppedBy(() => send('/doors/hand-in-photo.json', photo))
      if (refused) waiting++
      reason ??= refused
    }
    if (reason) left.push({ reason, acts, photos: waiting })
  }
  if (left[0] && !hasGone) throw new NotHandedIn(left[0].reason)
  return { handed, left, mayLook }
}

function accountsOf({ batches, photos }: OutboxFile) {
  const accounts = new Set([...batches, ...photos].map(({ account }) => account))
  return [...accounts].map((account) => ({
    batches: batches.filter((batch) => batch.account === account),
    photos: photos.filter((photo) => photo.account === account),
  }))
}

function countActs(batches: Batch[]) {
  return batches.reduce((acts, { ops }) => acts + ops.length, 0)
}

/** Why it went no further, where something else still may. */
async function stoppedBy(fn: () => Promise<unknown>): Promise<Left['reason'] | null> {
  try {
    await fn()
    return null
  } catch (error) {
    if (!(error instanceof NotHandedIn)) throw error
    if (error.reason !== 'whose' && error.reason !== 'unexpected') throw error
    return error.reason
  }
}

async function post<T>(ask: typeof fetch, path: string, body: object): Promise<T> {
  const response = await ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(60_000),
  }).catch((error) => {
    throw new NotHandedIn('offline', error)
  })
  if (!isOurs(response)) throw new NotHandedIn('unexpected')
  if (response.status === 401) throw new NotHandedIn('sign_in')
  if (response.status === 422) throw new NotHandedIn('whose')
  if (response.status !== 200) throw new NotHandedIn('unexpected')
  return response.json()
}

type Act = { account: string; opId: string; deviceId?: string }

/** In their order, each account's apart; no more at once than the server takes. */
function batchesOf(acts: Act[], phones: ReadonlyMap<string, Whose>) {
  const batches: Batch[] = []
  for (const [account, whose] of phones) {
    let size = 0
    let batch: Batch | undefined
    for (const { account: of, deviceId: _, ...op } of acts) {
      if (of !== account) continue
      const long = JSON.stringify(op).length
      if (!batch || batch.ops.length >= opsPerRequest || size + long > bytesWanted) {
        batch = { ...whose, ops: [] }
        batches.push(batch)
        size = 0
      }
      batch.ops.push(op)
      size += long
    }
  }
  return batches
}

function isAct(op: Record<string, unknown>): op is Record<string, unknown> & Act {
  return typeof op.account === 'string' && typeof op.opId === 'string' && typeof op.seq === 'number'
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
