const place = 'lintel-shift-notes'

/** What this phone tells of its evening; kept until the server has heard it. Ids of shifts alone. */
type Note = 'ready' | 'back'
type Notes = Record<string, Partial<Record<Note, 'waiting' | 'told'>>>

function readNotes(): Notes {
  try {
    return (JSON.parse(localStorage.getItem(place) ?? '{}') as Notes) ?? {}
  } catch {
    return {}
  }
}

function write(shiftId: string, note: Note, state: 'waiting' | 'told') {
  const notes = Object.entries(readNotes()).filter(([id]) => id !== shiftId)
  const mine = { ...readNotes()[shiftId], [note]: state }
  try {
    localStorage.setItem(place, JSON.stringify(Object.fromEntries([...notes.slice(-9), [shiftId, mine]])))
  } catch {
    // Without room it is told only if the network is there now.
  }
}

export function stateOf(shiftId: string, note: Note) {
  return readNotes()[shiftId]?.[note] ?? null
}

/** Everything of this browser but what still waits to be told: a pair that is back is waited for. */
export function forgetAllButWaiting() {
  const waiting = Object.entries(readNotes()).flatMap(([id, notes]) => {
    const left = Object.entries(notes).filter(([, state]) => state === 'waiting')
    return left.length > 0 ? [[id, Object.fromEntries(left)]] : []
  })
  localStorage.clear()
  if (waiting.length > 0) localStorage.setItem(place, JSON.stringify(Object.fromEntries(waiting)))
}

/** Once is enough, however often it is said. */
export async function tellShift(shiftId: string, note: Note, unfinished?: Unfinished) {
  if (stateOf(shiftId, note)) return
  write(shiftId, note, 'waiting')
  await sendNotes(unfinished)
}

/** How many talks are still to be finished on this phone; what is in them is not told. */
type Unfinished = () => Promise<readonly unknown[]>

/** All that waits. What the server refuses is of a shift this phone is not in any more: it is asked no second time. */
export async function sendNotes(unfinished?: Unfinished) {
  const drafts = (await unfinished?.())?.length
  for (const [shiftId, notes] of Object.entries(readNotes()))
    for (const note of ['ready', 'back'] as const) {
      if (notes[note] !== 'waiting') continue
      const response = await fetch('/doors/shift.json', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ shiftId, [note]: true, drafts }),
        redirect: 'manual',
        signal: AbortSignal.timeout(15_000),
      }).catch(() => null)
      const isOurs = response?.headers.get('Content-Type')?.startsWith('application/json')
      if (response && isOurs && (response.status === 200 || response.status === 404))
        write(shiftId, note, 'told')
    }
}
