import { useRef, useState } from 'react'
import { holdPage } from './hold-page.ts'
import { type RowAnswer, rowRefusals } from './paper.schema.ts'

const again = 4000

type Queue<Job> = {
  /** Null when nobody answered. */
  ask: (job: Job) => Promise<RowAnswer | null>
  settle: (job: Job, answer: RowAnswer) => void
}

/** Acts go one by one, in the order they were typed; until one is answered it is asked again, and closing the page asks first. */
export function useQueue<Job extends { n: number }>({ ask, settle }: Queue<Job>) {
  const [isCut, setIsCut] = useState(false)
  const jobs = useRef<Job[]>([])
  const isSending = useRef(false)

  const send = async () => {
    if (isSending.current) return
    isSending.current = true
    const letGo = holdPage()
    for (let job = jobs.current[0]; job; job = jobs.current[0]) {
      const answer = await ask(job)
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
    void send()
  }

  return { push, isCut }
}

/** By row: to be drawn, and as it is this very moment, for what happens twice before the next drawing. */
export function useRows<Value>(first: () => Map<number, Value>) {
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

/** Null when nobody answered: it is asked again under the same id. */
export async function postRow(path: string, act: object): Promise<RowAnswer | null> {
  try {
    const response = await fetch(path, {
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
