import { type RouterContextProvider, redirect } from 'react-router'
import { type Day, dayOf } from './days.ts'
import { isRunning, requirePool, requirePrisma, runOn, type Sql, sendTogether, sql } from './db.server.ts'
import { AppError, notFound } from './errors.ts'
import { type Capability, grantCan, type Role } from './permissions.ts'
import { clockContext, pathContext, sessionContext, surfaceContext } from './request-context.ts'
import { isUuid } from './uuid.ts'

export type Grant = { bodyId: string; bodyName: string; bodyKind: BodyKind; role: Role }
export type BodyKind = 'committee' | 'council' | 'local' | 'union' | 'working_group' | 'ally'
export type Union = { name: string; timeZone: string; locales: string[] }

type ActorRow = {
  accountId: string
  name: string
  locale: string
  isVisitor: boolean
  grants: Grant[]
  union: Union
}

export class Actor {
  readonly accountId: string
  readonly name: string
  readonly grants: Grant[]
  /** Came in by a shift's code: knocks the doors they were given, and finds nothing else here. */
  readonly isVisitor: boolean

  constructor({ accountId, name, grants, isVisitor }: ActorRow) {
    this.accountId = accountId
    this.name = name
    this.grants = grants
    this.isVisitor = isVisitor
  }

  /** Held in this body, or in any when none is named. */
  can(capability: Capability, bodyId?: string) {
    return this.bodiesWith(capability).some((grant) => !bodyId || grant.bodyId === bodyId)
  }

  bodiesWith(capability: Capability) {
    return this.grants.filter((grant) => grantCan(grant, capability))
  }
}

/** The only way to the data: one actor, one transaction. */
export type Handle = {
  actor: Actor
  union: Union
  sessionId: string
  /** The instant of this transaction, and its day in the union's zone: what facts are dated with. */
  now: string
  today: Day
  sql: Sql
  prisma: ReturnType<typeof requirePrisma>
}

/** A handle before anyone is known: sign-in, first run, health. Row policies show it nothing. */
export type AnonymousHandle = Pick<Handle, 'sql'>

type Context = Readonly<RouterContextProvider>

/** Whoever stood in the way of whom: the whole of it is done again, a few times, a little later each time. */
const triesInTheWay = 6

const openAlready = 'A transaction is open already: one loader, one transaction'

/**
 * Opens one transaction for one loader, action or endpoint, as the session's account, and commits it before the answer is built.
 * `self` is what every account may do, `doors` what also those may who came in by a shift's code. Without a session: sign-in (page)
 * or 401 (endpoint). Without the capability: 404, as if the page were not there.
 *
 * What `ahead` asks leaves in one packet with the question who is asking, and is handed to `fn`: row policies alone decide what it
 * may see, so it takes nothing from the actor.
 *
 * Where two transactions block each other PostgreSQL ends one of them, and that one is run again: `fn` changes nothing outside the
 * database that must not be done twice.
 */
export async function withActor<T, Early = undefined>(
  context: Context,
  capability: Capability | 'self' | 'doors',
  fn: (db: Handle, early: Early) => Promise<T>,
  ahead?: (db: AnonymousHandle) => Promise<Early>,
): Promise<T> {
  const sessionId = context.get(sessionContext)
  if (!isUuid(sessionId)) throw await signInFirst(context)
  const told = context.get(clockContext)
  const opening = `begin; set local app.session = '${sessionId}'${told ? `; set local app.clock = '${told.toISOString()}'` : ''}`
  return inTransaction(opening, async () => {
    const [db, early] = await Promise.all([findHandle(context, sessionId), ahead?.({ sql })])
    if (!db) throw await signInFirst(context)
    if (!mayAsk(db.actor, capability)) throw notFound()
    return fn(db, early as Early)
  })
}

function mayAsk(actor: Actor, capability: Capability | 'self' | 'doors') {
  if (capability === 'doors') return true
  return !actor.isVisitor && (capability === 'self' || actor.can(capability))
}

