import type { Turf } from '#app/canvass/lease/turf.schema.ts'
import { withoutNames, withoutWords } from './locked.ts'
import type { Act } from './phone-types.ts'
import type { StoredLease } from './reply-shape.ts'

/** So long the server takes what was written at doors that are nobody's any more. */
const writable = 30 * 86_400_000
const longestTimer = 2 ** 31 - 1

/** Reading ends with the lease; writing does not. */
const isOver = ({ expiresAt }: Turf, now: number) => Date.parse(expiresAt) <= now

/**
 * What the next download does not give any more, taken back or over, be it a part of a turf: numbers alone, as long as something may still
 * be written there, and for as long as a talk waits there to be finished. A shift that was called off before it began leaves nothing to write.
 */
export function pastOf(before: StoredLease | undefined, given: readonly Turf[], now: number, begun: Begun) {
  const still = new Map(given.map(({ turfId, doors }) => [turfId, new Set(idsOf(doors))]))
  const gone = (turfs: readonly Turf[] = []) =>
    turfs.flatMap((turf) => {
      const kept = still.get(turf.turfId)
      if (!kept) return turf
      const doors = turf.doors.filter(({ unitId }) => !kept.has(unitId))
      return doors.length > 0 ? { ...turf, doors } : []
    })
  const lately = gone(before?.turfs).filter(
    (turf) => Date.parse(turf.shift.startsAt) <= now || isBegun(turf, begun),
  )
  return together([...lately, ...gone(before?.past)])
    .filter((turf) => isWritable(turf, now, begun))
    .map(withoutNames)
}

/** Parts of one turf, as they left one after the other, are one. */
function together(turfs: readonly Turf[]) {
  return [...Map.groupBy(turfs, ({ turfId }) => turfId).values()].flatMap(([turf, ...parts]) => {
    if (!turf || parts.length === 0) return turf ?? []
    const doors = [turf, ...parts].flatMap(({ doors }) => doors)
    return { ...turf, doors: [...new Map(doors.map((door) => [door.unitId, door])).values()] }
  })
}

const idsOf = (doors: Turf['doors']) => doors.map(({ unitId }) => unitId)

/** The doors with a talk to finish. */
type Begun = ReadonlySet<string>

const isBegun = ({ doors }: Turf, begun: Begun) => doors.some(({ unitId }) => begun.has(unitId))

function isWritable(turf: Turf, now: number, begun: Begun) {
  return Date.parse(turf.expiresAt) > now - writable || isBegun(turf, begun)
}

type Parts = {
  lease(): StoredLease | undefined
  now(): Date
  isLocked(): boolean
  begun(account: string): Promise<Begun>
  /** What may be read is less than it was. */
  lapsed(): void
}

const bares = new WeakMap<Act, Act>()
/** One that is shown again is the same object. */
function bare(act: Act) {
  const known = bares.get(act) ?? { ...act, op: withoutWords(act.op) }
  bares.set(act, known)
  return known
}

/** What of its doors, and of what was said at them, a phone may show now. */
export function createGivenTurf({ lease, now, isLocked, begun, lapsed }: Parts) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let open: { of: unknown; count: number; ids: ReadonlySet<string>; gone: ReadonlySet<string> } | undefined
  let last: { acts: Act[]; of: unknown; shown: Act[] } | undefined

  /** The server's: a phone's own may be hours off. */
  const clock = () => new Date(now().getTime() + (lease()?.ahead ?? 0))
  const turfs = () => (lease()?.turfs ?? []).filter((turf) => !isOver(turf, clock().getTime()))

  /** Turfs that may be read, and their doors; and which left them since. */
  function openIds() {
    const [of, given] = [lease(), turfs()]
    if (open?.of !== of || open?.count !== given.length)
      open = {
        of,
        count: given.length,
        ids: new Set(given.flatMap(({ turfId, doors }) => [turfId, ...idsOf(doors)])),
        gone: new Set((of?.past ?? []).flatMap(({ doors }) => idsOf(doors))),
      }
    return open
  }

  /** Names leave an open page when they may be read no more. A phone asleep runs no timer: it is asked when it wakes. */
  function watch() {
    clearTimeout(timer)
    const ends = turfs().map(({ expiresAt }) => Date.parse(expiresAt))
    if (ends.length === 0) return
    const left = Math.min(...ends) - clock().getTime()
    timer = setTimeout(
      () => {
        watch()
        lapsed()
      },
      Math.min(left, longestTimer),
    )
  }

  return {
    clock,
    turfs,
    watch,
    forget: () => clearTimeout(timer),

    async past(): Promise<Turf[]> {
      const mine = lease()
      const at = clock().getTime()
      const gone = mine ? [...mine.turfs.filter((turf) => isOver(turf, at)), ...(mine.past ?? [])] : []
      if (!mine || gone.length === 0) return []
      const talks = await begun(mine.accountId)
      return together(gone)
        .filter((turf) => isWritable(turf, at, talks))
        .map(withoutNames)
    },

    /** Acts without their words, while the phone is locked and at doors that may be read no more. */
    shown(acts: Act[]): Act[] {
      if (isLocked()) return acts.map(bare)
      const of = openIds()
      const { ids, gone } = of
      // A door found on the way is in no turf yet.
      const isOpen = ({ op }: Act) =>
        op.kind !== 'knock' || ids.has(op.unitId) || (ids.has(op.turfId) && !gone.has(op.unitId))
      if (last?.acts !== acts || last.of !== of)
        last = {
          acts,
          of,
          shown: acts.every(isOpen) ? acts : acts.map((act) => (isOpen(act) ? act : bare(act))),
        }
      return last.shown
    },
  }
}
