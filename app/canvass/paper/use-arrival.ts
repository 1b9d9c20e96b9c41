import { type RefObject, useEffect, useRef } from 'react'

/** A page worked by keys has to hear the first of them: the row to begin with has the focus, unless something else has it. */
export function useArrival(list: RefObject<HTMLElement | null>, n: number | undefined) {
  const first = useRef(n)
  useEffect(() => {
    if (first.current === undefined || document.activeElement !== document.body) return
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${first.current}"]`)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
  }, [list])
}
