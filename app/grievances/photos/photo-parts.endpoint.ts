import { createHash } from 'node:crypto'
import { keyOfPhoto, openPhoto } from '#app/canvass/sync/open-photo.ts'
import { findSecrets } from '#app/canvass/sync/sync-keys.server.ts'
import { type Handle, withActor } from '#app/core/actor.server.ts'
import { type Call, type Endpoint, json } from '#app/core/endpoint.ts'
import { AppError, notFound } from '#app/core/errors.ts'
import { cleanPicture } from './clean-picture.ts'
import { bytesPerPart, mostParts } from './photo-limits.ts'
import {
  dropParts,
  hasRoom,
  joinParts,
  keepPart,
  listAwaited,
  listParts,
  settlePhoto,
} from './photos.server.ts'

/**
 * Which parts are here; `done` when nothing more is wanted. Not there: no act has named this photo yet. That is no error of anybody's, and
 * `?quiet` answers it without one; phones of before know it by the 404.
 */
export const photoStateEndpoint: Endpoint = {
  method: 'GET',
  path: '/photos/:hash.json',
  async handle({ params, query }, context) {
    const hash = hashOf(params)
    return json(
      await withActor(context, 'doors', async (db) => {
        if (query.has('quiet') && (await listAwaited(db, hash)).length === 0) return { known: false }
        const done = await isDone(db, hash)
        return { done, parts: done ? [] : await listParts(db, hash) }
      }),
    )
  },
}

/** Sending a part again changes nothing. The answer to the last one says whether all of it is here. */
export const photoPartEndpoint: Endpoint = {
  method: 'PUT',
  path: '/photos/:hash/:n',
  async handle(call, context) {
    const hash = hashOf(call.params)
    const { n, of } = placeOf(call)
    const open = (db: Handle) => isDone(db, hash)
    if (await withActor(context, 'doors', open)) return json({ done: true })
    const bytes = await call.readBody(bytesPerPart)
    if (bytes.length === 0) throw new AppError(400, 'unreadable')
    const whole = await withActor(context, 'doors', async (db) => {
      if (!(await hasRoom(db, hash))) return 'full' as const
      await keepPart(db, hash, n, bytes)
      const sealed = await joinParts(db, hash, of)
      if (!sealed) return null
      // Another number of parts, or one that was cut: it begins again.
      if (!createHash('sha256').update(sealed).digest().equals(hash)) {
        await dropParts(db, hash)
        return 'again' as const
      }
      const keyId = keyOfPhoto(sealed)
      const secret = keyId && (await findSecrets(db, [keyId])).get(keyId)
      return { sealed, keyId, secret }
    })
    if (whole === 'full') return json({ done: false }, {}, 429)
    if (whole === 'again') return json({ done: false, parts: [] }, {}, 409)
    if (!whole) return json({ done: false })
    // A key that is not here may come back with the rest of a backup: the phone keeps its only copy till then.
    if (whole.keyId && !whole.secret) return json({ done: false }, {}, 503)
    // Drawn anew between two transactions: nobody waits for a picture with a lock in hand.
    const opened = whole.secret ? openPhoto(whole.secret, whole.sealed) : undefined
    const found = opened ? await cleanPicture(opened) : 'damaged'
    await withActor(context, 'doors', (db) => settlePhoto(db, hash, found))
    return json({ done: true })
  },
}

async function isDone(db: Handle, hash: Buffer) {
  const photos = await listAwaited(db, hash)
  if (photos.length === 0) throw notFound()
  return photos.every(({ arrived }) => arrived)
}

function hashOf({ hash = '' }: Call['params']) {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw notFound()
  return Buffer.from(hash, 'hex')
}

function placeOf({ params, query }: Call) {
  const n = Number(params.n)
  const of = Number(query.get('of'))
  if (!/^\d{1,2}$/.test(params.n ?? '')) throw notFound()
  if (!Number.isInteger(of) || of < 1 || of > mostParts || n >= of) throw new AppError(400, 'unreadable')
  return { n, of }
}
