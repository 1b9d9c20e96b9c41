import { useEffect, useRef } from 'react'

/** Whether this page is still the one on the screen: what a slow phone has finished late takes nobody away from where they are. */
export function useHere() {
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return here
}
