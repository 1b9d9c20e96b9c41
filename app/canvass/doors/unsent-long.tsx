import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import type { PhoneStatus } from '../offline/phone-types.ts'
import type { PhoneView } from './use-phone.ts'

const day = 86_400_000

/** What lies here for a day goes with the phone when it is lost, or when its browser clears what it keeps: a file brings it in too. */
export function UnsentLong({ view: { phone, status } }: { view: PhoneView & { status: PhoneStatus } }) {
  const i18n = useI18n()
  const { oldest, waiting } = status
  const isLong = oldest !== null && waiting > 0 && phone.inside.now().getTime() - oldest > day
  return (
    <div role="status">
      {isLong && (
        <section className="flex flex-col items-start gap-3 rounded-control bg-amber-tint p-3">
          <p>{i18n._('doors.unsentLong', { count: waiting })}</p>
          <LinkButton to="/doors/hand-in" size="touch" reloadDocument>
            {i18n._('door.handIn')}
          </LinkButton>
        </section>
      )}
    </div>
  )
}
