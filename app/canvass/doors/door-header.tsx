import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'
import type { PhoneStatus } from '../offline/phone-types.ts'
import { useSaveWords } from './save-words.ts'

type DoorHeaderProps = {
  title: string
  status: PhoneStatus
  light: 'light' | 'dark'
  onTurnLight: () => void
  onShowSaved: () => void
}

/** What was saved stands under the address and is always in sight; NOT saved takes the whole width, in red. */
export function DoorHeader({ title, status, light, onTurnLight, onShowSaved }: DoorHeaderProps) {
  const i18n = useI18n()
  const words = useSaveWords()
  const lost = status.notSaved !== null
  return (
    <header className="shrink-0 border-t-[6px] border-green">
      <div className="flex min-h-14 items-center">
        <Link
          to="/doors"
          aria-label={i18n._('door.leave')}
          className="grid size-12 place-items-center text-section"
        >
          <span aria-hidden="true">✕</span>
        </Link>
        <div className="relative min-h-12 min-w-0 flex-1 content-center">
          <h1 className="truncate text-section leading-5">{title}</h1>
          {!lost && (
            <div role="status">
              <button
                type="button"
                onClick={onShowSaved}
                className="stretched block w-full text-left text-hint leading-4 text-ink-2"
              >
                {words(status)}
              </button>
            </div>
          )}
        </div>
        <button
          type="button"
          aria-label={i18n._(light === 'light' ? 'door.toStairs' : 'door.toSun')}
          onClick={onTurnLight}
          className="size-12 text-section"
        >
          <span aria-hidden="true">{light === 'light' ? '☾' : '☀'}</span>
        </button>
      </div>
      {lost && <LostLine onOpen={onShowSaved}>{words(status)}</LostLine>}
    </header>
  )
}

export function LostLine({ children, onOpen }: { children: string; onOpen: () => void }) {
  return (
    <div role="alert">
      <button
        type="button"
        onClick={onOpen}
        className={classNames(
          'min-h-12 w-full border-y-2 border-red bg-red-tint px-3 text-left text-label font-semibold text-red underline',
        )}
      >
        {children}
      </button>
    </div>
  )
}
