import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { TabTitle } from './tab-title.tsx'

/** A title that is somebody's name is not the tab's. */
type Titles = { title: string; tab?: never } | { title: ReactNode; tab: string }

type PageProps = Titles & {
  /** A Beam; it lies over the title as a lintel does. */
  beam?: ReactNode
  /** One line under the title. */
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

export function Page({ beam, lead, actions, children, ...titles }: PageProps) {
  return (
    <>
      <TabTitle>{titles.tab ?? titles.title}</TabTitle>
      {beam && <div className="mb-3">{beam}</div>}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <PageTitle>{titles.title}</PageTitle>
          {lead && <p className="max-w-reading text-ink-2">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-3 print:hidden">{actions}</div>}
      </div>
      <div className="mt-4 desk:mt-6">{children}</div>
    </>
  )
}

/** Inside the app a link changes the page without a sound: the title takes the focus, as a load would. */
function PageTitle({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  const title = useRef<HTMLHeadingElement>(null)
  const shown = useRef(pathname)

  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    title.current?.focus({ preventScroll: true })
  }, [pathname])

  return (
    <h1 ref={title} tabIndex={-1} className="outline-none">
      {children}
    </h1>
  )
}

/** A part of a page: a rule above, a heading, no box. */
export function Section({
  title,
  actions,
  children,
}: {
  title: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="mt-8 border-t border-hair pt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2>{title}</h2>
        {actions}
      </div>
      <div className="mt-3">{children}</div>
    </section>
  )
}
