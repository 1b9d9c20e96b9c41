import {
  answers,
  askSteps,
  bases,
  consentChannels,
  consentPurposes,
  dispositionCodes,
  heardCodes,
  languages,
  mostNamed,
  safeRules,
  sinceWhen,
} from '#app/canvass/lists.ts'
import { keepsNoMoreThanItMay, keepsWhatTheyLet, mayQuote, saysWhose } from '#app/canvass/sync/op-rules.ts'
import type { Knock, NewUnit, Op, Retract } from '#app/canvass/sync/ops.schema.ts'
import { categoryCodes, severities } from '#app/grievances/categories.ts'
import { photosPerRepair } from '#app/grievances/photos/photo-limits.ts'
import {
  attempt,
  boolean,
  day,
  uuidByChance as id,
  integer,
  list,
  matching,
  oneOf,
  optional,
  record,
  uuid,
  words,
} from './shape.ts'

type Part<Key extends keyof Knock> = NonNullable<Knock[Key]>
type Item<Key extends 'asks' | 'consents' | 'repairs'> = Part<Key>[number]
type PhotoNamed = NonNullable<Item<'repairs'>['photos']>[number]

const shapes = {
  knock: record<Knock>({
    kind: oneOf(['knock']),
    knockId: id,
    turfId: uuid,
    unitId: uuid,
    disposition: oneOf(dispositionCodes),
    flyer: boolean,
    person: optional(record<Part<'person'>>({ personId: uuid, name: optional(words(80)), isNew: boolean })),
    languages: optional(list(oneOf(languages), 5)),
    heard: optional(list(oneOf(heardCodes), heardCodes.length)),
    asks: optional(
      list(
        record<Item<'asks'>>({
          id,
          step: oneOf(askSteps),
          meetingId: optional(uuid),
          answer: oneOf(answers),
        }),
        10,
      ),
    ),
    consents: optional(
      list(
        record<Item<'consents'>>({
          purpose: oneOf(consentPurposes),
          channel: optional(oneOf(consentChannels)),
          given: boolean,
        }),
        10,
      ),
    ),
    contact: optional(
      record<Part<'contact'>>({
        kind: oneOf(['phone', 'email']),
        value: words(120),
        safeRule: optional(oneOf(safeRules)),
      }),
    ),
    join: optional(boolean),
    level: optional(record<Part<'level'>>({ id, level: integer(1, 5), basis: list(oneOf(bases), 4, 1) })),
    listensTo: optional(list(words(20), mostNamed, 1)),
    followUp: optional(
      record<Part<'followUp'>>({ id, what: words(200), owner: optional(words(80)), due: optional(day) }),
    ),
    note: optional(words(2000)),
    verbatim: optional(boolean),
    repairs: optional(
      list(
        record<Item<'repairs'>>({
          id,
          category: oneOf(categoryCodes),
          severity: oneOf(severities),
          since: oneOf(sinceWhen),
          words: optional(words(2000)),
          sameAs: optional(uuid),
          photos: optional(
            list(record<PhotoNamed>({ id, sha256: matching(/^[\da-f]{64}$/) }), photosPerRepair),
          ),
        }),
        20,
      ),
    ),
  }),
  retract: record<Retract>({ kind: oneOf(['retract']), knockId: id, unitId: uuid }),
  unit: record<NewUnit>({
    kind: oneOf(['unit']),
    unitId: id,
    turfId: uuid,
    label: words(20),
    floor: words(10),
    entrance: optional(words(20)),
  }),
}

/** What the server would refuse is not saved: the same shapes and rules as ops.schema.ts. */
export function isWhole(op: Op) {
  const read = attempt<Op>(shapes[op.kind], op)
  if (read?.kind !== 'knock') return read !== undefined
  return keepsNoMoreThanItMay(read) && saysWhose(read) && mayQuote(read) && keepsWhatTheyLet(read)
}
