import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/core/db.server.ts'
import { withClient } from '#app/core/start/database.ts'
import { aPicture } from '#app/grievances/photos/a-picture.ts'
import { photoPartEndpoint, photoStateEndpoint } from '#app/grievances/photos/photo-parts.endpoint.ts'
import { listPhotos } from '#app/grievances/photos/photos.server.ts'
import { aCanvasser, askEndpoint, aTurf } from '#tests/door-factories.ts'
import { aBody, aBuilding, actAs, type TestAccount } from '#tests/factories.ts'
import { ask } from '#tests/leak-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { turfEndpoint } from '../lease/turf.endpoint.ts'
import { aPhone, notHome, theDoor } from '../offline/a-phone.ts'
import { sendPhotos } from '../offline/photo-sender.ts'
import { savePhoto } from '../offline/photos.ts'
import { syncEndpoint } from './sync.endpoint.ts'

/** A phone of this account, with the endpoints at the other end of its network. */
async function aPhoneOf(account: TestAccount) {
  const reach = async (url: unknown, init?: RequestInit) => {
    const [, hash, n, query] = /^\/photos\/([0-9a-f]+)(?:\.json|\/(\d+))\?(.*)$/.exec(String(url)) ?? []
    if (hash) {
      const bytes = new Uint8Array(await new Response(init?.body).arrayBuffer())
      const endpoint = n ? photoPartEndpoint : photoStateEndpoint
      const { status, json } = await ask(
        endpoint,
        account,
        { hash, ...(n && { n }) },
        { query: query ?? '', bytes },
      )
      return Response.json(json ?? null, { status })
    }
    const endpoint = url === '/sync' ? syncEndpoint : turfEndpoint
    const { status, json } = await askEndpoint(endpoint, account, init?.body)
    return Response.json(json, { status })
  }
  const phone = await aPhone({ fetch: reach as typeof fetch })
  const sendAll = () => sendPhotos(phone.inside, reach as typeof fetch, account.accountId)
  return { phone, sendAll }
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
  const { phone, sendAll } = await aPhoneOf(account)
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

  const photographed = async () => {
    const jpeg = new Uint8Array(await aPicture().jpeg().toBuffer()).buffer
    const photos = [{ id: randomUUID(), sha256: await savePhoto(phone.inside, jpeg, '') }]
    const grievanceId = randomUUID()
    await phone.save({
      kind: 'knock',
      knockId: randomUUID(),
      ...door,
      disposition: 'conversation',
      flyer: false,
      repairs: [{ id: grievanceId, category: 'leak', severity: 'dangerous', since: 'today', photos }],
    })
    await phone.send()
    await sendAll()
    return async () => {
      const shown = await actAs(body.secretary, (db) =>
        listPhotos(db, { holdingId: building.holdingId, grievanceId }),
      )
      return shown.map((photo) => photo.state)
    }
  }

  await knock(5)
  const { ownerUrl, appUrl } = await testDatabase()
  const name = `restored_${process.pid}_${Date.now().toString(36)}`
  const backup = await copyOf(ownerUrl, name)
  try {
    openDatabase(appUrl)
    await knock(109)
    const photos = await photographed()
    expect(await photos()).toEqual(['here'])
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
    expect(await photos()).toEqual(['coming'])
    expect(phone.status().photos).toBe(1)
    await sendAll()
    expect(await photos()).toEqual(['here'])
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
