import { randomUUID } from 'node:crypto'
import { RouterContextProvider } from 'react-router'
import { acceptInvitation, foundUnion, openSession } from '#app/account/accounts.server.ts'
import { losePhone } from '#app/account/phones.server.ts'
import { addBuilding } from '#app/buildings/buildings.server.ts'
import { findShiftCode, leadShift } from '#app/canvass/board/board.server.ts'
import { comeAlong, joinShift } from '#app/canvass/joining/joining.server.ts'
import { type Handle, withActor, withAnyone } from '#app/core/actor.server.ts'
import type { Capability } from '#app/core/permissions.ts'
import { sessionContext } from '#app/core/request-context.ts'
import { foundBody, foundCommittee } from '#app/federation/bodies.server.ts'
import { endRole, invite } from '#app/federation/grants.server.ts'
import type { Machine } from './machine.ts'

export type Person = { accountId: string; sessionId: string; token: string }
export type Door = { unitId: string; label: string; floor: string }
export type House = { holdingId: string; buildingId: string; doors: Door[] }
/** Whoever has the code gets the doors. */
export type Evening = { shiftId: string; turfId: string; code: string }

export const floorsOfHouse = ['1', '2', '3']
const labels = floorsOfHouse.flatMap((floor) => ['A', 'B'].map((line) => `${floor}${line}`))

type May = Capability | 'self' | 'doors'

function actAs<T>({ sessionId }: Person, fn: (db: Handle) => Promise<T>, may: May = 'self') {
  const context = new RouterContextProvider()
  context.set(sessionContext, sessionId)
  return withActor(context, may, fn)
}

const person = (name: string) => ({ name, passwordHash: 'none', locale: 'en' })

async function join(bodyId: string, role: 'canvasser' | 'secretary', by: Person, name: string) {
  const link = await actAs(by, (db) => invite(db, { bodyId, role, grantUntil: null }))
  return takeLink(link, name)
}

function takeLink(link: string, name: string): Promise<Person> {
  return withAnyone(async (db) => {
    const accountId = await acceptInvitation(db, link, person(name))
    if (!accountId) throw new Error('The invitation was not good')
    return { accountId, ...(await openSession(db, accountId, 'faults')) }
  })
}

/** A union: whoever founded it, and from there as many locals as there are runs at a time. */
export async function foundFaultsUnion(machine: Machine) {
  const founder = await withAnyone(async (db) => {
    const { accountId, bodyId } = await foundUnion(
      db,
      { unionName: 'Faults', timeZone: 'America/Los_Angeles', locales: ['en'] },
      person('Founder'),
    )
    return { bodyId, accountId, ...(await openSession(db, accountId, 'faults')) }
  })
  return { foundLocal: (canvassers: number) => foundLocal(machine, founder, canvassers) }
}

