import { expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/core/db.server.ts'
import { withClient } from '#app/core/start/database.ts'
import { aCanvasser, askEndpoint, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, type TestAccount } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aPhone, notHome, theDoor } from './offline/a-phone.ts'
import { syncEndpoint } from './sync.endpoint.ts'
import { turfEndpoint } from './turf.endpoint.ts'

/** A phone of this account, with the endpoints at the other end of its network. */
function aPhoneOf(account: TestAccount) {
  const reach = async (url: unknown, init?: RequestInit) => {
    const endpoint = url === '/sync' ? syncEndpoint : turfEndpoint
    const { status, json } = await askEndpoint(endpoint, account, init?.body)
    return Response.json(json, { status })
  }
  return aPhone({ fetch: reach as typeof fetch })
}

async function copyOf(url: string, name: string) {
  const at = new URL(url)
  const from = at.pathname.slice(1)
  at.pathname = '/postgres'
  await closeDatabase()
  await withClient(at.href, async (client) => {
    await client.query(`create database ${name} template ${from} strategy file_copy`)
    await client.query(
      `grant connect, create on database ${name} to lintel_owner; grant connect on database ${name} to lintel_app, lintel_jobs`,
    )
  })
  return {
    async drop() {
      await closeDatabase()
      await withClient(at.href, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}

/** L20: a backup played back must not swallow what was confirmed after it was made. */
test('L20: what a restored server has forgotten comes again, and nothing is there twice', async () => {
  const body = await aBody()
  const building = await aBuilding({ in: body, floors: 3, lines: 2 })
  const account = await aCanvasser(body)
  await aTurf({ in: body, building, to: account })
  const phone = await aPhoneOf(account)
  await phone.download()
  const door = await theDoor(phone)
  const knock = async (times: number) => {
    for (let i = 0; i < times; i++) await phone.save(notHome(door))
    await phone.send()
    expect(phone.status()).toMatchObject({ waiting: 0, look: 0, lost: 0 })
  }
  const knocks = () =>
    actAs(body.secretary, async (db) => {
      const [row] = await db.sql<{ n: number; tries: number }>`
        select count(*)::int as n, max(d.tries) as tries from knock k join door_state d on d.holding_id = k.holding_id and d.unit_id = k.unit_id
        where k.unit_id = ${door.unitId}`
      return row
    })

  await knock(5)
  const { ownerUrl, appUrl } = await testDatabase()
  const name = `restored_${process.pid}_${Date.now().toString(36)}`
  const backup = await copyOf(ownerUrl, name)
  try {
    openDatabase(appUrl)
    await knock(110)
    expect(await knocks()).toEqual({ n: 115, tries: 115 })
    await closeDatabase()

    const restored = new URL(appUrl)
    restored.pathname = `/${name}`
    openDatabase(restored.href)
    expect(await knocks()).toEqual({ n: 5, tries: 5 })
    // Nothing new happened at a door since: no gap in its numbers could tell.
    await phone.download()
    await phone.send()
    expect(await knocks()).toEqual({ n: 115, tries: 115 })
    await knock(1)
    await phone.download()
    await phone.send()
    expect(await knocks()).toEqual({ n: 116, tries: 116 })
  } finally {
    phone.close()
    await backup.drop()
    openDatabase(appUrl)
  }
}, 60_000)
