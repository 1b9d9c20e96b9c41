import type { ReactNode } from 'react'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'

type PaperPageProps = {
  /** What names this paper: a sheet's code. */
  code: string
  page: number
  pages: number
  by: string
  children: ReactNode
}

/** One sheet of A4 or Letter, as tall as the shorter of them: what is counted here is what comes out of the printer. */
export function PaperPage({ code, page, pages, by, children }: PaperPageProps) {
  const i18n = useI18n()
  const { day, today } = useFormat()
  return (
    <section className="paper-page">
      <div className="min-h-0 flex-1 overflow-hidden">{children}</div>
      <p className="paper-foot">
        <span>{code}</span>
        <span>{i18n._('paper.page', { page, pages })}</span>
        <span>{day(today(), 'plain')}</span>
        <bdi>{i18n._('paper.printedBy', { who: by })}</bdi>
      </p>
    </section>
  )
}
