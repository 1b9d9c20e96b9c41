import { useEffect, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'

import type { System } from './system-of.ts'

type InstallEvent = Event & { prompt(): Promise<unknown> }

/** On the home screen it opens without network, and the browser keeps what is stored in it. */
export function InstallFirst({ system, onHere }: { system: System; onHere: () => void }) {
  const i18n = useI18n()
  const [offered, setOffered] = useState<InstallEvent | null>(null)
  const [installed, setInstalled] = useState(false)

  useEffect(() => {
    const offer = (event: Event) => {
      event.preventDefault()
      setOffered(event as InstallEvent)
    }
    const done = () => setInstalled(true)
    window.addEventListener('beforeinstallprompt', offer)
    window.addEventListener('appinstalled', done)
    return () => {
      window.removeEventListener('beforeinstallprompt', offer)
      window.removeEventListener('appinstalled', done)
    }
  }, [])

  return (
    <section className="flex max-w-reading flex-col items-start gap-4">
      <h2>{i18n._('shiftJoin.install.title')}</h2>
      <p>{i18n._('shiftJoin.install.why')}</p>
      <div role="status">{installed && <p>{i18n._('shiftJoin.install.done')}</p>}</div>
      {offered && !installed && (
        <Button variant="main" size="touch" onClick={() => void offered.prompt()}>
          {i18n._('shiftJoin.install.do')}
        </Button>
      )}
      {!offered && !installed && <Steps system={system} />}
      <Button variant="quiet" size="touch" onClick={onHere}>
        {i18n._('shiftJoin.install.here')}
      </Button>
    </section>
  )
}

function Steps({ system }: { system: System }) {
  const i18n = useI18n()
  const android = system === 'android'
  return (
    <ol className="flex list-decimal flex-col gap-2 pl-6">
      <li>
        {i18n._(android ? 'shiftJoin.install.android.menu' : 'shiftJoin.install.ios.share')}{' '}
        {android ? <DotsMark /> : <ShareMark />}
      </li>
      <li>{i18n._(android ? 'shiftJoin.install.android.add' : 'shiftJoin.install.ios.add')}</li>
      <li>{i18n._('shiftJoin.install.open')}</li>
    </ol>
  )
}

/** As it looks at the foot of Safari. */
function ShareMark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="inline size-6 align-text-bottom text-enamel">
      <path
        d="M12 3v12M8 7l4-4 4 4M8 10H5v11h14V10h-3"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

function DotsMark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="inline size-6 align-text-bottom text-enamel">
      <path d="M12 4v.01M12 12v.01M12 20v.01" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
    </svg>
  )
}
