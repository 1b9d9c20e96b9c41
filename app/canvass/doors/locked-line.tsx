import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'

type LockedLineProps = {
  isEnded: boolean
  isGuest: boolean
  back: string
  /** Whether it has gone there. */
  onUnlock: (href: string) => boolean
  onShowSaved: () => void
}

/** Why there are no names, and the way to them. */
export function LockedLine({ isEnded, isGuest, back, onUnlock, onShowSaved }: LockedLineProps) {
  const i18n = useI18n()
  // Came in by a code that is over: the list says what is left to do, and there is nothing to sign in with.
  const to = isEnded ? '/doors' : `/doors/unlock?back=${encodeURIComponent(back)}`
  return (
    <div className="flex items-center gap-2 bg-amber-tint px-3 py-1 text-label">
      <p role="status" className="flex-1">
        {i18n._(isEnded && !isGuest ? 'door.locked' : 'door.locked.pin')}
      </p>
      {isEnded && !isGuest ? (
        <Button size="touch" onClick={onShowSaved}>
          {i18n._('door.signIn')}
        </Button>
      ) : (
        <LinkButton
          size="touch"
          reloadDocument
          to={to}
          onClick={(event) => onUnlock(to) && event.preventDefault()}
        >
          {i18n._(isEnded ? 'doors.title' : 'lock.unlock')}
        </LinkButton>
      )}
    </div>
  )
}
