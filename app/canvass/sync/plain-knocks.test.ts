import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aKnock, aTalk } from '#tests/door-factories.ts'
import { createSeal } from '../offline/seal.ts'
import { readBatch } from '../wire/read-batch.ts'
import { writeBatch } from '../wire/write-batch.ts'
import { newSyncKey } from './open-sealed.ts'
import type { SentOp } from './ops.schema.ts'
import { type PlainKnocks, readPlainKnocks } from './plain-knocks.ts'
import { readOps } from './read-ops.ts'
import type { BoxedOp } from './sync.schema.ts'

const deviceId = randomUUID()
const account = randomUUID()
const keyId = randomUUID()
const { publicKey, privateKey } = newSyncKey()
const secrets = new Map([[keyId, privateKey]])

/** As a page of the phone seals them: each page has its own key. */
async function aPage() {
  const seal = await createSeal({ id: keyId, publicKey }, () => new Date())
  return async (seq: number, said: SentOp): Promise<BoxedOp> => ({ ...(await seal(deviceId, said)), seq })
}

const knock = (more: Parameters<typeof aKnock>[2] = {}) => aKnock(randomUUID(), randomUUID(), more)
const written = (ops: BoxedOp[]) => writeBatch({ account, deviceId, ops })
const read = (ops: BoxedOp[], by = secrets) => readPlainKnocks(written(ops), by)

/** The parts of a binary array, after its header. */
function parts(value: Uint8Array, width: number) {
  const bytes = Buffer.from(value)
  return Array.from({ length: bytes.readInt32BE(12) }, (_, i) => {
    const at = 20 + i * (4 + width)
    expect(bytes.readInt32BE(at)).toBe(width)
    return bytes.toString('hex', at + 4, at + 4 + width)
  })
}

function said(plain: PlainKnocks) {
  const hex = (value: Uint8Array) => parts(value, 16)
  const [opIds, unitIds, turfIds, knockIds] = [plain.opIds, plain.unitIds, plain.turfIds, plain.knockIds].map(
    hex,
  )
  const hashes = parts(plain.hashes, 32)
  return plain.seqs.map((seq, i) => ({
    seq,
    opId: opIds?.[i],
    hash: hashes[i],
    unitId: unitIds?.[i],
    turfId: turfIds?.[i],
    knockId: knockIds?.[i],
    disposition: plain.dispositions[i],
    flyer: plain.flyers[i],
  }))
}

test('what is read at once is what is read step by step', async () => {
  const [first, second] = [await aPage(), await aPage()]
  const { kind, knockId, turfId, unitId, disposition, flyer } = knock({ flyer: true })
  const ops = [
    await first(1, knock()),
    await first(2, { flyer, disposition, unitId, turfId, knockId, kind }),
    await second(900, knock({ disposition: 'do_not_knock' })),
    await first(2_000_000_000, knock({ disposition: 'left_literature' })),
  ]
  const plain = read(ops)
  if (!plain) throw new Error('not plain')
  const bare = (id: unknown) => String(id).replaceAll('-', '')
  const inSteps = readOps(secrets, readBatch(written(ops), 100)).map(({ op, ...read }) => {
    const { knockId, disposition, flyer } = op as typeof first & ReturnType<typeof knock>
    const { seq, opId, hash, unitId, turfId } = read
    const ids = { opId: bare(opId), unitId: bare(unitId), turfId: bare(turfId), knockId: bare(knockId) }
    return { seq, hash, ...ids, disposition, flyer }
  })
  expect(said(plain)).toEqual(inSteps)
  expect(plain).toMatchObject({ accountId: account, deviceId })
})

test('whatever else is among them is left to those who read everything', async () => {
  const seal = await aPage()
  const good = await seal(1, knock())
  expect(read([good])).not.toBeNull()
  const { knockId: _, ...nameless } = knock()
  const others: unknown[] = [
    aTalk(randomUUID(), randomUUID()),
    knock({ disposition: 'moved' }),
    knock({ disposition: 'vacant' }),
    knock({ languages: ['es'] }),
    { kind: 'void' },
    { kind: 'retract', knockId: randomUUID(), unitId: randomUUID() },
    nameless,
    { ...nameless, note: '' },
    { ...knock(), kind: 'unit' },
    { ...knock(), flyer: 'yes' },
    { ...knock(), disposition: 'name' },
    { ...knock(), knockId: '01900000-0000-7000-8000-000000000000' },
    { ...knock(), unitId: '00000000-0000-0000-0000-000000000000' },
    { ...knock(), turfId: 'here' },
    [],
  ]
  for (const other of others) expect(read([good, await seal(2, other as SentOp)])).toBeNull()
})

test('nothing is taken at once that is out of order, torn, sealed otherwise or more than a request holds', async () => {
  const seal = await aPage()
  const ops: BoxedOp[] = []
  for (let seq = 1; seq <= 101; seq++) ops.push(await seal(seq, knock()))
  const [one, two] = ops as [BoxedOp, BoxedOp]
  expect(read(ops.slice(0, 100))?.seqs).toHaveLength(100)
  expect(read(ops)).toBeNull()
  expect(read([])).toBeNull()
  expect(read([two, one])).toBeNull()
  expect(read([one, { ...two, seq: 1 }])).toBeNull()
  expect(read([one], new Map())).toBeNull()
  expect(read([one, { ...two, opId: randomUUID() }])).toBeNull()
  expect(read([{ ...one, box: one.box.slice(0, 12) }])).toBeNull()
  const body = written([one, two])
  for (let length = 0; length < body.length; length++)
    expect(readPlainKnocks(body.subarray(0, length), secrets)).toBeNull()
  for (let at = 40; at < body.length; at += 7) {
    const changed = body.slice()
    changed[at] = (changed[at] as number) ^ 64
    const plain = readPlainKnocks(changed, secrets)
    // A number in clear is nobody's secret: that it changed, the ledger and the phone's last number say.
    if (plain) expect(plain.seqs).not.toEqual([1, 2])
  }
})
