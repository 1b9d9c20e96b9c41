import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { TabTitle } from '#app/ui/tab-title.tsx'
import type { Evening } from '../carry/carry.schema.ts'
import {
  type Handed,
  type HandInProblem,
  handIn,
  type Left,
  lookInto,
  NotHandedIn,
  type OutboxFile,
  readFile,
} from '../offline/hand-in.ts'
import { openPhone } from '../offline/phone.ts'
import type { Route } from './+types/hand-in.route.ts'
import { SaveFile } from './save-file.tsx'
import { WhatBecame } from './what-became.tsx'

const problems = {
  noFile: 'handIn.problem.noFile',
  offline: 'handIn.problem.offline',
  sign_in: 'handIn.problem.signIn',
  whose: 'handIn.problem.whose',
  unexpected: 'handIn.problem.unexpected',
} as const satisfies Record<HandInProblem | 'noFile', string>

const leftOut = {
  whose: 'handIn.left.whose',
  unexpected: 'handIn.left.unexpected',
} as const satisfies Record<Left['reason'], string>

const ask: typeof fetch = (...asked) => fetch(...asked)

export async function clientLoader() {
  return openPhone()
}
clientLoader.hydrate = true as const

export function HydrateFallback() {
  return <main id="page" className="h-dvh border-t-[6px] border-green" />
}

/** What one phone saved in a file goes its way from another: whoever has the file carries it, and can read nothing in it. */
export default function HandInPage({ loaderData: phone }: Route.ComponentProps) {
  const i18n = useI18n()
  return (
    <main
      id="page"
      className="mx-auto flex min-h-dvh max-w-xl flex-col gap-6 border-t-[6px] border-green px-3 pb-6"
    >
      <header className="flex items-start pt-2">
        <Link
          to="/doors"
          aria-label={i18n._('lock.toDoors')}
          className="-ml-3 grid size-12 place-items-center text-section"
        >
          <span aria-hidden="true">✕</span>
        </Link>
        <TabTitle>{i18n._('handIn.title')}</TabTitle>
        <h1 className="pt-1">{i18n._('handIn.title')}</h1>
      </header>
      <SaveFile phone={phone} />
      <BringFile />
    </main>
  )
}

type Looked = { file: OutboxFile; evenings: Evening[]; left: Left[] }

function BringFile() {
  const i18n = useI18n()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<HandInProblem | 'noFile' | null>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [handed, setHanded] = useState<Handed | null>(null)
  const [left, setLeft] = useState<Left[]>([])
  const [isDone, setDone] = useState(false)
  const [mayLook, setMayLook] = useState(false)
  const said = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (looked || isDone) said.current?.focus()
  }, [looked, isDone])

  async function doing(fn: () => Promise<void>) {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await fn()
    } catch (error) {
      setProblem(error instanceof NotHandedIn ? error.reason : 'unexpected')
    } finally {
      setBusy(false)
    }
  }

  const choose = ({ target }: ChangeEvent<HTMLInputElement>) =>
    doing(async () => {
      setLooked(null)
      setHanded(null)
      setLeft([])
      setDone(false)
      setMayLook(false)
      const chosen = target.files?.[0]
      target.value = ''
      if (!chosen) return
      const file = await readFile(chosen)
      if (file) setLooked({ file, ...(await lookInto(ask, file)) })
      else setProblem('noFile')
    })

  const send = (file: OutboxFile) =>
    doing(async () => {
      const went = await handIn(ask, file, setHanded)
      setHanded(went.handed)
      setLeft(went.left)
      setMayLook(went.mayLook)
      setDone(true)
      setLooked(null)
    })

  return (
    <section className="flex flex-col items-start gap-3 border-t border-hair pt-4">
      <h2>{i18n._('handIn.bring')}</h2>
      <p>{i18n._('handIn.bring.text')}</p>
      <label className="flex w-full min-w-0 flex-col gap-1 font-semibold">
        {i18n._('handIn.choose')}
        <input
          type="file"
          accept="application/json,.json"
          disabled={busy}
          onChange={choose}
          className="min-h-12 w-full min-w-0 rounded-control border border-edge bg-sheet px-3 py-2 font-normal text-ink"
        />
      </label>
      <div role="alert">
        {problem && (
          <p className="flex flex-col items-start gap-2 rounded-control bg-amber-tint p-3">
            {i18n._(problems[problem])}
            {problem === 'sign_in' && (
              <LinkButton to="/sign-in?next=%2Fdoors%2Fhand-in" size="touch" reloadDocument>
                {i18n._('door.signIn')}
              </LinkButton>
            )}
          </p>
        )}
      </div>
      <div ref={said} tabIndex={-1} role="status" className="flex w-full flex-col items-start gap-3">
        {looked && <WhatIsInIt evenings={looked.evenings} photos={looked.file.photos.length} />}
        {handed && <WhatBecame handed={handed} isDone={isDone} mayLook={mayLook} />}
        <WhatIsLeft left={looked?.left ?? left} />
      </div>
      {looked && (
        <Button variant="main" size="touch" disabled={busy} onClick={() => send(looked.file)}>
          {i18n._('handIn.do')}
        </Button>
      )}
    </section>
  )
}

function WhatIsInIt({ evenings, photos }: { evenings: Evening[]; photos: number }) {
  const i18n = useI18n()
  const { day: dayWords } = useFormat()
  return (
    <ul>
      {evenings.map(({ day, acts, here }) => (
        <li key={day ?? ''}>
          {day ? dayWords(day) : i18n._('handIn.noDay')}: {i18n._('handIn.acts', { acts })}
          {here > 0 && `, ${i18n._('handIn.here', { here })}`}
        </li>
      ))}
      {photos > 0 && <li>{i18n._('handIn.photos', { photos })}</li>}
      {evenings.length + photos === 0 && <li>{i18n._('handIn.empty')}</li>}
    </ul>
  )
}

/** Person by person: nobody of them is named in a file. */
function WhatIsLeft({ left }: { left: Left[] }) {
  const i18n = useI18n()
  const lines = left.map(({ reason, acts, photos }) => i18n._(leftOut[reason], { acts, photos }))
  return lines.length === 0 ? null : (
    <ul className="flex w-full flex-col gap-2 rounded-control bg-amber-tint p-3">
      {lines.map((line, n) => (
        <li key={`${n} ${line}`}>{line}</li>
      ))}
    </ul>
  )
}