async function findHandle(context: Context, sessionId: string): Promise<Handle | null> {
  const [row] = await sql<{ actor: ActorRow | null }>`select auth.actor() as actor`
  if (!row?.actor) return null
  const { union } = row.actor
  const now = (context.get(clockContext) ?? new Date()).toISOString()
  const actor = new Actor(row.actor)
  return {
    actor,
    union,
    sessionId,
    now,
    get today() {
      return dayOf(now, union.timeZone)
    },
    sql,
    prisma: requirePrisma(),
  }
}

/** First run and joining go on as the account they just made, in the same transaction: all of it stands or none. */
export async function becomeActor(context: Context, db: AnonymousHandle, sessionId: string): Promise<Handle> {
  await db.sql`select set_config('app.session', ${sessionId}, true)`
  const handle = await findHandle(context, sessionId)
  if (!handle) throw new Error('The session was not opened in this transaction')
  return handle
}

export async function withAnyone<T>(fn: (db: AnonymousHandle) => Promise<T>): Promise<T> {
  return inTransaction('begin', () => fn({ sql }))
}

/**
 * For one statement that is a transaction of its own and finds out itself who is asking: a database function that takes the session's id
 * and asks of it what the row policies would ask.
 */
export async function withSession<T>(
  context: Context,
  fn: (db: AnonymousHandle, sessionId: string) => Promise<T>,
): Promise<T> {
  const sessionId = context.get(sessionContext)
  if (!isUuid(sessionId)) throw await signInFirst(context)
  if (isRunning()) throw new Error(openAlready)
  const client = await requirePool().connect()
  let broken: Error | undefined
  try {
    return await runOn(client, () => fn({ sql }, sessionId))
  } catch (error) {
    if (!(error as { severity?: unknown } | null)?.severity) broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

/** What the desk frame shows around a page: who is here, for which union, and the places open to them. */
export type Shell = {
  unionName: string
  timeZone: string
  personName: string
  bodyName: string
  places: Place[]
  /** Who gives out doors finds the shifts behind "Doors"; their own doors are a step further. */
  at?: { doors: '/turf' }
}
export type Place = 'today' | 'doors' | 'buildings' | 'repairs' | 'union'

/** withActor for a page drawn in the desk frame. */
export async function withPage<T extends object>(
  context: Context,
  capability: Capability | 'self',
  fn: (db: Handle) => Promise<T>,
) {
  return withActor(context, capability, async (db) => ({ shell: shellOf(db), ...(await fn(db)) }))
}

function shellOf({ actor, union }: Handle): Shell {
  const places: Place[] = ['today', 'doors', 'buildings']
  if (actor.can('repairs.read')) places.push('repairs')
  places.push('union')
  return {
    unionName: union.name,
    timeZone: union.timeZone,
    personName: actor.name,
    bodyName: actor.grants[0]?.bodyName ?? union.name,
    places,
    ...(actor.can('turf.assign') ? { at: { doors: '/turf' as const } } : {}),
  }
}

async function inTransaction<T>(opening: string, fn: () => Promise<T>): Promise<T> {
  if (isRunning()) throw new Error(openAlready)
  for (let tries = 1; ; tries++) {
    try {
      return await tryTransaction(opening, fn)
    } catch (error) {
      if (!isInTheWay(error) || tries >= triesInTheWay) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** tries))
    }
  }
}

/** Two transactions stood in each other's way, and PostgreSQL ended this one. */
export function isInTheWay(error: unknown) {
  const state = (error as { code?: unknown } | null)?.code
  return state === '40001' || state === '40P01'
}

async function tryTransaction<T>(opening: string, fn: () => Promise<T>): Promise<T> {
  const client = await requirePool().connect()
  let broken: Error | undefined
  try {
    return await runOn(client, async () => {
      // Sent at once with the first statement of fn; a failed begin leaves that statement without an actor, which sees nothing.
      sendTogether(client)
      const opened = client.query(opening)
      opened.catch(() => {})
      const value = await fn()
      await opened
      const ended = await client.query('commit')
      if (ended.command !== 'COMMIT') throw new Error('The transaction was rolled back')
      return value
    })
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function signInFirst(context: Context) {
  if (context.get(surfaceContext) === 'endpoint') return new AppError(401, 'sign_in')
  const path = context.get(pathContext)
  return redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)
}
