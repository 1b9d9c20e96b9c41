import type { ReactNode } from 'react'
import { useRouteLoaderData } from 'react-router'
import type { Theme } from '#app/core/locale.ts'
import { BeamBar } from '#app/ui/beam.tsx'
import { LanguageSwitch, ThemeSwitch } from '#app/ui/preferences.tsx'
import { TabTitle } from '#app/ui/tab-title.tsx'

type FrontProps = {
  title: string
  lead?: ReactNode
  children: ReactNode
  wide?: boolean
  back?: string | undefined
}

/** The page outside the frame: before anyone is known. */
export function Front({ title, lead, children, wide = false, back }: FrontProps) {
  const root = useRouteLoaderData<{ theme: Theme }>('root')
  return (
    <main id="page" className={`mx-auto px-3 py-8 desk:px-6 desk:py-12 ${wide ? 'max-w-5xl' : 'max-w-xl'}`}>
      <TabTitle>{title}</TabTitle>
      <BeamBar parts={[{ fill: 'solid', count: 1 }]} total={1} size={12} />
      <h1 className="mt-4">{title}</h1>
      {lead && <p className="mt-1 max-w-reading text-ink-2">{lead}</p>}
      <div className="mt-6">{children}</div>
      <footer className="mt-12 flex flex-wrap gap-x-8 gap-y-4 border-t border-hair pt-4">
        <LanguageSwitch back={back} />
        <ThemeSwitch theme={root?.theme ?? 'auto'} back={back} />
      </footer>
    </main>
  )
}
