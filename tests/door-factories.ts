import { createHash, randomUUID } from 'node:crypto'
import type { RouterContextProvider } from 'react-router'
import { haveHeader, type PackedLease } from '#app/canvass/lease/packed-lease.ts'
import { turfEndpoint } from '#app/canvass/lease/turf.endpoint.ts'
import type { Lease } from '#app/canvass/lease/turf.schema.ts'
import { readLease } from '#app/canvass/offline/reply-shape.ts'
import { createSeal, type Seal } from '#app/canvass/offline/seal.ts'
import { haveOf, unpackLease } from '#app/canvass/offline/unpack-lease.ts'
import type { Knock, SentOp } from '#app/canvass/sync/ops.schema.ts'
import { syncEndpoint } from '#app/canvass/sync/sync.endpoint.ts'
import type { BoxedOp, SealedOp, SyncReply } from '#app/canvass/sync/sync.schema.ts'
import { readReceipt } from '#app/canvass/wire/read-receipt.ts'
import { writeBatch } from '#app/canvass/wire/write-batch.ts'
import type { Answer, Endpoint } from '#app/core/endpoint.ts'
import {
  actAs,
  anAccount,
  asSession,
  type TestAccount,
  type TestBody,
  type TestBuilding,
} from './factories.ts'

type TurfOptions = {
  in: TestBody
  building: TestBuilding
  to: TestAccount
  floors?: string[]
  units?: string[]
  hours?: number
}

/** Doors given to an account by the body's secretary; `hours` below 0: the lease is over. */
export async function aTurf({ in: body, building, to, floors, units, hours = 4 }: TurfOptions) {
  const turfId = randomUUID()
  await actAs(body.secretary, async (db) => {
    const [shift] = await db.sql<{ id: string }>`
      insert into shift (body_id, starts_at, ends_at, place, made_by)
      values (${body.id}, now() - interval '8 hours', now() + interval '2 hours', 'Laundry room', ${body.secretary.accountId}) returning id`
    await db.sql`
      insert into turf (holding_id, id, shift_id, building_id, floors, units)
      values (${building.holdingId}, ${turfId}, ${shift?.id}, ${building.id}, ${floors ?? null}::text[],
        ${units ?? null}::uuid[])`
    await db.sql`
      insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
      values (${building.holdingId}, ${turfId}, ${to.accountId}, ${body.secretary.accountId}, now() + ${hours} * interval '1 hour')`
  })
  return turfId
}

export function aCanvasser(body: TestBody, name?: string) {
  return anAccount({ bodyId: body.id, role: 'canvasser', by: body.secretary, name })
}

/** Asks a machine endpoint as this account would. A refusal comes back as its status, as from the server. */
export async function askEndpoint(
  endpoint: Endpoint,
  account: Pick<TestAccount, 'sessionId'> | null,
  body?: unknown,
  context: RouterContextProvider = asSession(account, 'endpoint'),
  headers: Record<string, string | undefined> = {},
): Promise<Answer & { json: unknown }> {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body ?? null))
  const call = {
    params: {},
    query: new URLSearchParams(),
    header: (name: string) => headers[name],
    readBody: async () => bytes,
  }
  try {
    const answer = await endpoint.handle(call, context)
    return { ...answer, json: JSON.parse(String(answer.body)) }
  } catch (error) {
    if (!(error instanceof Response)) throw error
    return { status: error.status, json: await error.json() }
  }
}

/** What this account's phone has of its doors after asking; `before`: what it had until then. */
export async function pullLease(account: Pick<TestAccount, 'sessionId'>, before?: Lease): Promise<Lease> {
  const { json } = await askEndpoint(turfEndpoint, account, null, asSession(account, 'endpoint'), {
    [haveHeader]: before ? haveOf(before) : undefined,
  })
  const lease = readLease(unpackLease(json as PackedLease, before))
  if (!lease) throw new Error('A phone cannot read this')
  return lease
}

export type TestPhone = {
  account: TestAccount
  deviceId: string
  lease: Lease
  seal(op: SentOp): Promise<BoxedOp>
  /** What the phone makes of the answer stands in `json`. */
  post(ops: SealedOp[], as?: TestAccount): ReturnType<typeof askEndpoint>
  /** As phones of the first version asked. */
  postJson(ops: unknown[]): ReturnType<typeof askEndpoint>
  send(...ops: SentOp[]): Promise<SyncReply>
}

/** A phone that has downloaded its turf; its store is left out. */
export async function aServedPhone(account: TestAccount): Promise<TestPhone> {
  const lease = await pullLease(account)
  const sealOp: Seal = await createSeal(lease.key, () => new Date())
  const deviceId = randomUUID()
  let seq = 0
  const seal = async (op: SentOp) => ({ ...(await sealOp(deviceId, op)), seq: ++seq })
  const postJson = (ops: unknown[]) =>
    askEndpoint(syncEndpoint, account, { accountId: account.accountId, deviceId, ops })
  const post = async (ops: SealedOp[], as = account) => {
    const batch = { account: account.accountId, deviceId, ops }
    const body = writeBatch(batch)
    const answer = await askEndpoint(syncEndpoint, as, body)
    const digest = createHash('sha256').update(body).digest('base64url')
    return answer.status === 200 ? { ...answer, json: readReceipt(batch, digest, answer.json) } : answer
  }
  return {
    account,
    deviceId,
    lease,
    seal,
    post,
    postJson,
    async send(...ops) {
      const sealed = []
      for (const op of ops) sealed.push(await seal(op))
      return (await post(sealed)).json as SyncReply
    },
  }
}

export function aKnock(turfId: string, unitId: string, said: Partial<Knock> = {}): Knock {
  return {
    kind: 'knock',
    knockId: randomUUID(),
    turfId,
    unitId,
    disposition: 'not_home',
    flyer: false,
    ...said,
  }
}

/** A talk with everything that can be said in one. */
export function aTalk(turfId: string, unitId: string, said: Partial<Knock> = {}): Knock {
  return aKnock(turfId, unitId, {
    disposition: 'conversation',
    person: { personId: randomUUID(), name: 'Ana R.', isNew: true },
    languages: ['es'],
    heard: ['repairs', 'rent'],
    asks: [{ id: randomUUID(), step: 'meeting', answer: 'yes' }],
    consents: [
      { purpose: 'contact', channel: 'text', given: true },
      { purpose: 'name_to_landlord', given: false },
    ],
    contact: { kind: 'phone', value: '510 555 0100', safeRule: 'no_calls' },
    join: true,
    level: { id: randomUUID(), level: 2, basis: ['said'] },
    followUp: { id: randomUUID(), what: 'Bring the letter', owner: 'Sam', due: '2026-12-01' },
    note: 'Works nights.',
    repairs: [
      { id: randomUUID(), category: 'leak', severity: 'dangerous', since: 'today', words: 'Under the sink' },
    ],
    ...said,
  })
}
