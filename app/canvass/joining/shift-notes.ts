import type { Phone } from '../offline/phone-types.ts'

const place = 'lintel-shift-notes'

/** What this phone tells of its evening; kept until the server has heard it. Ids and numbers alone. */
type Note = 'ready' | 'back'
type Notes = Partial<Record<Note, 'waiting' | 'told'>> & {
  /** So many talks to finish the server knows of. */
  drafts?: number | undefined
}

/**
 * Of one person each: who takes this phone over says nothing in the name of the one before, whose pair would be back with them. A note
 * without an account, kept by a former version, may be of anybody and is forgotten.
 */
function readNotes(): Record<string, Notes> {
  try {
    const kept = (JSON.parse(localStorage.getItem(place) ?? '{}') as Record<string, Notes>) ?? {}
    return Object.fromEntries(Object.entries(kept).filter(([key]) => key.includes(' ')))
  } catch {
    return {}
  }
}

const keyOf = (account: string | null, shiftId: string) => `${account ?? ''} ${shiftId}`

function write(key: string, said: Notes) {
  const notes = Object.entries(readNotes()).filter(([other]) => other !== key)
  const mine = { ...readNotes()[key], ...said }
  keep([...notes.slice(-9), [key, mine]])
}

export function stateOf(account: string | null, shiftId: string, note: Note) {
  return readNotes()[keyOf(account, shiftId)]?.[note] ?? null
}

/** Everything of this browser but what still waits to be told: a pair that is back is waited for. */
export function forgetAllButWaiting() {
  const waiting = findWaiting()
  localStorage.clear()
  if (waiting.length > 0) keep(waiting)
}

function findWaiting() {
  return Object.entries(readNotes()).flatMap(([key, notes]): [string, Notes][] => {
    const left = Object.entries(notes).filter(([, state]) => state === 'waiting')
    return left.length > 0 ? [[key, Object.fromEntries(left)]] : []
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
export async function tellShift(account: string | null, shiftId: string, note: Note, phone?: Talks) {
  if (!account || stateOf(account, shiftId, note)) return
  write(keyOf(account, shiftId), { [note]: 'waiting' })
  await sendNotes(account, phone)
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
 * All that waits of whoever is here now, and where it changed how many talks are to be finished: some are finished at home, some were begun after the lead said that all
 * are back. What the server refuses is of a shift this phone is not in any more: it is asked no second time; in
 * the session of another it hears nothing.
 */
export async function sendNotes(account: string | null, phone?: Talks) {
  if (!account) return
  const talks = phone && (await countTalks(phone))
  const mine = keyOf(account, '')
  const noted = Object.keys(readNotes()).flatMap((key) =>
    key.startsWith(mine) ? key.slice(mine.length) : [],
  )
  for (const shiftId of new Set([...noted, ...(talks?.keys() ?? [])])) {
    const { ready, back, drafts: told = 0 } = readNotes()[keyOf(account, shiftId)] ?? {}
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
      body: JSON.stringify({ accountId: account, shiftId, ...said }),
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    }).catch(() => null)
    const isOurs = response?.headers.get('Content-Type')?.startsWith('application/json')
    if (response && isOurs && (response.status === 200 || response.status === 404))
      write(keyOf(account, shiftId), {
        ...(said.ready && { ready: 'told' }),
        ...(said.back && { back: 'told' }),
        ...('drafts' in said && { drafts }),
      })
  }
}
