import { useEffect, useRef, useState } from 'react'
import type { AskAnswer } from '../lists.ts'
import type { RowAnswer } from './enter-row.server.ts'
import { type Box, type RowAct, type RowRefusal, rowRefusals } from './paper.schema.ts'
import type { RowEntry, SheetRow } from './paper.server.ts'
import { sheetCode } from './paper-code.ts'

export type Draft = { disposition: Box; level?: number; coming?: AskAnswer; note?: string }
export type Mark = 'waiting' | RowRefusal
type Job = { n: number; act: RowAct; before: RowEntry | null; draft: Draft | null }

const again = 4000

/**
 * What is entered, row by row. Each act goes by itself, in the order it was typed, under an id that stays the same until it was
 * answered: without network it waits here, and closing the page asks first.
 */
export function useEntries(word: string, rows: SheetRow[], day: string) {
  const [entries, setEntries] = useState(() => new Map(rows.map(({ n, entry }) => [n, entry])))
  const [drafts, setDrafts] = useState(() => new Map<number, Draft>())
  const [marks, setMarks] = useState(() => new Map<number, Mark>())
  const [isCut, setIsCut] = useState(false)
  const jobs = useRef<Job[]>([])
  const isSending = useRef(false)

  const open = drafts.size > 0 || [...marks.values()].includes('waiting')
  useEffect(() => {
    if (!open) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [open])

  const settle = ({ n, before, draft }: Job, answer: RowAnswer) => {
    setMarks((now) => changed(now, n, answer.ok ? undefined : answer.why))
    if (answer.ok) return
    setEntries((now) => changed(now, n, before))
    if (draft) setDrafts((now) => (now.has(n) ? now : changed(now, n, draft)))
  }

  const send = async () => {
    if (isSending.current) return
    isSending.current = true
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
  }

  const push = (job: Job) => {
    jobs.current.push(job)
    setMarks((now) => changed(now, job.n, 'waiting'))
    void send()
  }

  const write = (n: number, draft: Draft | undefined) => {
    setMarks((now) => (now.get(n) === 'waiting' ? now : changed(now, n, undefined)))
    setDrafts((now) => changed(now, n, draft))
  }

  const enter = (n: number, draft: Draft) => {
    const before = entries.get(n) ?? null
    setDrafts((now) => changed(now, n, undefined))
    if (before && saysTheSame(before, draft)) return
    const knockId = crypto.randomUUID()
    const said = draft.disposition === 'conversation' ? draft : { disposition: draft.disposition }
    const note = draft.note?.trim()
    const { note: _, ...rest } = said as Draft
    const words = draft.disposition === 'conversation' && note ? { note } : {}
    setEntries((now) =>
      changed(now, n, { knockId, day, level: null, coming: null, note: null, own: true, ...rest, ...words }),
    )
    const instead = before ? { instead: before.knockId } : {}
    push({ n, before, draft, act: { kind: 'enter', knockId, n, day, ...rest, ...words, ...instead } })
  }

  const takeBack = (n: number) => {
    const before = entries.get(n)
    setDrafts((now) => changed(now, n, undefined))
    if (!before?.own) return
    setEntries((now) => changed(now, n, null))
    push({ n, before, draft: null, act: { kind: 'takeBack', knockId: before.knockId } })
  }

  return { entries, drafts, marks, isCut, write, enter, takeBack }
}

function changed<Value>(map: Map<number, Value>, n: number, value: Value | undefined) {
  const next = new Map(map)
  if (value === undefined) next.delete(n)
  else next.set(n, value)
  return next
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
