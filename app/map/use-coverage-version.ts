import { useEffect } from 'react'
import { useRevalidator } from 'react-router'

const everyMs = 10_000

/** Asks whether anything this page shows has changed, and if so reads it again: a share that ends is gone from the screen. */
export function useCoverageVersion(version: string) {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.hidden) return
      const answer = await fetch('/coverage/version.json').catch(() => null)
      if (!answer) return
      // Signed out or no longer allowed: the page itself says so.
      const now = answer.ok ? ((await answer.json()) as { version: string }).version : null
      if (now !== version) revalidate()
    }, everyMs)
    return () => clearInterval(timer)
  }, [version, revalidate])
}
