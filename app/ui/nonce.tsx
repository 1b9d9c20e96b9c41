import { createContext, type ReactNode, useContext } from 'react'

const NonceContext = createContext<string | undefined>(undefined)

export function NonceProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  return <NonceContext value={nonce}>{children}</NonceContext>
}

/** Browsers hide a nonce from scripts, so only the server's render knows it. */
export function useNonce() {
  return useContext(NonceContext)
}
