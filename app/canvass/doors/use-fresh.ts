import { useEffect } from 'react'
import { keepFresh } from '../offline/keep-fresh.ts'
import type { Phone } from '../offline/phone-types.ts'

/** The doors on the screen are asked for anew while somebody looks at them. */
export function useFresh(phone: Phone) {
  useEffect(
    () =>
      keepFresh(phone, {
        isInSight: () => document.visibilityState === 'visible' && navigator.onLine,
        now: () => Date.now(),
        cameIntoSight(listener) {
          document.addEventListener('visibilitychange', listener)
          return () => document.removeEventListener('visibilitychange', listener)
        },
      }),
    [phone],
  )
}
