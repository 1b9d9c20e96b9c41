import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import type { Phone } from '../offline/phone-types.ts'
import { type PinAnswer, setPin, unlock } from '../offline/pin.ts'

type Problem = Exclude<PinAnswer, { ok: true }> | { why: 'differ' }

const problems = {
  wrong: 'lock.problem.wrong',
  gone: 'lock.problem.gone',
  stale: 'lock.problem.stale',
  short: 'lock.problem.short',
  weak: 'lock.problem.weak',
  differ: 'lock.problem.differ',
  offline: 'lock.problem.offline',
  sign_in: 'lock.problem.signIn',
  full: 'lock.problem.full',
  unsent: 'lock.problem.unsent',
  unexpected: 'lock.problem.unexpected',
} as const satisfies Record<Problem['why'], string>

type FormProps = { phone: Phone; onDone: () => void }

export function Unlock({ phone, onDone }: FormProps) {
  const i18n = useI18n()
  const form = usePinForm({ phone, onDone }, (read) => unlock(phone, read('pin')))
  return (
    <PinForm form={form} verb={i18n._('lock.unlock')}>
      <p>{i18n._('lock.locked.text')}</p>
      <PinField name="pin" label={i18n._('lock.pin')} isFirst />
    </PinForm>
  )
}

export function FirstPin({ phone, onDone }: FormProps) {
  const i18n = useI18n()
  const form = usePinForm({ phone, onDone }, (read) =>
    read('pin') === read('again') ? setPin(phone, read('pin')) : { why: 'differ' },
  )
  return (
    <PinForm form={form} verb={i18n._('lock.set.do')}>
      <p>{i18n._('lock.set.text')}</p>
      <PinField name="pin" label={i18n._('lock.pin.new')} isFirst />
      <PinField name="again" label={i18n._('lock.pin.again')} />
    </PinForm>
  )
}

export function ChangePin({ phone, onDone }: FormProps) {
  const i18n = useI18n()
  const form = usePinForm({ phone, onDone }, (read) =>
    read('pin') === read('again') ? setPin(phone, read('pin'), read('old')) : { why: 'differ' },
  )
  return (
    <details className="border-t border-hair pt-3">
      <summary className="min-h-12 py-2 font-semibold">{i18n._('lock.change')}</summary>
      <PinForm form={form} verb={i18n._('lock.set.do')}>
        <PinField name="old" label={i18n._('lock.pin.old')} />
        <PinField name="pin" label={i18n._('lock.pin.new')} />
        <PinField name="again" label={i18n._('lock.pin.again')} />
      </PinForm>
    </details>
  )
}

type Tried = PinAnswer | { why: 'differ' }

function usePinForm(
  { phone, onDone }: FormProps,
  act: (read: (name: string) => string) => Promise<Tried> | Tried,
) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const element = useRef<HTMLFormElement>(null)

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const data = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(null)
    const answer = await tryIt(() => act((name) => String(data.get(name) ?? '')))
    setBusy(false)
    if ('ok' in answer && answer.ok) return onDone()
    setProblem(answer as Problem)
    // What was typed is no use any more, and nobody should read it over a shoulder.
    element.current?.reset()
    element.current?.querySelector('input')?.focus()
  }

  return { busy, problem, element, send, guest: phone.status().guest }
}

async function tryIt(act: () => Promise<Tried> | Tried): Promise<Tried> {
  try {
    return await act()
  } catch (error) {
    // Come here from another page of the app, this one may run no WebAssembly: it may once it is loaded for itself.
    if (error instanceof WebAssembly.CompileError) location.reload()
    return { ok: false, why: 'unexpected' }
  }
}

/** Who came in by a code has no password. */
export function WayIn({ guest }: { guest: boolean }) {
  const i18n = useI18n()
  const to = guest ? '/shift/join' : '/sign-in?next=%2Fdoors%2Funlock%3Fnew'
  return (
    <LinkButton to={to} size="touch" reloadDocument>
      {i18n._(guest ? 'doors.join' : 'door.signIn')}
    </LinkButton>
  )
}

type PinFormProps = { form: ReturnType<typeof usePinForm>; verb: string; children: ReactNode }

function PinForm({ form: { busy, problem, element, send, guest }, verb, children }: PinFormProps) {
  const i18n = useI18n()
  const wantsIn = problem?.why === 'sign_in' || problem?.why === 'gone'
  return (
    <form ref={element} onSubmit={send} className="flex flex-col items-stretch gap-4" noValidate>
      <div role="alert">
        {problem && (
          <div className="flex flex-col items-start gap-3 rounded-control border-2 border-amber bg-amber-tint p-3">
            <p>
              <span aria-hidden="true">△ </span>
              {i18n._(
                wantsIn && guest ? 'lock.emptied.join' : problems[problem.why],
                'left' in problem ? { left: problem.left } : {},
              )}
            </p>
            {wantsIn && <WayIn guest={guest} />}
          </div>
        )}
      </div>
      {children}
      <Button type="submit" variant="main" size="door" disabled={busy}>
        {busy ? i18n._('lock.working') : verb}
      </Button>
    </form>
  )
}

function PinField({ name, label, isFirst = false }: { name: string; label: string; isFirst?: boolean }) {
  return (
    <TextField
      name={name}
      label={label}
      type="password"
      inputMode="numeric"
      maxLength={12}
      autoComplete="off"
      autoFocus={isFirst}
      className="max-w-60 text-section tracking-[0.3em]"
    />
  )
}
