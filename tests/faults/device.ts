import { randomUUID } from 'node:crypto'
import { openDB } from 'idb'
import { exportFile } from '#app/canvass/offline/outbox-file.ts'
import type { Act, DownloadProblem } from '#app/canvass/offline/phone-types.ts'
import { savePhoto } from '#app/canvass/offline/photos.ts'
import { type PinAnswer, setPin, unlock } from '#app/canvass/offline/pin.ts'
import { reopenPhotos } from '#app/canvass/offline/reopen-photos.ts'
import type { PhoneSchema } from '#app/canvass/offline/store.ts'
import { wipe } from '#app/canvass/offline/wipe.ts'
import type { Op } from '#app/canvass/sync/ops.schema.ts'
import { forget, outside } from './browser.ts'
import type { Planted } from './machine.ts'
import { createTabs, type Did, type Open } from './tabs.ts'

export const rightPin = '482916'
const wrongPin = '619284'

/** What was written at a door: `page` is null where the phone could be read meanwhile. */
export type Written = { page: object | null; isSure: boolean }

/** A phone: what a person does with it, and what lies on it. All that knows how phones are made and asked is in this file and tabs.ts. */
export async function createDevice(serverPort: number, planted?: Planted) {
  const tabs = await createTabs(serverPort, planted)
  const { using, surely } = tabs

  /** Straight from the disk: whoever holds the phone could do the same. */
  const raw = <Name extends 'ops' | 'photos' | 'records' | 'locks' | 'devices'>(store: Name) =>
    outside(async () => {
      const db = await openDB<PhoneSchema>(tabs.name)
      const rows = await db.getAll(store)
      db.close()
      return rows
    })

  const pageOf = ({ phone, page }: Open) => (phone.status().locked ? page : null)

  /** Whether it locked or opened meanwhile nobody can say. */
  async function written<T>(open: Open, fn: () => Promise<T>): Promise<{ value: T } & Written> {
    const before = pageOf(open)
    const value = await fn()
    return { value, page: before, isSure: before === pageOf(open) }
  }

  return {
    ...tabs,
    raw,

    saveAll: (ops: Op[], nth = 0) =>
      using(nth, (open) =>
        written(open, async () => {
          const opIds = await open.phone.saveAll(ops)
          // What was said there is a talk now: the screen begins with nothing.
          for (const op of ops) if (op.kind === 'knock') open.page.delete(op.unitId)
          return opIds
        }),
      ).then(spread),
    /** The pictures of a talk taken back are asked for again when it is told again. */
    undo: (opId: string, photos: readonly string[], nth = 0) =>
      using(nth, async ({ phone }) => {
        const how = await phone.undo(opId)
        if (photos.length > 0)
          await reopenPhotos(
            phone.inside,
            photos.map((sha256) => ({ sha256 })),
          ).catch(() => {})
        return how
      }),
    send: (nth = 0) => using(nth, ({ phone }) => phone.send()),
    sendPhotos: (nth = 0) => using(nth, ({ sendPhotos }) => sendPhotos()),
    download: (nth = 0) => using(nth, ({ phone }) => phone.download()),
    takePhoto: (jpeg: ArrayBuffer, nth = 0) =>
      using(nth, ({ phone }) => savePhoto(phone.inside, jpeg, 'data:image/jpeg;base64,AA')),

    /** A word more in the talk at this door: after what is on the screen, which is what could be read. */
    writeDraft: (unitId: string, word: string, nth = 0) =>
      using(nth, (open) =>
        written(open, async () => {
          const { phone, page } = open
          const read = phone.status().locked ? page.get(unitId) : await phone.draft(unitId)
          const had = read as { knockId: string; note: string } | undefined
          const draft = { knockId: had?.knockId ?? randomUUID(), note: `${had?.note ?? ''} ${word}` }
          page.set(unitId, draft)
          await phone.saveDraft(unitId, draft)
        }),
      ).then(spread),
    /** The words at each door, as far as they can be read. */
    drafts: () =>
      surely(async ({ phone }) => {
        const found = await phone.drafts()
        return new Map(
          found.map(({ unitId, value }) => [unitId, (value as { note: string } | undefined)?.note ?? '']),
        )
      }),

    setPin: (nth = 0): Promise<Did<PinAnswer>> => using(nth, ({ phone }) => setPin(phone, rightPin)),
    unlock: (nth = 0): Promise<Did<PinAnswer>> => using(nth, ({ phone }) => unlock(phone, rightPin)),
    tryWrongPin: (nth = 0): Promise<Did<PinAnswer>> => using(nth, ({ phone }) => unlock(phone, wrongPin)),
    lock: () => surely(async ({ phone }) => phone.lock()),
    wipe: (nth = 0) => using(nth, ({ phone }) => wipe(phone)),
    lockState: () => surely(async ({ phone }) => phone.lockState()),

    acts: (): Promise<Act[]> => surely(({ phone }) => phone.outbox()),
    turfs: () => surely(({ phone }) => phone.turfs()),
    status: () => surely(async ({ phone }) => phone.status()),
    accountId: () => surely(async ({ phone }) => phone.accountId()),
    isGuest: () => surely(async ({ phone }) => phone.inside.lease()?.guest ?? null),
    /** All that waits here, whoever's it is. */
    file: () => surely(({ phone }) => exportFile(phone)),
    /** Why the doors could not be fetched, or null when they were. */
    async whyNoDoors(): Promise<DownloadProblem | 'else' | null> {
      return surely(({ phone }) =>
        phone.download().then(
          () => null,
          (error) => (error as { reason?: DownloadProblem }).reason ?? 'else',
        ),
      )
    },
    async deviceIdOf(accountId: string) {
      return (await raw('devices')).find(({ id }) => id === accountId)?.deviceId
    },

    async close() {
      tabs.killAll()
      await tabs.proxy.close()
      await forget(tabs.name)
    },
  }
}

function spread<T>(did: Did<{ value: T } & Written>) {
  return 'value' in did ? did.value : did
}

export type Device = Awaited<ReturnType<typeof createDevice>>
