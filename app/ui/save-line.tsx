import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type SaveLineProps = {
  /** lost: NOT saved, the one red line at a door. */
  state: 'saved' | 'waiting' | 'lost'
  children: ReactNode
  onOpen?: () => void
}

const looks = {
  saved: 'text-ink-2',
  waiting: 'text-ink-2',
  lost: 'bg-red-tint text-red border-b-2 border-red font-semibold',
} as const

/** Always under the header, and it never moves: saved means saved. */
export function SaveLine({ state, children, onOpen }: SaveLineProps) {
  const look = classNames('flex min-h-10 w-full items-center px-3 text-left text-label', looks[state])
  return (
    <div role={state === 'lost' ? 'alert' : 'status'} data-state={state}>
      {onOpen ? (
        <button
          type="button"
          onClick={onOpen}
          className={classNames(look, 'min-h-12 underline underline-offset-4')}
        >
          {children}
        </button>
      ) : (
        <p className={look}>{children}</p>
      )}
    </div>
  )
}
