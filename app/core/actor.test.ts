import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/setup/database.ts'
import { withActor, withAnyone } from './actor.server.ts'
import { closeDatabase, countStatements, openDatabase } from './db.server.ts'
import { sessionContext, surfaceContext } from './request-context.ts'

const sessionId = '11111111-1111-4111-8111-111111111111'

beforeAll(async () => {
  openDatabase((await testDatabase()).appUrl, 4)
  await withAnyone(async ({ sql }) => {
    const [made] = await sql<{ accountId: string }>`
      select account_id as "accountId" from auth.found_union('Maple Valley Tenants', 'America/Los_Angeles', '{en,es}', 'Rosa', 'rosa', 'x', 'en')`
    await sql`select auth.open_session(${sessionId}::uuid, ${made?.accountId}::uuid, 'test', 1)`
  })
})
afterAll(closeDatabase)

function contextOf(id: string | null, surface: 'page' | 'endpoint' = 'page') {
  const context = new RouterContextProvider()
  context.set(sessionContext, id)
  context.set(surfaceContext, surface)
  return context
}

describe('withActor', () => {
  test('knows who asks and in which union', async () => {
    const seen = await withActor(contextOf(sessionId), 'self', async ({ actor, union }) => ({
      name: actor.name,
      union,
    }))
    expect(seen).toEqual({
      name: 'Rosa',
      union: { name: 'Maple Valley Tenants', timeZone: 'America/Los_Angeles', locales: ['en', 'es'] },
    })
  })

  test('sends a stranger to sign in, and an endpoint’s stranger a 401', async () => {
    const page = await withActor(contextOf(null), 'self', async () => {}).catch((thrown: Response) => thrown)
    expect(page).toMatchObject({ status: 302 })
    const unknown = contextOf('22222222-2222-4222-8222-222222222222', 'endpoint')
    expect(
      await withActor(unknown, 'self', async () => {}).catch((thrown: Response) => thrown),
    ).toMatchObject({ status: 401 })
  })

  test('asks nothing for what is still under way once another part has failed', async () => {
    const { promise: failed, resolve: hasFailed } = Promise.withResolvers<void>()
    let late: Promise<unknown> = Promise.resolve()
    const both = withActor(contextOf(sessionId), 'self', ({ sql }) => {
      late = failed.then(() => sql`select set_config('app.session', '', false)`)
      return Promise.all([late, Promise.reject(new Error('the first of them'))])
    })
    await expect(both).rejects.toThrow('the first of them')
    hasFailed()
    await expect(late).rejects.toThrow('The transaction is over')
  })

  test('rolls back everything when fn throws, whether written through sql or Prisma', async () => {
    const failed = withActor(contextOf(sessionId), 'self', async ({ sql, prisma, actor }) => {
      await sql`update account set name = 'Changed' where id = ${actor.accountId}`
      await prisma.account.update({ where: { id: actor.accountId }, data: { locale: 'es' } })
      throw new Error('half done')
    })
    await expect(failed).rejects.toThrow('half done')
    const [account] = await withActor(
      contextOf(sessionId),
      'self',
      ({ sql }) => sql`select name, locale from account`,
    )
    expect(account).toEqual({ name: 'Rosa', locale: 'en' })
  })

  test('Prisma and sql share one connection and one transaction', async () => {
    const { sqlTx, prismaTx, nestedTx } = await withActor(
      contextOf(sessionId),
      'self',
      async ({ sql, prisma }) => {
        const [bySql] = await sql<{
          tx: string
        }>`select pg_backend_pid() || ':' || pg_current_xact_id() as tx`
        const [byPrisma] = await prisma.$queryRaw<
          { tx: string }[]
        >`select pg_backend_pid() || ':' || pg_current_xact_id() as tx`
        const nested = await prisma.$transaction(
          (inner) =>
            inner.$queryRaw<{ tx: string }[]>`select pg_backend_pid() || ':' || pg_current_xact_id() as tx`,
        )
        return { sqlTx: bySql?.tx, prismaTx: byPrisma?.tx, nestedTx: nested[0]?.tx }
      },
    )
    expect(prismaTx).toBe(sqlTx)
    expect(nestedTx).toBe(sqlTx)
  })

  test('two who block each other both get through: one of them is run again', async () => {
    let runs = 0
    let waiting = 2
    const { promise: bothHold, resolve: letGo } = Promise.withResolvers<void>()
    const take = (first: number, second: number) =>
      withActor(contextOf(sessionId), 'self', async ({ sql }) => {
        runs += 1
        await sql`select pg_advisory_xact_lock(${first}::bigint)`
        waiting -= 1
        if (waiting === 0) letGo()
        await bothHold
        await sql`select pg_advisory_xact_lock(${second}::bigint)`
        return first
      })
    expect(await Promise.all([take(1, 2), take(2, 1)])).toEqual([1, 2])
    expect(runs).toBe(3)
  })

  test('is run again no more than a few times', async () => {
    let runs = 0
    const never = withActor(contextOf(sessionId), 'self', async ({ sql }) => {
      runs += 1
      await sql`do $$ begin raise exception 'in the way' using errcode = '40001'; end $$`
    })
    await expect(never).rejects.toMatchObject({ code: '40001' })
    expect(runs).toBe(6)
  })

  test('is never nested', async () => {
    const context = contextOf(sessionId)
    await expect(
      withActor(context, 'self', () => withActor(context, 'self', async () => {})),
    ).rejects.toThrow('one transaction')
  })

  test('outside it nothing can be asked, and nobody’s handle sees nothing', async () => {
    const rows = await withAnyone(({ sql }) => sql`select * from account`)
    expect(rows).toEqual([])
    const { statements } = await countStatements(() =>
      withActor(contextOf(sessionId), 'self', ({ sql }) => sql`select 1`),
    )
    expect(statements).toHaveLength(2)
  })

  test('a failed statement swallowed by fn is still a failure', async () => {
    const swallowed = withActor(contextOf(sessionId), 'self', async ({ sql }) => {
      await sql`select 1 / 0`.catch(() => {})
    })
    await expect(swallowed).rejects.toThrow('rolled back')
  })

  test('a session ends with its row, on the next request', async () => {
    const other = '33333333-3333-4333-8333-333333333333'
    await withAnyone(
      ({ sql }) => sql`
      select auth.open_session(${other}::uuid, (select account_id from auth.credential('rosa')), 'phone', 1)`,
    )
    await withActor(contextOf(other), 'self', async () => {})
    await withActor(
      contextOf(sessionId),
      'self',
      ({ sql }) => sql`update session set revoked_at = now() where id = ${other}`,
    )
    expect(
      await withActor(contextOf(other, 'endpoint'), 'self', async () => {}).catch(
        (thrown: Response) => thrown,
      ),
    ).toMatchObject({
      status: 401,
    })
  })
})
