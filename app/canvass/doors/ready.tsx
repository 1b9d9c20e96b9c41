import { useEffect, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import type { Phone, Readiness } from '../offline/phone-types.ts'

const checks = {
  turf: 'doors.ready.turf',
  script: 'doors.ready.script',
  worker: 'doors.ready.worker',
  space: 'doors.ready.space',
  persisted: 'doors.ready.persisted',
} as const satisfies Record<keyof Readiness, string>

/** "Ready" is said only when it is so; the browser's promise to keep is welcome, not needed. */
export function Ready({ phone, onReady }: { phone: Phone; onReady: () => void }) {
  const i18n = useI18n()
  const [found, setFound] = useState<Readiness | null>(null)

  useEffect(() => {
    let gone = false
    const look = async () => {
      const now = await phone.readiness()
      if (!gone) setFound(now)
    }
    void look()
    const again = setInterval(look, 1500)
    return () => {
      gone = true
      clearInterval(again)
    }
  }, [phone])

  const ready = found?.turf && found.script && found.worker && found.space
  useEffect(() => {
    if (ready) onReady()
  }, [ready, onReady])

  if (!found) return null
  // Without the browser's promise one goes all the same: what that means is said when the rest is there.
  const shown = (Object.keys(checks) as (keyof Readiness)[]).filter(
    (check) => check !== 'persisted' || found[check],
  )
  return (
    <section className="rounded-control border border-edge bg-sheet p-3">
      <div role="status">
        <h2>{i18n._(ready ? 'doors.ready' : 'doors.notReady')}</h2>
      </div>
      <ul className="pt-1 text-label">
        {shown.map((check) => (
          <li key={check} className="flex gap-2">
            <span aria-hidden="true" className="w-4">
              {found[check] ? '✓' : '·'}
            </span>
            {i18n._(checks[check])}
            <span className="sr-only">{i18n._(found[check] ? 'doors.ready.yes' : 'doors.ready.notYet')}</span>
          </li>
        ))}
      </ul>
      {ready && !found.persisted && <p className="pt-1 text-label">{i18n._('doors.ready.notPersisted')}</p>}
    </section>
  )
}
