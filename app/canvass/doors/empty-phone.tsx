import { useEffect, useRef, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { sendNotes } from '../joining/shift-notes.ts'
import type { Phone } from '../offline/phone-types.ts'
import { forgetApp, wipe } from '../offline/wipe.ts'
import { useHold } from './use-hold.ts'

/** Held, then confirmed: nobody empties a phone by leaning on it. */
export function EmptyPhone({ phone }: { phone: Phone }) {
  const i18n = useI18n()
  const [asks, setAsks] = useState(false)
  const [failed, setFailed] = useState(false)
  const hold = useHold(800, () => setAsks(true))
  const question = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    if (asks) question.current?.focus()
  }, [asks])

  const empty = async () => {
    // While the session lives. Nobody waits for it here: what is not told now is told later.
    void sendNotes(phone.accountId())
    try {
      await wipe(phone)
    } catch {
      return setFailed(true)
    }
    // The keys are gone; what follows only tidies.
    await forgetApp().catch(() => {})
  }

  return (
    <section className="flex flex-col items-start gap-3 border-t border-hair pt-4">
      <h2>{i18n._('lock.empty')}</h2>
      <p className="text-label">{i18n._('lock.empty.text')}</p>
      {asks ? (
        <div className="flex flex-col gap-3 rounded-control border-2 border-ink p-3">
          <h3 ref={question} tabIndex={-1}>
            {i18n._('lock.empty.sure')}
          </h3>
          <div className="flex flex-wrap gap-2">
            <Button variant="danger" size="touch" onClick={empty}>
              {i18n._('lock.empty.do')}
            </Button>
            <Button size="touch" onClick={() => setAsks(false)}>
              {i18n._('lock.empty.keep')}
            </Button>
          </div>
        </div>
      ) : (
        <Button
          size="touch"
          {...hold.handlers}
          // A key has no finger to hold: the question that follows is enough.
          onClick={({ detail }) => !hold.tookHold() && detail === 0 && setAsks(true)}
        >
          {i18n._('lock.empty.hold')}
        </Button>
      )}
      <div role="alert">{failed && <p>{i18n._('lock.problem.unexpected')}</p>}</div>
    </section>
  )
}
