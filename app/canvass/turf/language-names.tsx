import { createContext, type ReactNode, useContext } from 'react'

const Names = createContext<Readonly<Record<string, string>>>({})

/** Named by the server once: a browser with another list of languages would draw the page differently than it came. */
export function LanguageNames({
  names,
  children,
}: {
  names: Readonly<Record<string, string>>
  children: ReactNode
}) {
  return <Names value={names}>{children}</Names>
}

export function useLanguageName() {
  const names = useContext(Names)
  return (code: string) => names[code] ?? code
}
