import { useEffect, useRef } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { type Beside, type Draft, draftOf, isEntered, readDraft } from './draft.ts'
import { holdPage } from './hold-page.ts'
import type { RowAct, RowAnswer, RowRefusal } from './paper.schema.ts'
import { rowPath } from './paper-code.ts'
import type { RowEntry, SheetRow } from './rows.server.ts'
import type { Sheet } from './sheets.server.ts'
import { postRow, useQueue, useRows } from './use-queue.ts'

export type Mark = 'waiting' | RowRefusal
type Job = { n: number; act: RowAct; before: RowEntry | null; draft: Draft | null }

/**
 * What is entered, row by row. Each act goes by itself, in the order it was typed, under an id that stays the same until it was
 * answered: without network it waits here, and closing the page asks first. Nothing of it is written down on the machine: it may
 * be anybody's.
 */
export function useEntries(sheet: Sheet, rows: SheetRow[], doors: Beside['doors'], day: string) {
  const i18n = useI18n()
  const { code: word, mayCorrect } = sheet
  const onlyDay = i18n._('paper.codes.back')
  const [entries, entriesNow, setEntry] = useRows(() => new Map(rows.map(({ n, entry }) => [n, entry])))
  const [drafts, draftsNow, setDraft] = useRows(() => new Map<number, Draft>())
  const [marks, marksNow, setMark] = useRows(() => new Map<number, Mark>())

  const open = drafts.size > 0
  useEffect(() => (open ? holdPage() : undefined), [open])

  const settle = ({ n, before, draft }: Job, answer: RowAnswer) => {
    setMark(n, answer.ok ? undefined : answer.why)
    if (answer.ok) return
    setEntry(n, before)
    if (draft && !draftsNow.current.has(n)) setDraft(n, draft)
  }

  const { push: queue, held } = useQueue<Job>({ ask: ({ act }) => postRow(rowPath(word), act), settle })
  const push = (job: Job) => {
    setMark(job.n, 'waiting')
    queue(job)
  }

  const write = (n: number, draft: Draft | undefined) => {
    if (marksNow.current.get(n) !== 'waiting') setMark(n, undefined)
    setDraft(n, draft)
  }

  const readIn = (n: number, draft: Draft) => {
    const unitId = rows.find((row) => row.n === n)?.unitId ?? ''
    return readDraft(draft, day, onlyDay, { doors, unitId })
  }

  const enter = (n: number, draft: Draft) => {
    const before = entriesNow.current.get(n) ?? null
    const { said, wrong, problem } = readIn(n, draft)
    // Not sent as it is: it stays open, and says why.
    if (wrong || problem) return setDraft(n, draft)
    setDraft(n, undefined)
    if (isEntered(before, draft, day)) return
    const knockId = crypto.randomUUID()
    const { disposition } = draft
    setEntry(n, { knockId, disposition, day, own: true, said })
    const instead = before ? { instead: before.knockId } : {}
    push({ n, before, draft, act: { kind: 'enter', knockId, n, day, disposition, ...said, ...instead } })
  }

  /** What is chosen and not sent yet; leaving a row by a key leaves it by focus, too, and it is entered once. */
  const commit = (n: number) => {
    const draft = draftsNow.current.get(n)
    if (draft) enter(n, draft)
  }

  const takeBack = (n: number) => {
    const before = entriesNow.current.get(n)
    setDraft(n, undefined)
    if (!before || !(before.own || mayCorrect)) return
    setEntry(n, null)
    push({ n, before, draft: null, act: { kind: 'takeBack', knockId: before.knockId } })
  }

  // Another page of the desk is another row: what was chosen is entered, and sent from there.
  const commitAll = useRef(() => {})
  commitAll.current = () => {
    for (const n of draftsNow.current.keys()) commit(n)
  }
  useEffect(() => () => commitAll.current(), [])

  /** What stands in the fields of a row, and what of it can be sent. */
  const draftIn = (n: number) => drafts.get(n) ?? draftOf(entries.get(n))

  return { entries, drafts, marks, held, draftIn, readIn, write, enter, commit, takeBack }
}
