import { Knock, type NewUnit, Op, type Retract } from '../../sync/ops.schema.ts'

/** What a talk is made of, each of which may be written down without the others. */
export const actParts = [
  'person',
  'contact',
  'join',
  'languages',
  'heard',
  'asks',
  'consents',
  'level',
  'listensTo',
  'followUp',
  'note',
  'repairs',
] as const
export type ActPart = (typeof actParts)[number]

type Said = Partial<Pick<Knock, ActPart | 'verbatim'>>

/** A refused act as far as it can be read. `spoilt`: what was said there and makes no sense, to be asked of whoever knocked. */
export type ReadAct =
  | {
      kind: 'knock'
      knockId: string | null
      turfId: string | null
      unitId: string | null
      disposition: Knock['disposition'] | null
      flyer: boolean
      said: Said
      parts: ActPart[]
      spoilt: ActPart[]
    }
  | ({ kind: 'retract' } & Omit<Retract, 'kind'>)
  | ({ kind: 'unit' } & Omit<NewUnit, 'kind'>)
  | { kind: 'sealed' }

export function readAct(payload: unknown): ReadAct {
  const said = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<string, unknown>
  const whole = Op.safeParse(said)
  if (whole.success && whole.data.kind !== 'knock') return whole.data
  if (said.kind !== 'knock') return { kind: 'sealed' }

  const { shape } = Knock
  const parts: ActPart[] = []
  const spoilt: ActPart[] = []
  const found: Record<string, unknown> = {}
  for (const part of actParts) {
    if (said[part] === undefined) continue
    const read = shape[part].safeParse(said[part])
    if (read.success) found[part] = read.data
    ;(read.success ? parts : spoilt).push(part)
  }
  if (said.verbatim === true && found.note) found.verbatim = true
  const idOf = (value: unknown) => shape.unitId.safeParse(value).data ?? null
  return {
    kind: 'knock',
    knockId: shape.knockId.safeParse(said.knockId).data ?? null,
    turfId: idOf(said.turfId),
    unitId: idOf(said.unitId),
    disposition: shape.disposition.safeParse(said.disposition).data ?? null,
    flyer: said.flyer === true,
    said: found,
    parts,
    spoilt,
  }
}

type Ids = { knockId: string; turfId: string; unitId: string }
export type Unwritable = 'tooMuch' | 'whose' | 'unkept'

/**
 * The chosen parts as one act. What was said word for word stays only where they let it, and else is a note. `unwritable`: what is chosen
 * breaks a rule that every act is under.
 */
export function actOf(
  { flyer, said }: Extract<ReadAct, { kind: 'knock' }>,
  ids: Ids,
  disposition: Knock['disposition'],
  chosen: readonly ActPart[],
): { ok: true; knock: Knock } | { ok: false; why: Unwritable } {
  const talk = Object.fromEntries(
    chosen.flatMap((part) => (said[part] === undefined ? [] : [[part, said[part]]])),
  )
  const isTheirs = said.consents?.some(({ purpose, given }) => purpose === 'keep' && given)
  const quoted = said.verbatim && talk.note && talk.consents && isTheirs ? { verbatim: true } : {}
  const read = Knock.safeParse({ kind: 'knock', ...ids, disposition, flyer, ...talk, ...quoted })
  if (read.success) return { ok: true, knock: read.data }
  const why = read.error.issues.map(({ message }) => message)
  if (why.includes('knock.unkept')) return { ok: false, why: 'unkept' }
  return { ok: false, why: why.includes('knock.whose') ? 'whose' : 'tooMuch' }
}

type NewIds = { id(): string; isKnown: boolean }

/** An act whose ids are taken, or that stands in another file now, is written under new ones. */
export function withNewIds(knock: Knock, { id, isKnown }: NewIds): Knock {
  const { level, asks, followUp, repairs, person } = knock
  return {
    ...knock,
    knockId: id(),
    ...(person && {
      person: isKnown ? { ...person, isNew: false } : { ...person, personId: id(), isNew: true },
    }),
    ...(level && { level: { ...level, id: id() } }),
    ...(asks && { asks: asks.map((ask) => ({ ...ask, id: id() })) }),
    ...(followUp && { followUp: { ...followUp, id: id() } }),
    ...(repairs && {
      repairs: repairs.map((repair) => ({
        ...repair,
        id: id(),
        ...(repair.photos && { photos: repair.photos.map((photo) => ({ ...photo, id: id() })) }),
      })),
    }),
  }
}
