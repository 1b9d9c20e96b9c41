import type { Phone } from '../offline/phone-types.ts'

const place = 'lintel-shift-notes'

/** What this phone tells of its evening; kept until the server has heard it. Ids of shifts and numbers alone. */
type Note = 'ready' | 'back'
type Notes = Partial<Record<Note, 'waiting' | 'told'>> & {
  /** So many talks to finish the server knows of. */
  drafts?: number | undefined
}

function readNotes(): Record<string, Notes> {
  try {
    return (JSON.parse(localStorage.getItem(place) ?? '{}') as Record<string, Notes>) ?? {}
  } catch {
    return {}
  }
}

function write(shiftId: string, said: Notes) {
  const notes = Object.entries(readNotes()).filter(([id]) => id !== shiftId)
  const mine = { ...readNotes()[shiftId], ...said }
  keep([...notes.slice(-9), [shiftId, mine]])
}

export function stateOf(shiftId: string, note: Note) {
  return readNotes()[shiftId]?.[note] ?? null
}

/** Everything of this browser but what still waits to be told: a pair that is back is waited for. */
export function forgetAllButWaiting() {
  const waiting = findWaiting()
  localStorage.clear()
  if (waiting.length > 0) keep(waiting)
}

/** What was told was told of one person: the next one on this phone is to be told of, too. */
export function forgetTold() {
  keep(findWaiting())
}

function findWaiting() {
  return Object.entries(readNotes()).flatMap(([id, notes]): [string, Notes][] => {
    const left = Object.entries(notes).filter(([, state]) => state === 'waiting')
    return left.length > 0 ? [[id, Object.fromEntries(left)]] : []
  })
}

function keep(notes: [string, Notes][]) {
  try {
    localStorage.setItem(place, JSON.stringify(Object.fromEntries(notes)))
  } catch {
    // Without room it is told only if the network is there now.
  }
}

/** Once is enough, however often it is said. */
export async function tellShift(shiftId: string, note: Note, phone?: Talks) {
  if (stateOf(shiftId, note)) return
  write(shiftId, { [note]: 'waiting' })
  await sendNotes(phone)
}

/** Where talks still to be finished lie; what is in them is not told. */
type Talks = Pick<Phone, 'drafts' | 'turfs' | 'past' | 'outbox'>

/** How many of which shift. A door added on the way is in no turf that was fetched before, or is there under its older number. */
async function countTalks(phone: Talks) {
  const [drafts, turfs, past] = await Promise.all([phone.drafts(), phone.turfs(), phone.past()])
  const given = [...turfs, ...past]
  const acts = drafts.length > 0 ? await phone.outbox() : []
  const counts = new Map<string, number>()
  for (const draft of drafts) {
    const isAt = (door: { unitId: string }) => door.unitId === draft.unitId
    const added = acts.find(({ op, undone }) => op.kind === 'unit' && !undone && isAt(op))?.op
    const turfId = added?.kind === 'unit' && added.turfId
    const at =
      given.find((turf) => turf.turfId === draft.turfId) ??
      given.find((turf) => turf.doors.some(isAt) || turf.turfId === turfId)
    const id = at?.shift.id
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/**
 * All that waits, and where it changed how many talks are to be finished: some are finished at home, some were begun after the lead said that all
 * are back. What the server refuses is of a shift this phone is not in any more: it is asked no second time.
 */
export async function sendNotes(phone?: Talks) {
  const talks = phone && (await countTalks(phone))
  for (const shiftId of new Set([...Object.keys(readNotes()), ...(talks?.keys() ?? [])])) {
    const { ready, back, drafts: told = 0 } = readNotes()[shiftId] ?? {}
    const drafts = talks ? (talks.get(shiftId) ?? 0) : told
    const said = {
      ...(ready === 'waiting' && { ready: true }),
      ...(back === 'waiting' && { back: true }),
      ...(drafts !== told && { drafts }),
    }
    if (Object.keys(said).length === 0) continue
    const response = await fetch('/doors/shift.json', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ shiftId, ...said }),
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    }).catch(() => null)
    const isOurs = response?.headers.get('Content-Type')?.startsWith('application/json')
    if (response && isOurs && (response.status === 200 || response.status === 404))
      write(shiftId, {
        ...(said.ready && { ready: 'told' }),
        ...(said.back && { back: 'told' }),
        ...('drafts' in said && { drafts }),
      })
  }
}
