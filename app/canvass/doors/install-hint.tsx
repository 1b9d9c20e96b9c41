import { useEffect, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'

type Offer = Event & { prompt(): Promise<unknown> }

/** The browser offers it once, perhaps before this page has woken up. */
let offered: Offer | null = null
const waiting = new Set<() => void>()
if (typeof window !== 'undefined')
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offered = event as Offer
    for (const tell of waiting) tell()
  })

type Way = 'none' | 'ask' | 'share'

/** On the home screen it opens without network, and a phone keeps what is in it. Before the PIN: iOS keeps the two apart. */
export function InstallHint() {
  const i18n = useI18n()
  const [way, setWay] = useState<Way>('none')

  useEffect(() => {
    const look = () => setWay(wayHere())
    look()
    waiting.add(look)
    return () => {
      waiting.delete(look)
    }
  }, [])

  if (way === 'none') return null
  return (
    <section className="flex flex-col items-start gap-3 rounded-control border border-edge bg-sheet p-3">
      <h2>{i18n._('lock.install')}</h2>
      <p className="text-label">{i18n._('lock.install.text')}</p>
      {way === 'share' ? (
        <p className="text-label">
          <ShareSign /> {i18n._('lock.install.share')}
        </p>
      ) : (
        <Button
          size="touch"
          onClick={async () => {
            await offered?.prompt()
            offered = null
            setWay('none')
          }}
        >
          {i18n._('lock.install.do')}
        </Button>
      )}
    </section>
  )
}

function wayHere(): Way {
  const isInstalled = matchMedia('(display-mode: standalone)').matches || iosStandalone() === true
  if (isInstalled) return 'none'
  if (offered) return 'ask'
  return iosStandalone() === false ? 'share' : 'none'
}

/** Undefined anywhere but on iOS. */
function iosStandalone() {
  return 'standalone' in navigator ? Boolean(navigator.standalone) : undefined
}

/** As it stands in Safari's bar. */
function ShareSign() {
  return (
    <svg
      aria-hidden="true"
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      className="inline align-text-bottom"
    >
      <path d="M10 12V2.5M6.5 6 10 2.5 13.5 6M6 9H4.5v8.5h11V9H14" />
    </svg>
  )
}
