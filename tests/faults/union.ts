import { randomUUID } from 'node:crypto'
import { RouterContextProvider } from 'react-router'
import { acceptInvitation, endAllSessions, foundUnion, openSession } from '#app/account/accounts.server.ts'
import { addBuilding } from '#app/buildings/buildings.server.ts'
import { type Handle, withActor, withAnyone } from '#app/core/actor.server.ts'
import { sessionContext } from '#app/core/request-context.ts'
import { foundBody, foundCommittee } from '#app/federation/bodies.server.ts'
import { endRole, invite } from '#app/federation/grants.server.ts'
import type { Machine } from './machine.ts'

export type Person = { accountId: string; sessionId: string; token: string }
export type Door = { unitId: string; label: string; floor: string }
export type House = { holdingId: string; buildingId: string; doors: Door[] }

export const floorsOfHouse = ['1', '2', '3']
const labels = floorsOfHouse.flatMap((floor) => ['A', 'B'].map((line) => `${floor}${line}`))

function actAs<T>({ sessionId }: Person, fn: (db: Handle) => Promise<T>) {
  const context = new RouterContextProvider()
  context.set(sessionContext, sessionId)
  return withActor(context, 'self', fn)
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

/** A union with one local and the people who canvass for it; each run gets buildings and turf of its own in it. */
export async function foundFaultsUnion(machine: Machine, canvassers: number) {
  const founder = await withAnyone(async (db) => {
    const { accountId, bodyId } = await foundUnion(
      db,
      { unionName: 'Faults', timeZone: 'America/Los_Angeles', locales: ['en'] },
      person('Founder'),
    )
    return { bodyId, accountId, ...(await openSession(db, accountId, 'faults')) }
  })
  const localId = await actAs(founder, (db) =>
    foundBody(db, { kind: 'local', name: 'Local', helpedBy: founder.bodyId }),
  )
  const secretary = await join(localId, 'secretary', founder, 'Secretary')
  const people: Person[] = []
  for (let n = 0; n < canvassers; n++)
    people.push(await join(localId, 'canvasser', secretary, `Canvasser ${n}`))

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

    async giveTurf({ holdingId, buildingId }: House, people: Person[], floors: string[] | null) {
      const turfId = randomUUID()
      await actAs(secretary, async (db) => {
        const [shift] = await db.sql<{ id: string }>`
          insert into shift (body_id, starts_at, ends_at, place, made_by)
          values (${localId}, now() - interval '1 hour', now() + interval '2 hours', 'Laundry', ${secretary.accountId}) returning id`
        await db.sql`
          insert into turf (holding_id, id, shift_id, building_id, floors)
          values (${holdingId}, ${turfId}, ${shift?.id}, ${buildingId}, ${floors}::text[])`
        for (const { accountId } of people)
          await db.sql`
            insert into turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
            values (${holdingId}, ${turfId}, ${accountId}, ${secretary.accountId}, now() + interval '4 hours')`
      })
      return turfId
    },

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

    /** The next run of the same people finds none of this turf. */
    async endTurf(turfIds: string[]) {
      await machine.ask(`update turf_assignment set revoked_at = now() where turf_id = any ($1::uuid[])`, [
        turfIds,
      ])
    },

    signIn: ({ accountId }: Person) => withAnyone((db) => openSession(db, accountId, 'faults')),
    signOut: (who: Person) => actAs(who, endAllSessions),

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

export type FaultsUnion = Awaited<ReturnType<typeof foundFaultsUnion>>
