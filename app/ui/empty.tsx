import type { ReactNode } from 'react'

/** One sentence why, one button what next. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-4 border-t border-hair py-8">
      <p className="max-w-reading text-ink-2">{children}</p>
      {action}
    </div>
  )
}
