/**
 * What must be true, in the words of the union and without a line of the product's code: who may say something about which door,
 * and what a door's numbers are after that.
 */
/** `photos`: by the hash they were saved under; `id`: what this talk calls it. */
export type Photo = { id: string; hash: string }
/** `personId`: whom the talk was with, met for the first time; `repairs`: the kind of each. */
export type Said = {
  disposition: string
  personId: string | null
  joins: boolean
  repairs: readonly string[]
  photos: readonly Photo[]
}
type Common = {
  opId: string
  device: number
  account: number
  doorKey: string
  unitId: string
  isAfterRevoke: boolean
}
export type Made =
  | (Common & { kind: 'knock'; knockId: string; said: Said })
  | (Common & { kind: 'unit' })
  | (Common & { kind: 'retract'; of: string })

export type Right = { account: number; house: number; floors: readonly string[] | null }
export type Verdict = 'taken' | 'refused'

const noTry = ['wrong_unit', 'left_literature']
const noAnswer = ['not_home', 'inaccessible', 'moved', ...noTry]
/** Until somebody answers otherwise, whoever comes next reads no name at this door. */
const hiding = ['refused', 'do_not_knock']

export class Model {
  /** Everything a phone called saved and that was not taken back unsent, in the order of its making. */
  readonly made: Made[] = []
  /** Undone before they were sent, or never said to be saved: of these nothing may ever be seen. */
  readonly gone = new Set<string>()
  readonly undone = new Set<string>()
  /** Came in the file of a lost phone. */
  readonly looked = new Set<string>()
  /** Photos a phone called saved, by their hash. */
  readonly photos = new Map<string, { device: number; account: number }>()
  readonly #rights: Right[]
  /** Doors by the id they had on the phone that made them: a house's own, and those met on the stairs. */
  readonly #maker = new Map<string, string>()
  #revoked: { account: number; house: number } | undefined

  constructor(rights: readonly Right[]) {
    this.#rights = [...rights]
  }

  add(made: Made) {
    this.made.push(made)
    if (made.kind === 'unit') this.#maker.set(made.unitId, made.opId)
  }

  remove(opId: string) {
    const at = this.made.findIndex((made) => made.opId === opId)
    const [made] = this.made.splice(at, 1)
    if (made?.kind === 'knock') this.gone.add(made.knockId)
  }

  give(right: Right) {
    this.#rights.push(right)
  }

  isRevoked(account: number, doorKey: string) {
    return this.#revoked?.account === account && this.#revoked.house === houseOf(doorKey)
  }

  /** What has not arrived by now is judged without this turf. */
  revoke(account: number, house: number, arrived: ReadonlySet<string>) {
    this.#revoked = { account, house }
    for (const made of this.made)
      if (made.account === account && houseOf(made.doorKey) === house && !arrived.has(made.opId))
        made.isAfterRevoke = true
  }

  /** The doors a phone is shown: those of its turf, while it has it. */
  reads(account: number, doorKey: string) {
    return this.#covers(account, doorKey) && !this.isRevoked(account, doorKey)
  }

  #covers(wanted: number, doorKey: string) {
    return this.#rights.some(
      ({ account, house, floors }) =>
        account === wanted && house === houseOf(doorKey) && (floors?.includes(floorOf(doorKey)) ?? true),
    )
  }

  verdict(made: Made): Verdict {
    if (this.looked.has(made.opId)) return 'refused'
    if (!this.#covers(made.account, made.doorKey) || made.isAfterRevoke) return 'refused'
    if (made.kind === 'unit') return 'taken'
    if (made.kind === 'retract') return this.#verdictOf(made.of)
    const maker = this.#maker.get(made.unitId)
    return maker === undefined ? 'taken' : this.#verdictOf(maker)
  }

  #verdictOf(opId: string): Verdict {
    const made = this.made.find((each) => each.opId === opId)
    return made ? this.verdict(made) : 'refused'
  }

  taken() {
    return this.made.filter((made) => this.verdict(made) === 'taken')
  }

  /** Photos that talks at the server name; the same picture may be named by two. */
  named() {
    return this.taken().flatMap((made) => (made.kind === 'knock' ? made.said.photos : []))
  }

  /** Knocks that count: taken and not taken back. */
  standing() {
    const taken = this.taken()
    const back = new Set(taken.flatMap((made) => (made.kind === 'retract' ? made.of : [])))
    return taken.filter((made) => made.kind === 'knock').filter(({ opId }) => !back.has(opId))
  }

  doorKeys(house: number, own: readonly string[]) {
    const met = this.taken().flatMap((made) => (made.kind === 'unit' ? made.doorKey : []))
    return [...new Set([...own, ...met])].filter((key) => houseOf(key) === house).toSorted()
  }

  door(doorKey: string) {
    const knocks = this.standing().filter((made) => made.doorKey === doorKey)
    const answers = lastOfEach(knocks.filter(({ said }) => !noAnswer.includes(said.disposition)))
    const doNotKnock = knocks.some(({ said }) => said.disposition === 'do_not_knock')
    return {
      tries: knocks.filter(({ said }) => !noTry.includes(said.disposition)).length,
      isKnocked: knocks.length > 0,
      isReached: knocks.some(({ said }) => said.disposition === 'conversation'),
      last: lastOfEach(knocks),
      doNotKnock,
      openRepairs: knocks.flatMap(({ said }) => said.repairs),
      joined: knocks.filter(({ said }) => said.joins).length,
      people: this.#peopleAt(doorKey, knocks),
      mayHideNames: doNotKnock || answers.some((answer) => hiding.includes(answer)),
      mayShowNames:
        !doNotKnock && (answers.length === 0 || answers.some((answer) => !hiding.includes(answer))),
    }
  }

  /** Whoever was met in a talk that stands lives there, until somebody says there that they moved out. */
  #peopleAt(doorKey: string, standing: readonly Made[]) {
    const stands = new Set(standing)
    const all = this.taken().flatMap((made) =>
      made.kind === 'knock' && made.doorKey === doorKey ? [{ made, said: made.said }] : [],
    )
    const moved = all.filter(({ made, said }) => said.disposition === 'moved' && stands.has(made))
    return all.flatMap(({ made: talk, said: { personId } }) => {
      if (personId === null) return []
      if (!stands.has(talk)) return [{ personId, isGone: true, mayBeGone: true }]
      const isLater = (other: Made) => this.made.indexOf(other) > this.made.indexOf(talk)
      const byPhone = Object.groupBy(moved, ({ made }) => (isSamePhone(made, talk) ? 'own' : 'other'))
      const isGone = byPhone.own?.some(({ made }) => isLater(made)) ?? false
      // Whether another phone said it before or after only the server knows.
      return [{ personId, isGone, mayBeGone: isGone || byPhone.other !== undefined }]
    })
  }
}

function isSamePhone(one: Made, other: Made) {
  return one.device === other.device && one.account === other.account
}

/** Between phones the server's order counts; what one phone said last it cannot have said before. */
function lastOfEach(knocks: readonly { device: number; account: number; said: Said }[]) {
  const last = new Map(knocks.map(({ device, account, said }) => [`${device} ${account}`, said.disposition]))
  return [...last.values()]
}

export function doorKeyOf(house: number, label: string) {
  return `${house} ${label}`
}

export function houseOf(doorKey: string) {
  return Number(doorKey.split(' ')[0])
}

function floorOf(doorKey: string) {
  return doorKey.split(' ')[1]?.slice(0, 1) ?? ''
}
