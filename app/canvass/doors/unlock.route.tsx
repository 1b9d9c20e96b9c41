import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { LanguageSwitch } from '#app/ui/preferences.tsx'
import { TabTitle } from '#app/ui/tab-title.tsx'
import { meetNewcomer } from '../offline/meet-newcomer.ts'
import { openPhone } from '../offline/phone.ts'
import type { Phone } from '../offline/phone-types.ts'
import type { Route } from './+types/unlock.route.ts'
import { EmptyPhone } from './empty-phone.tsx'
import { InstallHint } from './install-hint.tsx'
import { ChangePin, FirstPin, Unlock, WayIn } from './pin-forms.tsx'
import { readPhone } from './use-phone.ts'
import { usePhoneStatus } from './use-phone-status.ts'
import { whereLeft } from './where-left.ts'

export async function clientLoader() {
  return openPhone()
}
clientLoader.hydrate = true as const

export function HydrateFallback() {
  return <main id="page" className="h-dvh border-t-[6px] border-green" />
}

/** The lock of this phone. A page of its own: what opens it is heavy, and runs here alone. */
export default function UnlockPage({ loaderData: phone }: Route.ComponentProps) {
  const i18n = useI18n()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const status = usePhoneStatus(phone)
  const back = insideDoors(params.get('back'))
  const { asking, typed } = useNewcomer(phone, status.ended || params.has('new'))
  const done = () => void navigate(back, { replace: true })
  // A phone that died in a talk begins with the list of doors.
  const opened = async () => {
    const left = back === '/doors' ? whereLeft(await readPhone()) : undefined
    void navigate(left ?? back, { replace: true })
  }

  // Whoever signed in after it was emptied begins anew here.
  if (status.wiped && !params.has('new'))
    return <NothingHere isUnsent={status.waiting + status.look + status.photos > 0} />

  const title = { none: 'lock.title.set', locked: 'lock.title.locked', open: 'lock.title.open' } as const
  return (
    <main
      id="page"
      className="mx-auto flex min-h-dvh max-w-xl flex-col gap-6 border-t-[6px] border-green px-3 pb-6"
    >
      <header className="flex items-start pt-2">
        <Link
          to={back}
          aria-label={i18n._('lock.toDoors')}
          className="-ml-3 grid size-12 place-items-center text-section"
        >
          <span aria-hidden="true">✕</span>
        </Link>
        <TabTitle>{i18n._(title[status.lock])}</TabTitle>
        <h1 className="pt-1">{i18n._(title[status.lock])}</h1>
      </header>
      <InstallHint />
      {phone.inside.vault.lock()?.closed && <WrongPins guest={status.guest} />}
      {status.lock === 'none' && <FirstPin phone={phone} onDone={done} />}
      {status.lock === 'locked' && asking && <p role="status">{i18n._('lock.working')}</p>}
      {status.lock === 'locked' && !asking && (
        <div onInput={typed} className="contents">
          <Unlock phone={phone} onDone={() => void opened()} />
        </div>
      )}
      {status.lock === 'open' && (
        <section className="flex flex-col items-start gap-3">
          <p>{i18n._('lock.now.text', { minutes: phone.lockMinutes() })}</p>
          <Button variant="main" size="touch" onClick={() => phone.lock()}>
            {i18n._('lock.now')}
          </Button>
        </section>
      )}
      {status.lock === 'open' && <ChangePin phone={phone} onDone={done} />}
      {(status.lock !== 'none' || status.waiting > 0) && <EmptyPhone phone={phone} />}
      <LanguageSwitch className="mt-auto" />
    </main>
  )
}

/** Ten wrong PINs: why it asks for a new one, and what comes before it. */
function WrongPins({ guest }: { guest: boolean }) {
  const i18n = useI18n()
  return (
    <section className="flex flex-col items-start gap-3 rounded-control border-2 border-amber bg-amber-tint p-3">
      <p>{i18n._('lock.emptied')}</p>
      <p>{i18n._(guest ? 'lock.emptied.join' : 'lock.emptied.signIn')}</p>
      <WayIn guest={guest} />
    </section>
  )
}

/** Whoever takes this phone up finds nothing of a union's. */
function NothingHere({ isUnsent }: { isUnsent: boolean }) {
  const i18n = useI18n()
  return (
    <main id="page" className="mx-auto flex min-h-dvh max-w-xl flex-col items-start gap-4 px-3 py-8">
      <TabTitle>{i18n._('lock.wiped')}</TabTitle>
      <h1>{i18n._('lock.wiped')}</h1>
      {isUnsent && (
        <>
          <p>{i18n._('lock.wiped.unsent')}</p>
          <LinkButton to="/doors/hand-in" size="touch" reloadDocument>
            {i18n._('door.handIn')}
          </LinkButton>
        </>
      )}
      <LinkButton to="/sign-in?next=%2Fdoors%2Funlock%3Fnew" size="touch" reloadDocument>
        {i18n._('door.signIn')}
      </LinkButton>
    </main>
  )
}

/** Longer nobody waits for a network that may hang: the PIN works without one. */
const patience = 2000

/** After a session is over another may have begun, of somebody else: the server is asked, at first before the PIN is, then behind it. */
function useNewcomer(phone: Phone, mayBe: boolean) {
  const [asking, setAsking] = useState(mayBe)
  const isTyping = useRef(false)
  useEffect(() => {
    const show = () => setAsking(false)
    if (!mayBe) return show()
    const timer = setTimeout(show, patience)
    void meetNewcomer(phone, () => isTyping.current).finally(show)
    return () => clearTimeout(timer)
  }, [phone, mayBe])
  return {
    asking,
    typed: () => {
      isTyping.current = true
    },
  }
}

/** Only to a door: an address that was handed in leads nowhere else. */
function insideDoors(path: string | null) {
  return path && /^\/doors(?:$|[/?](?![/\\]))/.test(path) && !path.startsWith('/doors/unlock')
    ? path
    : '/doors'
}
