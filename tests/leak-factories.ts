import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { sealPhoto } from '#app/canvass/offline/photo-seal.ts'
import type { Endpoint } from '#app/core/endpoint.ts'
import { aPicture } from '#app/grievances/photos/a-picture.ts'
import { bytesPerPart } from '#app/grievances/photos/photo-limits.ts'
import { photoPartEndpoint, photoStateEndpoint } from '#app/grievances/photos/photo-parts.endpoint.ts'
import { listPhotos } from '#app/grievances/photos/photos.server.ts'
import { forgetPerson } from '#app/people/forget-person.server.ts'
import { requirePeopleFile } from '#app/people/people.server.ts'
import { aCanvasser, aServedPhone, aTalk, aTurf, type TestPhone } from './door-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  asSession,
  type TestAccount,
  type TestBody,
} from './factories.ts'

export type Where = { body: TestBody; steward: TestAccount }

export async function aBodyWithSteward(): Promise<Where> {
  const body = await aBody()
  return { body, steward: await anAccount({ bodyId: body.id, role: 'steward', by: body.secretary }) }
}

export async function ask(
  endpoint: Endpoint,
  account: TestAccount | null,
  params: Record<string, string>,
  sent: { query?: string; bytes?: Uint8Array } = {},
) {
  const call = {
    params,
    query: new URLSearchParams(sent.query),
    header: () => undefined,
    readBody: async () => sent.bytes ?? new Uint8Array(),
  }
  try {
    const { status, headers, body: bytes } = await endpoint.handle(call, asSession(account, 'endpoint'))
    const isJson = headers?.['Content-Type']?.includes('json')
    return { status, headers, bytes, json: isJson ? JSON.parse(String(bytes)) : undefined }
  } catch (error) {
    if (!(error instanceof Response)) throw error
    return { status: error.status }
  }
}

export const state = ({ account }: Pick<TestPhone, 'account'>, hash: string, query = '') =>
  ask(photoStateEndpoint, account, { hash }, { query })

export function put(phone: TestPhone, hash: string, sealed: ArrayBuffer, n: number, bytes?: Uint8Array) {
  const of = Math.ceil(sealed.byteLength / bytesPerPart)
  const part = bytes ?? new Uint8Array(sealed).slice(n * bytesPerPart, (n + 1) * bytesPerPart)
  return ask(photoPartEndpoint, phone.account, { hash, n: String(n) }, { query: `of=${of}`, bytes: part })
}

/** A talk in which a leak was photographed; the pictures are still on the phone. */
export async function aLeakIn({ body, steward }: Where, pictures: Buffer[]) {
  const building = await aBuilding({ in: body, floors: 2 })
  const account = await aCanvasser(body)
  const turfId = await aTurf({ in: body, building, to: account })
  const phone = await aServedPhone(account)
  const sealed = await Promise.all(
    pictures.map((jpeg) => sealPhoto(phone.lease.key, new Uint8Array(jpeg).buffer)),
  )
  const grievanceId = randomUUID()
  const talk = aTalk(turfId, building.units[0]?.id ?? '', {
    repairs: [
      {
        id: grievanceId,
        category: 'leak',
        severity: 'dangerous',
        since: 'today',
        photos: sealed.map(({ hash }) => ({ id: randomUUID(), sha256: hash })),
      },
    ],
  })
  const report = () => phone.send(talk)
  const ref = { holdingId: building.holdingId, grievanceId }
  const photos = (of: string = grievanceId) =>
    actAs(steward, (db) => listPhotos(db, { ...ref, grievanceId: of }))
  const takeBack = () => phone.send({ kind: 'retract', knockId: talk.knockId, unitId: talk.unitId })
  /** The same words and pictures in a new act, as a phone writes them after an undo. */
  const tellAgain = () => tellOf(sealed.map(({ hash }) => hash))
  const tellOf = async (hashes: string[]) => {
    const repairs = (talk.repairs ?? []).map((repair) => ({
      ...repair,
      id: randomUUID(),
      photos: hashes.map((hash) => ({ id: randomUUID(), sha256: hash })),
    }))
    const told = aTalk(turfId, talk.unitId, { repairs })
    expect((await phone.send(told)).answers).toMatchObject([{ result: 'applied' }])
    return repairs[0]?.id ?? ''
  }
  const forget = () =>
    actAs(body.secretary, async (db) =>
      forgetPerson(db, await requirePeopleFile(db, building.id), talk.person?.personId ?? ''),
    )
  return { phone, sealed, report, ref, photos, takeBack, tellAgain, tellOf, forget }
}

export async function partly(width: number) {
  const { data } = await aPicture({ width, height: width }).png().toBuffer({ resolveWithObject: true })
  return data
}
