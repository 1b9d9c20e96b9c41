import { useEffect, useRef } from 'react'
import { holdPage } from '#app/canvass/paper/hold-page.ts'
import type { RowAnswer, RowRefusal } from '#app/canvass/paper/paper.schema.ts'
import { sheetCode } from '#app/canvass/paper/paper-code.ts'
import { postRow, useQueue, useRows } from '#app/canvass/paper/use-queue.ts'
import type { Day } from '#app/core/days.ts'
import type { TenantAnswer } from '../grievance-status.ts'
import type { Channel } from '../repair.schema.ts'
import type { LineEntry, RepairLine } from './repair-lines.server.ts'
import { type RepairRowAct, saysSomething } from './repair-paper.schema.ts'

/** A row as it stands in its fields. */
export type LineDraft = { fixed?: TenantAnswer; channel?: Channel; promisedBy?: string; words?: string }
export type LineMark = 'waiting' | RowRefusal
type Job = { n: number; act: RepairRowAct; before: LineEntry | null; draft: LineDraft }

export const rowPathOf = (word: string) => `/repairs/paper/${sheetCode(word)}/row.json`

export function draftOfLine(entry: LineEntry | null | undefined): LineDraft {
  const { fixed, channel, promisedBy, words } = entry ?? {}
  return {
    ...(fixed && { fixed }),
    ...(channel && { channel }),
    ...(promisedBy && { promisedBy }),
    ...(words && { words }),
  }
}

/** The same as stands already, also about the day it was; or nothing, where nothing stands. */
export function isEntered(before: LineEntry | null, said: LineDraft, day: Day) {
  return (!before || before.day === day) && JSON.stringify(said) === JSON.stringify(draftOfLine(before))
}

/** As with sheets of doors: each row goes by itself, and waits on this page while nobody answers. */
export function useRepairEntries(word: string, lines: RepairLine[], day: Day) {
  const [entries, entriesNow, setEntry] = useRows(() => new Map(lines.map(({ n, entry }) => [n, entry])))
  const [drafts, draftsNow, setDraft] = useRows(() => new Map<number, LineDraft>())
  const [marks, marksNow, setMark] = useRows(() => new Map<number, LineMark>())

  const open = drafts.size > 0
  useEffect(() => (open ? holdPage() : undefined), [open])

  const { push, held } = useQueue<Job>({
    ask: ({ act }) => postRow(rowPathOf(word), act),
    settle: ({ n, before, draft }: Job, answer: RowAnswer) => {
      setMark(n, answer.ok ? undefined : answer.why)
      if (answer.ok) return
      setEntry(n, before)
      if (!draftsNow.current.has(n)) setDraft(n, draft)
    },
  })

  const draftIn = (n: number): LineDraft => drafts.get(n) ?? draftOfLine(entries.get(n))

  const write = (n: number, said: LineDraft) => {
    if (marksNow.current.get(n) !== 'waiting') setMark(n, undefined)
    setDraft(n, { ...(draftsNow.current.get(n) ?? draftOfLine(entriesNow.current.get(n))), ...said })
  }

  const commit = (n: number) => {
    const draft = draftsNow.current.get(n)
    if (!draft) return
    const before = entriesNow.current.get(n) ?? null
    const words = draft.words?.trim()
    const said = draftOfLine({ ...none, ...draft, words: words || null })
    if (isEntered(before, said, day)) return setDraft(n, undefined)
    // Not sent as it is: it stays open, and says why.
    if (!saysSomething(said)) return
    setDraft(n, undefined)
    const id = crypto.randomUUID()
    setEntry(n, { ...none, ...said, id, day, by: null })
    setMark(n, 'waiting')
    const instead = before ? { instead: before.id } : {}
    push({ n, before, draft, act: { kind: 'enter', id, n, day, ...said, ...instead } })
  }

  // Another page of the desk is another row: what was chosen is entered, and sent from there.
  const commitAll = useRef(() => {})
  commitAll.current = () => {
    for (const n of draftsNow.current.keys()) commit(n)
  }
  useEffect(() => () => commitAll.current(), [])

  return { entries, drafts, marks, held, draftIn, write, commit }
}

const none: LineEntry = {
  id: '',
  day: '',
  by: null,
  fixed: null,
  channel: null,
  promisedBy: null,
  words: null,
}
