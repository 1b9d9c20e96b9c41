import type { CDPSession, Page } from '@playwright/test'

/**
 * Milliseconds from when the page hears of a tap, or asks, until the disk has it. Before that a tap is under way between the browser's
 * processes, where a page can do nothing: on one with a button and nothing else it takes as long. The screen's answer counts it.
 */
export type Tap = { knock: number; put: number; unheard: number }

/**
 * Begins what the page says of itself once an act is on the disk. Asked for it, it had to take the question up in the midst of a tap:
 * in every third one, for 4 to 14 ms at a sixth of its speed, while the act waited.
 */
const isSaved = 'saved '

declare global {
  interface Window {
    lintelBench: {
      /** When a finger came up, by the browser; and when the page heard of it. */
      tappedAt: number
      heardAt: number
      /** How long each tap kept the screen, by the number the browser gave it. */
      durations: Map<number, number>
      /** Transactions and requests that have not ended. */
      busy: number
    }
  }
}

/** Before any of the page's own code: notes when a finger came up, when an act is on the disk, and how long a tap kept the screen. */
export async function watchTaps(page: Page) {
  await page.addInitScript((isSaved) => {
    const bench: Window['lintelBench'] = {
      tappedAt: 0,
      heardAt: 0,
      durations: new Map(),
      busy: 0,
    }
    window.lintelBench = bench
    const heard = ({ timeStamp }: Event) =>
      Object.assign(bench, { tappedAt: timeStamp, heardAt: performance.now() })
    addEventListener('pointerup', heard, true)
    const ended = () => {
      bench.busy--
    }
    const begin = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      const tx = begin.call(this, names, mode, options)
      // Devices give an act its number: only a save writes to all three.
      const stores = [names].flat().join()
      if (mode === 'readwrite' && stores === 'devices,ops,records')
        tx.addEventListener('complete', () => {
          const knock = performance.now() - bench.heardAt
          console.debug(isSaved + JSON.stringify({ knock, unheard: bench.heardAt - bench.tappedAt }))
        })
      bench.busy++
      for (const end of ['complete', 'abort']) tx.addEventListener(end, ended)
      return tx
    }
    const ask = window.fetch
    window.fetch = (...asked) => {
      bench.busy++
      return ask(...asked).finally(ended)
    }
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries() as PerformanceEventTiming[])
        if (interactionId)
          bench.durations.set(interactionId, Math.max(duration, bench.durations.get(interactionId) ?? 0))
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  }, isSaved)
}

/** What a tap set going is over: nothing is asked of the disk or the network, and the page twice had time to spare. */
export async function settled(page: Page) {
  await page.evaluate(async () => {
    const spare = () => new Promise((resolve) => requestIdleCallback(resolve))
    for (let quiet = 0; quiet < 2; quiet = window.lintelBench.busy > 0 ? 0 : quiet + 1) await spare()
  })
}

/** The nth tap on "Not home", then one bare put of as many bytes, as strict, in an empty database of its own. */
export async function tapAndPut(page: Page, cdp: CDPSession, nth: number): Promise<Tap> {
  await settled(page)
  const box = await page.getByRole('button', { name: 'Not home', exact: true }).boundingBox()
  if (!box) throw new Error('There is no door to knock at')
  const saved = page.waitForEvent('console', (message) => message.text().startsWith(isSaved))
  // As a thumb does, which is down longer than a page needs to hear of it.
  // Now left, now right: so soon, a tap at the same place would be the last one once more.
  const touchPoints = [{ x: box.x + box.width * (nth % 2 ? 0.2 : 0.8), y: box.y + box.height / 2 }]
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  const took: Omit<Tap, 'put'> = JSON.parse((await saved).text().slice(isSaved.length))
  await settled(page)
  const put = await page.evaluate(async () => {
    const asked = indexedDB.open('bare', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('acts', { keyPath: 'id' })
    await new Promise((resolve) => {
      asked.onsuccess = resolve
    })
    const started = performance.now()
    const tx = asked.result.transaction(['acts'], 'readwrite', { durability: 'strict' })
    tx.objectStore('acts').put({ id: crypto.randomUUID(), ct: new Uint8Array(700) })
    await new Promise((resolve) => {
      tx.oncomplete = resolve
    })
    const ended = performance.now()
    asked.result.close()
    return ended - started
  })
  return { ...took, put }
}

/** As if they had been made on this phone in the last week and been confirmed. */
export async function fillPhoneKnocks(page: Page, counts: { knocks: number; today: number }) {
  await page.evaluate(async ({ knocks, today }) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await done(indexedDB.open('lintel'))
    const read = db.transaction(['keys', 'accounts', 'devices', 'records'])
    const { key } = await done(read.objectStore('keys').get('data'))
    const { account } = await done(read.objectStore('accounts').get('current'))
    const device = await done(read.objectStore('devices').get(account))
    const kept = await done(read.objectStore('records').get(`grid:${account}`))
    const bound = (kind: string, id: string) => new TextEncoder().encode(`${kind}|${account}|${id}`)
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: kept.iv, additionalData: bound('grid', kept.id) },
      key,
      kept.ct,
    )
    const lease = JSON.parse(new TextDecoder().decode(plain))
    const doors = lease.turfs.flatMap(({ turfId, doors }: { turfId: string; doors: { unitId: string }[] }) =>
      doors.map(({ unitId }) => ({ turfId, unitId })),
    )
    const recordOf = async (opId: string, nth: number) => {
      // The first turf's hundred stay to be knocked: after the last door of it stands none.
      const { turfId, unitId } = doors[100 + (nth % (doors.length - 100))]
      const knock = { kind: 'knock', knockId: crypto.randomUUID(), turfId, unitId, disposition: 'not_home' }
      const said = { op: { ...knock, flyer: false }, savedAt: new Date().toISOString() }
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const way = { name: 'AES-GCM', iv, additionalData: bound('act', opId) }
      const ct = await crypto.subtle.encrypt(way, key, new TextEncoder().encode(JSON.stringify(said)))
      return { id: opId, kind: 'act', account, iv, ct }
    }
    for (let from = 0; from < knocks; from += 500) {
      const isToday = from >= knocks - today
      const opIds = Array.from({ length: 500 }, () => crypto.randomUUID())
      const records = isToday ? await Promise.all(opIds.map((opId, i) => recordOf(opId, from + i))) : []
      const tx = db.transaction(['ops', 'records'], 'readwrite')
      for (const record of records) tx.objectStore('records').put(record)
      for (const [i, opId] of opIds.entries())
        tx.objectStore('ops').put({
          opId,
          seq: device.seq + from + i + 1,
          keyId: lease.key.id,
          epk: new Uint8Array(65),
          box: new Uint8Array(220),
          account,
          device: device.deviceId,
          state: 'acked',
          empty: isToday ? 0 : 2,
          ackedAt: Date.now() - (isToday ? 0 : 2 * 86_400_000),
          counted: true,
        })
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve
        tx.onerror = () => reject(tx.error)
      })
    }
    const last = db.transaction(['devices'], 'readwrite')
    last.objectStore('devices').put({ ...device, seq: device.seq + knocks })
    await new Promise((resolve) => {
      last.oncomplete = resolve
    })
    db.close()
  }, counts)
}
