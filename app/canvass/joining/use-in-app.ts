import { useSyncExternalStore } from 'react'
import { type InAppBrowser, isViewInApp, type Surface } from './in-app-browser.ts'

const never = () => () => {}
const inAnApp = { app: '', open: 'Safari' } as const

/** What the server could tell by the name alone, and what only the page can. */
export function useInApp(told: InAppBrowser | null): InAppBrowser | null {
  const isView = useSyncExternalStore(
    never,
    () => isViewInApp(navigator as Navigator & Surface),
    () => false,
  )
  return told ?? (isView ? inAnApp : null)
}
