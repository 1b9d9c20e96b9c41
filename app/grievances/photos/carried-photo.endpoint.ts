import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { Head } from '#app/canvass/carry/carry.schema.ts'
import { asAuthor } from '#app/canvass/carry/carry.server.ts'
import { keyOfPhoto, openPhoto } from '#app/canvass/sync/open-photo.ts'
import { findSecrets } from '#app/canvass/sync/sync-keys.server.ts'
import { withActor } from '#app/core/actor.server.ts'
import { type Endpoint, json } from '#app/core/endpoint.ts'
import { AppError } from '#app/core/errors.ts'
import { cleanPicture } from './clean-picture.ts'
import { bytesPerPart, mostParts } from './photo-limits.ts'
import { hasRoom, listAwaited, settlePhoto } from './photos.server.ts'

const largest = bytesPerPart * mostParts

const CarriedPhoto = z.object({
  account: z.uuid(),
  head: z.optional(Head),
  deviceId: z.optional(z.uuidv4()),
  photo: z.string().check(z.maxLength(Math.ceil((largest * 4) / 3))),
})

/** A photo out of a file that a phone saved, whole and still sealed. One that no act has named, or that is here, changes nothing. */
export const carriedPhotoEndpoint: Endpoint = {
  method: 'POST',
  path: '/doors/hand-in-photo.json',
  async handle(call, context) {
    const { photo, ...whose } = read(await call.readBody(largest * 1.5))
    const carried = { ...whose, ops: [], look: false }
    const sealed = Buffer.from(photo, 'base64url')
    const hash = createHash('sha256').update(sealed).digest()
    const found = await withActor(context, 'doors', (db) =>
      asAuthor(db, context, carried, async (as) => {
        const awaited = await listAwaited(as, hash)
        if (awaited.every(({ arrived }) => arrived)) return { isWanted: false, secret: undefined }
        if (!(await hasRoom(as, hash))) throw new AppError(429, 'too_many')
        const keyId = keyOfPhoto(sealed)
        return { isWanted: true, secret: keyId && (await findSecrets(as, [keyId])).get(keyId) }
      }),
    )
    if (!found.isWanted) return json({ done: false })
    // Drawn anew between two transactions: nobody waits for a picture with a lock in hand.
    const opened = found.secret ? openPhoto(found.secret, sealed) : undefined
    const picture = opened ? await cleanPicture(opened) : 'damaged'
    await withActor(context, 'doors', (db) =>
      asAuthor(db, context, carried, (as) => settlePhoto(as, hash, picture)),
    )
    return json({ done: true })
  },
}

function read(body: Uint8Array) {
  try {
    return CarriedPhoto.parse(JSON.parse(Buffer.from(body).toString('utf8')))
  } catch {
    throw new AppError(400, 'unreadable')
  }
}
