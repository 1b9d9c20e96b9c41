import { createContext } from 'react-router'

/** The id a session cookie stands for; unchecked until a transaction reads it. */
export const sessionContext = createContext<string | null>(null)

/** A page sends people to sign in, a machine endpoint answers 401. */
export const surfaceContext = createContext<'page' | 'endpoint'>('page')

export const nonceContext = createContext('')

/** Path and query asked for, kept to come back to after signing in. */
export const pathContext = createContext('/')

/** A time of the past to date facts with: only the made-up city's story and tests set it. */
export const clockContext = createContext<Date | null>(null)

export type Visitor = {
  /** Where a request comes from: counted against a flood of tries, kept nowhere. */
  source: string
  /** The made-up union: its passwords are known to everybody. */
  isDemo: boolean
  /** Asked from this machine itself. */
  isHere: boolean
}

export const visitorContext = createContext<Visitor>({ source: '', isDemo: false, isHere: false })
