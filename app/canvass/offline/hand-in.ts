import type { CarriedAnswer, Evening, Head } from '#app/canvass/carry/carry.schema.ts'
import { opsPerRequest } from '#app/canvass/sync-limits.ts'
import { isOurs } from './sender.ts'

const bytesWanted = 300_000
/** Far more than the photos of a shift. */
const largest = 200_000_000

type Whose = { account: string; head?: Head; deviceId?: string }
type Batch = Whose & { ops: object[] }
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

/** How many acts of which evening, before anything is sent. Rejects NotHandedIn. */
export async function lookInto(ask: typeof fetch, { batches }: OutboxFile): Promise<Evening[]> {
  const evenings = new Map<string | null, Evening>()
  for (const batch of batches) {
    const said = await post<{ evenings: Evening[] }>(ask, '/doors/hand-in.json', { ...batch, look: true })
    for (const { day, acts, here } of said.evenings) {
      const before = evenings.get(day) ?? { day, acts: 0, here: 0 }
      evenings.set(day, { day, acts: before.acts + acts, here: before.here + here })
    }
  }
  return [...evenings.values()].sort((a, b) => (a.day ?? '').localeCompare(b.day ?? ''))
}

export type Handed = Record<CarriedAnswer['result'], number>

/** Stopped anywhere it is sent once more from the start: what is there already is there once. Rejects NotHandedIn. */
export async function handIn(
  ask: typeof fetch,
  { batches, photos }: OutboxFile,
  went: (handed: Handed) => void,
): Promise<Handed> {
  const handed: Handed = { done: 0, here: 0, look: 0, empty: 0, unread: 0 }
  for (const batch of batches) {
    const said = await post<{ answers: CarriedAnswer[] }>(ask, '/doors/hand-in.json', {
      ...batch,
      look: false,
    })
    for (const { result } of said.answers) handed[result]++
    went({ ...handed })
  }
  for (const photo of photos) await post(ask, '/doors/hand-in-photo.json', photo)
  return handed
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

type Act = { account: string; deviceId?: string }

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
