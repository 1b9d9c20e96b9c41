import { useEffect, useRef, useState } from 'react'
import type { AskAnswer } from '../lists.ts'
import type { RowAnswer } from './enter-row.server.ts'
import { holdPage } from './hold-page.ts'
import { type Box, type RowAct, type RowRefusal, rowRefusals } from './paper.schema.ts'
import type { RowEntry, SheetRow } from './paper.server.ts'
import { sheetCode } from './paper-code.ts'

export type Draft = { disposition: Box; level?: number; coming?: AskAnswer; note?: string }
export type Mark = 'waiting' | RowRefusal
type Job = { n: number; act: RowAct; before: RowEntry | null; draft: Draft | null }

const again = 4000

/**
 * What is entered, row by row. Each act goes by itself, in the order it was typed, under an id that stays the same until it was
 * answered: without network it waits here, and closing the page asks first. Nothing of it is written down on the machine: it may
 * be anybody's.
 */
export function useEntries(word: string, rows: SheetRow[], day: string) {
  const [entries, entriesNow, setEntry] = useRows(() => new Map(rows.map(({ n, entry }) => [n, entry])))
  const [drafts, draftsNow, setDraft] = useRows(() => new Map<number, Draft>())
  const [marks, marksNow, setMark] = useRows(() => new Map<number, Mark>())
  const [isCut, setIsCut] = useState(false)
  const jobs = useRef<Job[]>([])
  const isSending = useRef(false)

  const open = drafts.size > 0
  useEffect(() => (open ? holdPage() : undefined), [open])

  const settle = ({ n, before, draft }: Job, answer: RowAnswer) => {
    setMark(n, answer.ok ? undefined : answer.why)
    if (answer.ok) return
    setEntry(n, before)
    if (draft && !draftsNow.current.has(n)) setDraft(n, draft)
  }

  const send = async () => {
    if (isSending.current) return
    isSending.current = true
    const letGo = holdPage()
    for (let job = jobs.current[0]; job; job = jobs.current[0]) {
      const answer = await ask(word, job.act)
      setIsCut(answer === null)
      if (!answer) {
        await new Promise((resolve) => setTimeout(resolve, again))
        continue
      }
      jobs.current.shift()
      // A later act on the same row decides what is shown of it.
      if (!jobs.current.some(({ n }) => n === job.n)) settle(job, answer)
    }
    isSending.current = false
    letGo()
  }

  const push = (job: Job) => {
    jobs.current.push(job)
    setMark(job.n, 'waiting')
    void send()
  }

  const write = (n: number, draft: Draft | undefined) => {
    if (marksNow.current.get(n) !== 'waiting') setMark(n, undefined)
    setDraft(n, draft)
  }

  const enter = (n: number, draft: Draft) => {
    const before = entriesNow.current.get(n) ?? null
    setDraft(n, undefined)
    if (before && saysTheSame(before, draft)) return
    const knockId = crypto.randomUUID()
    const { note, ...said }: Draft =
      draft.disposition === 'conversation' ? draft : { disposition: draft.disposition }
    const rest = { ...said, ...(note?.trim() ? { note: note.trim() } : {}) }
    setEntry(n, { knockId, day, level: null, coming: null, note: null, own: true, ...rest })
    const instead = before ? { instead: before.knockId } : {}
    push({ n, before, draft, act: { kind: 'enter', knockId, n, day, ...rest, ...instead } })
  }

  /** What is chosen and not sent yet; leaving a row by a key leaves it by focus, too, and it is entered once. */
  const commit = (n: number) => {
    const draft = draftsNow.current.get(n)
    if (draft) enter(n, draft)
  }

  const takeBack = (n: number) => {
    const before = entriesNow.current.get(n)
    setDraft(n, undefined)
    if (!before?.own) return
    setEntry(n, null)
    push({ n, before, draft: null, act: { kind: 'takeBack', knockId: before.knockId } })
  }

  // Another page of the desk is another row: what was chosen is entered, and sent from there.
  const commitAll = useRef(() => {})
  commitAll.current = () => {
    for (const n of draftsNow.current.keys()) commit(n)
  }
  useEffect(() => () => commitAll.current(), [])

  return { entries, drafts, marks, isCut, write, enter, commit, takeBack }
}

/** By row: to be drawn, and as it is this very moment, for what happens twice before the next drawing. */
function useRows<Value>(first: () => Map<number, Value>) {
  const [rows, setRows] = useState(first)
  const now = useRef(rows)
  const set = (n: number, value: Value | undefined) => {
    const next = new Map(now.current)
    if (value === undefined) next.delete(n)
    else next.set(n, value)
    now.current = next
    setRows(next)
  }
  return [rows, now, set] as const
}

function saysTheSame(entry: RowEntry, draft: Draft) {
  return (
    entry.disposition === draft.disposition &&
    entry.level === (draft.level ?? null) &&
    entry.coming === (draft.coming ?? null) &&
    (entry.note ?? '') === (draft.note?.trim() ?? '')
  )
}

/** Null when nobody answered: it is asked again under the same id. */
async function ask(word: string, act: RowAct): Promise<RowAnswer | null> {
  try {
    const response = await fetch(`/turf/paper/${sheetCode(word)}/row.json`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(act),
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    })
    if (response.status === 400 || response.status === 404) return { ok: false, why: 'gone' }
    const answer: unknown = response.ok ? await response.json() : null
    return isAnswer(answer) ? answer : null
  } catch {
    return null
  }
}

function isAnswer(answer: unknown): answer is RowAnswer {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false
  return answer.ok === true || ('why' in answer && rowRefusals.some((why) => why === answer.why))
}
