import type { AskStep, Disposition, Heard } from '#app/canvass/lists.ts'
import type { Knock } from '#app/canvass/sync/ops.schema.ts'
import { type RepairCategory, severityOf } from '#app/grievances/categories.ts'
import type { Household } from './households.ts'
import type { Random } from './random.ts'

export type KnockedDoor = {
  turfId: string
  unitId: string
  meetingId: string | null
  /** What the shift's action asks. */
  step?: AskStep | undefined
  flyer: boolean
}

const noAnswer: readonly Disposition[] = [
  'not_home',
  'not_home',
  'not_home',
  'not_home',
  'not_home',
  'inaccessible',
  'vacant',
]
const shortAnswer: readonly Disposition[] = [
  'brief',
  'brief',
  'refused',
  'language',
  'someone_else',
  'do_not_knock',
]
const heardWith: Partial<Record<RepairCategory, Heard>> = { heat: 'heat', pests: 'pests' }

const notes = [
  'Would host a meeting in the kitchen if somebody brings chairs.',
  'Works nights; best on Sunday after two.',
  'Asked what happened to the last petition.',
  'Knows everyone on the floor.',
  'Worried that the rent goes up again in spring.',
  'Kept every receipt since the leak began.',
  'Wants to hear it from a neighbor, not from the union.',
]

/** One knock, as a phone would save it: a result or a conversation, never both. */
export function knockAt(random: Random, door: KnockedDoor, household: Household): Knock {
  const base = {
    kind: 'knock' as const,
    knockId: random.uuid(),
    turfId: door.turfId,
    unitId: door.unitId,
    flyer: false,
  }
  if (!random.chance(household.home)) {
    const result = random.pick(noAnswer)
    // Somebody who was talked with here has not turned into an empty flat.
    const disposition = household.known && result === 'vacant' ? 'not_home' : result
    return { ...base, disposition, flyer: door.flyer }
  }
  if (random.chance(0.25)) {
    const short = random.pick(shortAnswer)
    const understood = household.neighbor.languages.includes('en')
    return { ...base, disposition: short === 'language' && understood ? 'brief' : short }
  }
  return talk(random, door, household, base)
}

function talk(
  random: Random,
  door: KnockedDoor,
  household: Household,
  base: Pick<Knock, 'kind' | 'knockId' | 'turfId' | 'unitId' | 'flyer'>,
): Knock {
  const { neighbor, problem } = household
  const first = !household.known
  household.known = true
  if (!first && household.level > 1 && random.chance(0.3))
    household.level = (household.level - 1) as Household['level']
  const withUs = household.level <= 2
  const joins = withUs && !household.joined && random.chance(0.45)
  household.joined ||= joins
  const heard: Heard[] = [
    ...new Set<Heard>([
      problem ? (heardWith[problem] ?? 'repairs') : 'rent',
      ...(random.chance(0.3) ? (['fees'] as const) : []),
    ]),
  ]
  return {
    ...base,
    disposition: 'conversation',
    person: { ...neighborOf(household), isNew: first },
    languages: neighbor.languages,
    heard,
    asks: [...(asksOf(random, door, household) ?? []), ...actionAsk(base.knockId, door, household)],
    consents: first
      ? [
          { purpose: 'keep', given: true },
          { purpose: 'contact', channel: 'text', given: withUs },
        ]
      : undefined,
    join: joins || undefined,
    level: {
      id: random.uuid(),
      level: household.level,
      basis: withUs && !first ? ['said', 'attended'] : ['said'],
    },
    note: random.chance(0.2) ? random.pick(notes) : undefined,
    repairs: problem && first ? [repairOf(random, problem)] : undefined,
    followUp: random.chance(0.1)
      ? { id: random.uuid(), what: 'Bring the letter to sign', owner: 'Sam' }
      : undefined,
  }
}

const neighborOf = ({ neighbor }: Household) => ({ personId: neighbor.personId, name: neighbor.name })

function repairOf(random: Random, category: RepairCategory) {
  return {
    id: random.uuid(),
    category,
    severity: severityOf[category],
    since: random.pick(['this_week', 'longer', 'longer'] as const),
  }
}

/** Without a throw of the dice, so that an action more or less leaves the city as it is. */
function actionAsk(id: string, { step }: KnockedDoor, { level }: Household): NonNullable<Knock['asks']> {
  return step ? [{ id, step, answer: level <= 2 ? 'yes' : level === 3 ? 'maybe' : 'no' }] : []
}

function asksOf(random: Random, { meetingId }: KnockedDoor, { level }: Household): Knock['asks'] {
  if (!meetingId)
    return [
      { id: random.uuid(), step: 'sign_letter', answer: level <= 2 ? 'yes' : level === 3 ? 'maybe' : 'no' },
    ]
  const answer =
    level === 1
      ? 'yes'
      : level === 2
        ? random.pick(['yes', 'yes', 'maybe'] as const)
        : level === 3
          ? random.pick(['maybe', 'no'] as const)
          : 'no'
  return [{ id: random.uuid(), step: 'meeting', meetingId, answer }]
}
