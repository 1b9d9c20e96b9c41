import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat } from '#app/messages/i18n.tsx'
import { classNames } from './class-names.ts'

type TabsProps = {
  /** Names the row for those who listen. */
  label: string
  tabs: readonly { to: string; label: ReactNode; count?: number; current: boolean }[]
}

/** Each tab is an address of its own, so back, reload and a sent link keep it. */
export function Tabs({ label, tabs }: TabsProps) {
  const format = useFormat()
  return (
    <nav aria-label={label} className="border-b border-edge print:hidden">
      <ul className="-mb-px flex flex-wrap gap-x-1">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              aria-current={tab.current ? 'page' : undefined}
              className={classNames(
                'inline-flex min-h-12 items-center gap-2 border-b-3 px-3 font-sign text-body font-semibold desk:min-h-10',
                tab.current ? 'border-green text-ink' : 'border-transparent text-ink-2 hover:border-hair',
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="text-ink-3">{format.number(tab.count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
