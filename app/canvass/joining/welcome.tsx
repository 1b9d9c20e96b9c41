import { useEffect } from 'react'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import type { MyShift } from './joining.server.ts'
import { askForPractice } from './practice-flag.ts'
import { forgetCode } from './use-code-at-hand.ts'

/** With whom, where, back when; then the doors come to the phone. */
export function Welcome({ shift, isNew, isGuest }: { shift: MyShift; isNew: boolean; isGuest: boolean }) {
  const i18n = useI18n()
  const format = useFormat()
  const { mates, addresses, place, backBy, lead } = shift

  useEffect(() => {
    forgetCode()
    if (isNew) askForPractice()
  }, [isNew])

  return (
    <div className="flex max-w-reading flex-col items-start gap-4">
      <p className="text-section" role="status">
        {mates.length > 0
          ? i18n._('shiftJoin.with', { who: format.list(mates) })
          : i18n._('shiftJoin.withNobody', { lead: lead ?? '–' })}
      </p>
      {addresses.length > 0 && (
        <p>
          <bdi>{format.list(addresses)}</bdi>
        </p>
      )}
      <p>{i18n._('shiftJoin.back', { place, time: format.time(backBy) })}</p>
      {isGuest && <p className="text-ink-2">{i18n._('shiftJoin.guest', { lead: lead ?? '–' })}</p>}
      <LinkButton to="/doors/unlock?new" variant="main" size="touch" reloadDocument>
        {i18n._('shiftJoin.take')}
      </LinkButton>
    </div>
  )
}