/** A local and the people who canvass for it; each run gets buildings and turf of its own in it. */
async function foundLocal(machine: Machine, founder: Person & { bodyId: string }, canvassers: number) {
  const localId = await actAs(founder, (db) =>
    foundBody(db, { kind: 'local', name: `Local ${randomUUID()}`, helpedBy: founder.bodyId }),
  )
  const secretary = await join(localId, 'secretary', founder, `Secretary ${randomUUID()}`)
  const people: Person[] = []
  for (let n = 0; n < canvassers; n++)
    people.push(await join(localId, 'canvasser', secretary, `Canvasser ${randomUUID()}`))

  async function openTurf(db: Handle, { holdingId, buildingId }: House, floors: string[] | null) {
    const turfId = randomUUID()
    const [shift] = await db.sql<{ id: string }>`
      insert into shift (body_id, starts_at, ends_at, place, lead_id, made_by)
      values (${localId}, now() - interval '1 hour', now() + interval '2 hours', 'Laundry', ${secretary.accountId}, ${secretary.accountId}) returning id`
    const shiftId = shift?.id as string
    const pairId = randomUUID()
    await db.sql`insert into shift_pair (id, shift_id, place, name) values (${pairId}, ${shiftId}, 1, 'Pair')`
    await db.sql`
      insert into turf (holding_id, id, shift_id, building_id, floors, pair_id)
      values (${holdingId}, ${turfId}, ${shiftId}, ${buildingId}, ${floors}::text[], ${pairId})`
    return { shiftId, turfId }
  }

  return {
    secretary,
    people,

    async buildHouse(): Promise<House> {
      return actAs(secretary, async (db) => {
        const address = `${randomUUID()} Alder Street`
        const added = await addBuilding(db, { address, bodyId: localId, doors: 'counted', labels })
        if (!added.ok) throw new Error('The address is taken')
        const { buildingId, holdingId } = added
        const doors = await db.sql<Door>`
          select id as "unitId", label, floor from unit where holding_id = ${holdingId} order by label_key`
        return { buildingId, holdingId, doors }
      })
    },

    giveTurf(house: House, { accountId }: Person, floors: string[] | null) {
      return actAs(secretary, async (db) => {
        const { turfId } = await openTurf(db, house, floors)
        await db.sql`
          insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
          values (${house.holdingId}, ${turfId}, ${accountId}, ${secretary.accountId}, now() + interval '4 hours')`
        return turfId
      })
    },

    openEvening(house: House): Promise<Evening> {
      return actAs(secretary, async (db) => {
        const { turfId, shiftId } = await openTurf(db, house, null)
        await leadShift(db, shiftId, { intent: 'newCode' })
        return { turfId, shiftId, code: (await findShiftCode(db, shiftId)) ?? '' }
      })
    },

    async joinEvening({ code }: Evening): Promise<Person> {
      const asked = { code, name: 'Maya', locale: 'en', label: 'faults' }
      const joined = await withAnyone((db) => joinShift(db, asked))
      if (!joined) throw new Error('The code was not good')
      const { sessionId, token } = joined
      const [row] = await machine.ask<{ id: string }>('select account_id as id from session where id = $1', [
        sessionId,
      ])
      return { accountId: row?.id as string, sessionId, token }
    },
    comeAlong: (guest: Person, { code }: Evening) => actAs(guest, (db) => comeAlong(db, code), 'doors'),
    vouch: ({ shiftId }: Evening, { accountId }: Person, on: boolean) =>
      actAs(secretary, (db) => leadShift(db, shiftId, { intent: on ? 'vouch' : 'unvouch', accountId })),
    loseVisitor: ({ shiftId }: Evening, { accountId }: Person) =>
      actAs(secretary, (db) => leadShift(db, shiftId, { intent: 'lost', accountId })),
    losePhone: (deviceId: string) => actAs(secretary, (db) => losePhone(db, deviceId, localId)),

    /** Afterwards the file is the committee's, and nobody of the local reads it. */
    async foundCommittee({ holdingId }: House) {
      const committee = await actAs(secretary, (db) =>
        foundCommittee(db, {
          holdingId,
          name: `Committee ${randomUUID()}`,
          since: db.today,
          decided: 'Decided together',
          joins: [],
        }),
      )
      const { committeeId: bodyId, token } = committee
      const first = await takeLink(token, `Secretary ${randomUUID()}`)
      // Whoever helped found it goes.
      await actAs(first, async (db) => {
        const [helper] = await db.sql<{ id: string }>`
          select id from role_grant where body_id = ${bodyId} and account_id = ${secretary.accountId} and revoked_at is null`
        if (helper) await endRole(db, { bodyId, grantId: helper.id })
      })
      return { bodyId, secretary: first }
    },

    takeTurf(turfId: string, { accountId }: Person) {
      return actAs(
        secretary,
        (db) => db.sql`
          update turf_assignment set revoked_at = now() where turf_id = ${turfId} and account_id = ${accountId}`,
      )
    },

    /** The next run of the same people finds none of this turf, and none of today's photos. */
    async endTurf(turfIds: string[]) {
      const text = 'update turf_assignment set revoked_at = now() where turf_id = any ($1::uuid[])'
      await machine.ask(text, [turfIds])
      const mine = [people.map(({ accountId }) => accountId)]
      const days = `update photo set arrived_at = arrived_at - interval '2 days' where account_id = any ($1::uuid[])`
      await machine.ask(days, mine)
      await machine.ask('delete from photo_part where account_id = any ($1::uuid[])', mine)
    },

    signIn: ({ accountId }: Person) => withAnyone((db) => openSession(db, accountId, 'faults')),

    /** How many knocks of this file a person reads, past all walls they stand behind. */
    async countKnocks(who: Person, holdingId: string) {
      const [row] = await actAs(
        who,
        (db) => db.sql<{ n: number }>`select count(*)::int as n from knock where holding_id = ${holdingId}`,
      )
      return row?.n ?? 0
    },
  }
}

export type FaultsLocal = Awaited<ReturnType<typeof foundLocal>>
