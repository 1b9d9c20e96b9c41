import { Suspense, useState } from 'react'
import { Link, Navigate } from 'react-router'
import { TimeZoneProvider, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { LanguageSwitch } from '#app/ui/preferences.tsx'
import { TabTitle } from '#app/ui/tab-title.tsx'
import { asksForPractice } from '../joining/practice-flag.ts'
import type { DownloadProblem, PhoneStatus } from '../offline/phone-types.ts'
import type { Route } from './+types/doors-list.route.ts'
import { byDay } from './by-day.ts'
import { SavedSheet } from './later-parts.ts'
import { PracticeLink, useShifts, WeAreBack } from './my-shifts.tsx'
import { PastDoors } from './past-doors.tsx'
import { Ready } from './ready.tsx'
import { useSaveWords } from './save-words.ts'
import { TurfRow } from './turf-row.tsx'
import { UnsentLong } from './unsent-long.tsx'
import { useDownload } from './use-download.ts'
import { type PhoneView, readPhone, usePhone } from './use-phone.ts'
import { spokenBy, whereToStart } from './where-to-start.ts'

const problemKeys = {
  offline: 'doors.problem.offline',
  sign_in: 'doors.signInFirst',
  unexpected: 'doors.problem.unexpected',
  no_space: 'doors.problem.noSpace',
  closed: 'doors.problem.closed',
} as const satisfies Record<DownloadProblem, string>

export async function clientLoader() {
  return readPhone()
}
clientLoader.hydrate = true as const

export function HydrateFallback() {
  return <main id="page" className="h-dvh border-t-[6px] border-green" />
}

export default function DoorsPage({ loaderData }: Route.ComponentProps) {
  // The zone comes with the doors: a phone that had none knows it only once they are here.
  const view = usePhone(loaderData)
  if (view.status.wiped) return <Navigate to="/doors/unlock" replace />
  return (
    <TimeZoneProvider timeZone={view.phone.timeZone() ?? 'UTC'}>
      <Doors view={view} />
    </TimeZoneProvider>
  )
}

/** The doors I was given, whether they are on this phone, and what is still to be sent. */
function Doors({ view }: { view: PhoneView & { status: PhoneStatus } }) {
  const i18n = useI18n()
  const words = useSaveWords()
  const { phone, turfs, status } = view
  const [showSaved, setShowSaved] = useState(false)
  const [stays, setStays] = useState(false)
  const getting = useDownload(phone)
  const offline = getting.problem === 'offline'
  const shifts = useShifts(phone, turfs)
  const { tonight = [], later = [] } = byDay(turfs, phone.clock(), phone.timeZone() ?? 'UTC')
  const places = tonight.map(({ turfId, doors }) => ({ place: turfId, doors }))
  const [start] = tonight.length > 1 ? whereToStart(places, spokenBy(i18n.locale)) : []
  const offersPractice = turfs.length > 0 && asksForPractice()
  const needsSignIn = status.needsSignIn || getting.problem === 'sign_in'

  return (
    <main
      id="page"
      className="mx-auto flex min-h-dvh max-w-xl flex-col gap-4 border-t-[6px] border-green px-3 pb-6"
    >
      <header className="flex items-start pt-2">
        <Link
          to="/"
          aria-label={i18n._('doors.leave')}
          // The desk cannot be drawn without network, and from its page no way leads back here.
          onClick={(event) => {
            if (navigator.onLine && getting.problem !== 'offline') return
            event.preventDefault()
            setStays(true)
          }}
          className="-ml-3 grid size-12 place-items-center text-section"
        >
          <span aria-hidden="true">✕</span>
        </Link>
        <div className="min-w-0">
          <TabTitle>{i18n._('doors.title')}</TabTitle>
          <h1>{i18n._('doors.title')}</h1>
          <div role="status">
            <button
              type="button"
              onClick={() => setShowSaved(true)}
              className="min-h-12 text-left text-label text-ink-2"
            >
              {words(status)}
            </button>
          </div>
        </div>
      </header>
      {needsSignIn && <SignInFirst view={view} />}
      {status.lock !== 'open' && !needsSignIn && (
        <section className="flex flex-col items-start gap-3 rounded-control bg-amber-tint p-3">
          <p>{i18n._(status.lock === 'locked' ? 'door.locked.pin' : 'doors.pinFirst')}</p>
          <LinkButton to="/doors/unlock" variant="main" size="touch" reloadDocument>
            {i18n._(status.lock === 'locked' ? 'lock.unlock' : 'doors.choosePin')}
          </LinkButton>
        </section>
      )}
      {status.emptied !== null && (
        <section className="flex flex-col items-start gap-3 rounded-control bg-amber-tint p-3">
          <p>{i18n._('doors.emptied', { count: status.emptied })}</p>
          <Button size="touch" onClick={() => phone.forgetEmptied()}>
            {i18n._('doors.emptied.read')}
          </Button>
        </section>
      )}
      <div role="status">
        {stays && (offline || !navigator.onLine) && (
          <p className="rounded-control bg-amber-tint p-3">{i18n._('doors.leave.offline')}</p>
        )}
      </div>
      {status.held > 0 && (
        <section className="flex flex-col items-start gap-3 rounded-control bg-amber-tint p-3">
          <p>{i18n._('door.save.held', { count: status.held })}</p>
          <LinkButton to="/doors/hand-in" size="touch" reloadDocument>
            {i18n._('door.handIn')}
          </LinkButton>
        </section>
      )}
      {!needsSignIn && <UnsentLong view={view} />}
      {tonight.map((turf) => (
        <TurfRow key={turf.turfId} turf={turf} view={view} start={start} />
      ))}
      {later.length > 0 && (
        <section className="flex flex-col gap-3 border-hair border-t pt-3">
          <h2 className="text-label font-semibold">{i18n._('doors.later')}</h2>
          {later.map((turf) => (
            <TurfRow key={turf.turfId} turf={turf} view={view} start={undefined} />
          ))}
        </section>
      )}
      <PastDoors view={view} />
      {offersPractice && <PracticeLink variant="plain" />}
      {shifts.running.map((shift) => (
        <WeAreBack
          key={shift.id}
          shift={shift}
          isNamed={shifts.running.length > 1}
          told={shifts.told(shift.id)}
          onTell={shifts.back}
        />
      ))}
      {shifts.running.length > 0 && !needsSignIn && (
        <LinkButton to="/shift/hand-back" size="touch" variant="quiet" reloadDocument>
          {i18n._('handBack.title')}
        </LinkButton>
      )}
      {turfs.length === 0 && status.lock !== 'none' && !getting.busy && !needsSignIn && (
        <p>{i18n._(getting.problem ? problemKeys[getting.problem] : 'doors.none')}</p>
      )}
      {turfs.length > 0 && getting.problem && getting.problem !== 'sign_in' && (
        <p role="status" className="text-label">
          {i18n._(problemKeys[getting.problem])}
        </p>
      )}
      {(status.lock !== 'none' || turfs.length > 0) && <Ready phone={phone} onReady={shifts.ready} />}
      {status.lock !== 'none' && (
        <>
          <Button size="touch" onClick={getting.ask} disabled={getting.busy}>
            {i18n._(getting.busy ? 'doors.getting' : turfs.length > 0 ? 'doors.getAgain' : 'doors.get')}
          </Button>
          <div role="status">{getting.got && <p className="text-label">✓ {i18n._('doors.got')}</p>}</div>
          <LinkButton to="/doors/unlock" size="touch" variant="quiet">
            {i18n._('doors.thisPhone')}
          </LinkButton>
        </>
      )}
      {!offersPractice && <PracticeLink variant="quiet" />}
      {!needsSignIn && (
        <LinkButton to="/shift/because" size="touch" variant="quiet" reloadDocument>
          {i18n._('doors.because')}
        </LinkButton>
      )}
      {!needsSignIn && (
        <LinkButton to="/shift/join" size="touch" variant="quiet" reloadDocument>
          {i18n._('doors.join')}
        </LinkButton>
      )}
      <LanguageSwitch className="mt-auto" />
      <Suspense>
        {showSaved && <SavedSheet view={view} back="/doors" onClose={() => setShowSaved(false)} />}
      </Suspense>
    </main>
  )
}

function SignInFirst({ view: { phone, turfs, status } }: { view: PhoneView & { status: PhoneStatus } }) {
  const i18n = useI18n()
  // Came in by a code that is over: nobody signs in with it again.
  const isOver = status.guest
  const isEmptied = isOver && phone.inside.vault.lock()?.closed
  const joinsFirst = isEmptied || (status.waiting === 0 && (isOver || turfs.length === 0))
  // Whoever came in by a code has no password, vouched for or not.
  const join = (
    <LinkButton
      to="/shift/join"
      variant={joinsFirst ? 'main' : isOver ? 'plain' : 'quiet'}
      size="touch"
      reloadDocument
    >
      {i18n._('doors.join')}
    </LinkButton>
  )
  return (
    <section className="flex flex-col items-start gap-3 rounded-control bg-amber-tint p-3">
      <p>
        {isEmptied || status.waiting > 0
          ? i18n._(isEmptied ? 'door.wrongPins' : isOver ? 'door.guestOver' : 'door.save.signIn', {
              count: status.waiting,
            })
          : i18n._(isOver ? 'doors.joinFirst' : 'doors.signInFirst')}
      </p>
      {status.waiting > 0 && (
        <LinkButton
          to="/doors/hand-in"
          variant={isOver && !isEmptied ? 'main' : 'plain'}
          size="touch"
          reloadDocument
        >
          {i18n._('door.handIn')}
        </LinkButton>
      )}
      {status.ended && turfs.length > 0 && <p>{i18n._('door.locked')}</p>}
      {(joinsFirst || isOver) && join}
      {!isEmptied && (
        <LinkButton
          to="/sign-in?next=/doors"
          variant={isOver ? 'quiet' : 'plain'}
          size="touch"
          reloadDocument
        >
          {i18n._('door.signIn')}
        </LinkButton>
      )}
      {!joinsFirst && !isOver && join}
    </section>
  )
}
