import type { ReactNode } from 'react'

/** A keyboard scrolls only what it can stand in. */
const focusable = { tabIndex: 0 }

/** What is wider than a small screen scrolls in itself, not the page with it. */
export function ScrollFrame({
  label,
  className,
  children,
}: {
  label: string
  className: string
  children: ReactNode
}) {
  return (
    <section aria-label={label} className={className} {...focusable}>
      {children}
    </section>
  )
}
