import { useRef, useState } from 'react'
import { holdPage } from './hold-page.ts'
import { type Held, type RowAnswer, rowRefusals } from './paper.schema.ts'

/** Until it is asked again. */
const again: Record<Held, number> = { cut: 4000, signIn: 4000, broken: 20_000 }

type Queue<Job> = {
  ask: (job: Job) => Promise<RowAnswer | Held>
  settle: (job: Job, answer: RowAnswer) => void
}

/** Acts go one by one, in the order they were typed; until one is answered it is asked again, and closing the page asks first. */
export function useQueue<Job extends { n: number }>({ ask, settle }: Queue<Job>) {
  const [held, setHeld] = useState<Held | null>(null)
  const jobs = useRef<Job[]>([])
  const isSending = useRef(false)

  const send = async () => {
    if (isSending.current) return
    isSending.current = true
    const letGo = holdPage()
    for (let job = jobs.current[0]; job; job = jobs.current[0]) {
      const answer = await ask(job)
      if (typeof answer === 'string') {
        setHeld(answer)
        await new Promise((resolve) => setTimeout(resolve, again[answer]))
        continue
      }
      setHeld(null)
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

  return { push, held }
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

/** What is not answered is asked again under the same id; what one may not write, nobody asks again. */
export async function postRow(path: string, act: object): Promise<RowAnswer | Held> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(act),
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    })
    if (response.status === 401) return 'signIn'
    if ([400, 403, 404].includes(response.status)) return { ok: false, why: 'gone' }
    if (response.status >= 500) return 'broken'
    const answer: unknown = response.ok ? await response.json() : null
    return isAnswer(answer) ? answer : 'cut'
  } catch {
    return 'cut'
  }
}

function isAnswer(answer: unknown): answer is RowAnswer {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false
  return answer.ok === true || ('why' in answer && rowRefusals.some((why) => why === answer.why))
}
