import { openDB } from 'idb'

/** What version 1 left on a phone, byte for byte in its way: this file is never brought up to date. */
export async function aPhoneOfVersion1(
  name: string,
  lease: { accountId: string; key: { id: string; publicKey: string } },
  words: string[],
) {
  const db = await openDB(name, 1, {
    upgrade(db) {
      db.createObjectStore('keys', { keyPath: 'id' })
      db.createObjectStore('accounts', { keyPath: 'id' })
      db.createObjectStore('devices', { keyPath: 'id' })
      const ops = db.createObjectStore('ops', { keyPath: 'opId' })
      ops.createIndex('order', ['account', 'seq'], { unique: true })
      ops.createIndex('state', ['account', 'state', 'seq'])
      ops.createIndex('tally', ['account', 'state', 'empty'])
      db.createObjectStore('records', { keyPath: 'id' }).createIndex('kind', ['account', 'kind'])
    },
  })
  const account = lease.accountId
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const lock = async (id: string, kind: string, value: unknown) => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const additionalData = new TextEncoder().encode(`${kind}|${account}|${id}`)
    const ct = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData },
      key,
      new TextEncoder().encode(JSON.stringify(value)),
    )
    return { id, kind, account, iv, ct }
  }
  const unitIds = words.map(() => crypto.randomUUID())
  const turfId = crypto.randomUUID()
  const door = (unitId: string, at: number) => ({
    unitId,
    label: `${at + 1}A`,
    floor: String(at + 1),
    floorRank: at + 1,
    line: 'A',
    lineRank: 1,
    struck: false,
    tries: 1,
    lastDay: '2026-11-02',
    lastDisposition: 'not_home',
    reachedDay: null,
    doNotKnock: false,
    openRepairs: ['leak'],
    people: [{ personId: crypto.randomUUID(), name: `Name of ${words[at]}`, languages: ['es'] }],
  })
  const turf = {
    turfId,
    holdingId: crypto.randomUUID(),
    buildingId: crypto.randomUUID(),
    address: '418 Alder St',
    shift: { startsAt: '2026-11-21T20:00:00Z', endsAt: '2026-11-21T23:00:00Z', place: 'Laundry' },
    expiresAt: '2099-01-01T00:00:00Z',
    doors: unitIds.map(door),
  }
  const stored = {
    accountId: account,
    timeZone: 'America/New_York',
    epoch: lease.key.id,
    key: lease.key,
    turfs: [turf],
  }
  const device = crypto.randomUUID()
  const acts = await Promise.all(
    words.map(async (word, at) => {
      const opId = crypto.randomUUID()
      const unitId = unitIds[at] ?? ''
      const op = {
        kind: 'knock',
        knockId: crypto.randomUUID(),
        turfId,
        unitId,
        disposition: 'conversation',
        flyer: false,
        note: word,
      }
      const sealed = {
        opId,
        seq: at + 1,
        keyId: lease.key.id,
        epk: 'epk',
        iv: 'iv',
        ct: `sealed ${at}`,
        hash: `hash ${at}`,
      }
      const record = await lock(opId, 'act', { op, savedAt: '2026-11-21T20:10:00.000Z' })
      return { op: { ...sealed, account, device, state: 'new', empty: 0 }, record }
    }),
  )
  const kept = await lock(`lease:${account}`, 'lease', stored)
  const draft = await lock(`draft:${account}:${unitIds[0]}`, 'draft', {
    talk: 1,
    note: `Draft of ${words[0]}`,
  })
  await db.put('keys', { id: 'data', key })
  await db.put('accounts', { id: 'current', account })
  await db.put('devices', { id: account, deviceId: device, seq: words.length, lost: [] })
  for (const { op, record } of acts) {
    await db.put('ops', op)
    await db.put('records', record)
  }
  await db.put('records', kept)
  await db.put('records', draft)
  db.close()
  return { account, device, unitIds, turfId, opIds: acts.map(({ op }) => op.opId) }
}
