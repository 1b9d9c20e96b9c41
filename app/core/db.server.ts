import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './.server/prisma/client.ts'

export type Row = Record<string, unknown>

/** Runs one statement in the actor's transaction: sql<Row>`select … where id = ${id}`. Values become parameters, never text. */
export type Sql = <R extends object = Row>(text: TemplateStringsArray, ...values: unknown[]) => Promise<R[]>

const DATE = 1082
const TIMESTAMPTZ = 1184
const BIGINT = 20

/** Days stay text, instants become ISO text, counters numbers: nothing depends on the server's zone. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === DATE) return (text: string) => text
  if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString()
  if (oid === BIGINT) return Number
  return pg.types.getTypeParser(oid, format as 'text')
}

const running = new AsyncLocalStorage<{ client: pg.PoolClient; isOver: boolean }>()
const counting = new AsyncLocalStorage<{ statements: string[] }>()

let pool: pg.Pool | undefined
let prisma: PrismaClient | undefined

/** Opens the app's pool. Pipelined: what does not wait for an answer is sent at once. */
export function openDatabase(url: string, size = 10) {
  pool = new pg.Pool({
    connectionString: url,
    max: size,
    pipeline: true,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  })
  pool.on('error', () => {})
  // A connection in use says so too when PostgreSQL goes; whoever uses it is told by their statement.
  pool.on('connect', (client) => client.on('error', () => {}))
  prisma = new PrismaClient({ adapter: new PrismaPg(new PoolOfOne({ connectionString: url })) })
  return pool
}

export async function closeDatabase() {
  await prisma?.$disconnect()
  await pool?.end()
  pool = undefined
  prisma = undefined
}

export function requirePool() {
  if (!pool) throw new Error('The database is not open')
  return pool
}

export function requirePrisma() {
  if (!prisma) throw new Error('The database is not open')
  return prisma
}

/**
 * Everything `fn` asks, through `sql` or Prisma, goes over this one connection. What of it is still under way when another part has failed
 * asks nothing any more: the connection may be somebody else's by then, and it would ask as them.
 */
export async function runOn<T>(client: pg.PoolClient, fn: () => Promise<T>) {
  const turn = { client, isOver: false }
  try {
    return await running.run(turn, fn)
  } finally {
    turn.isOver = true
  }
}

export function isRunning() {
  return running.getStore() !== undefined
}

function requireRunning() {
  const turn = running.getStore()
  if (!turn) throw new Error('No transaction here: use withActor')
  if (turn.isOver) throw new Error('The transaction is over')
  return turn.client
}

type Statement = { text: string; name: string }

/** By place in the source: the parts of a template are the same object each time. */
const statements = new WeakMap<TemplateStringsArray, Statement>()

/** A statement has a name on the wire, so that PostgreSQL plans it once a connection. */
function statementOf(parts: TemplateStringsArray): Statement {
  const known = statements.get(parts)
  if (known) return known
  const text = parts.reduce((before, part, i) => `${before}$${i}${part}`)
  const name = `s_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`
  statements.set(parts, { text, name })
  return { text, name }
}

const held = new WeakSet<Duplex>()

/** What is asked in one turn leaves in one packet. */
export function sendTogether(client: pg.PoolClient) {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  if (held.has(stream)) return
  held.add(stream)
  stream.cork()
  process.nextTick(() => {
    held.delete(stream)
    stream.uncork()
  })
}

export const sql: Sql = async <R extends object>(parts: TemplateStringsArray, ...values: unknown[]) => {
  const { text, name } = statementOf(parts)
  counting.getStore()?.statements.push(text)
  const client = requireRunning()
  sendTogether(client)
  const { rows } = await client.query({ name, text, values })
  return rows as R[]
}

/** The statements `fn` sent, without begin, set and commit: for tests and the bench. */
export async function countStatements<T>(fn: () => Promise<T>) {
  const store = { statements: [] as string[] }
  const value = await counting.run(store, fn)
  return { value, statements: store.statements }
}

/**
 * The pool Prisma is given: whatever it asks for, it gets the connection of the running transaction. Its own begin and commit
 * become a savepoint, so that Prisma and `sql` stand or fall together.
 */
class PoolOfOne extends pg.Pool {
  // pg's own signature has nine overloads; Prisma uses the one with a config object.
  override query = ((config: pg.QueryConfig) => {
    counting.getStore()?.statements.push(config.text)
    return requireRunning().query(config)
  }) as pg.Pool['query']

  override connect = (async () => {
    const client = requireRunning()
    return {
      query: (config: pg.QueryConfig) => this.query({ ...config, text: savepointFor(config.text) }),
      on: () => client,
      removeListener: () => client,
      release: () => {},
    }
  }) as unknown as pg.Pool['connect']
}

function savepointFor(text: string) {
  if (text === 'BEGIN') return 'savepoint prisma'
  if (text === 'COMMIT') return 'release savepoint prisma'
  if (text === 'ROLLBACK') return 'rollback to savepoint prisma'
  return text
}
