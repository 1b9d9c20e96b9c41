import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useNavigate, useSearchParams } from 'react-router'
import { thumb } from './thumb.ts'

type What = { unit?: string; talk?: 'top'; end?: '1' }

const queryOf = (what: object) => `?${new URLSearchParams({ ...what })}`

/** Of an address that was opened by itself the second half is not true, whatever it says. */
const isOnTop = () =>
  new URLSearchParams(location.search).get('talk') === 'top' && (history.state?.idx ?? 0) > 0

/**
 * The address of the doors. A talk lies on top of its door, so that the phone's way back leads there; whoever ends it steps down from it
 * first, or ten talks would be ten steps back. Which talk lies so is said in the address: it holds over a reload, and after a photo.
 */
export function useDoorAddress() {
  const [params] = useSearchParams()
  const navigate = useNavigate()
  // Shown until the address says it too: nobody taps at the door that lies between.
  const [ahead, setAhead] = useState<What | null>(null)
  const afterStep = useRef<What | null>(null)
  const rests = useRef(false)
  const shown = useRef<What | null>(null)

  const put = async (what: What) => {
    const { talk, ...door } = what
    if (location.search !== queryOf(door))
      await navigate(queryOf(door), { replace: true, preventScrollReset: true })
    if (talk) await navigate(queryOf(what), { preventScrollReset: true })
  }

  const show = (what: What) => {
    shown.current = what
    if (afterStep.current || isOnTop()) {
      if (!afterStep.current) {
        if (location.search === queryOf(what)) return
        history.back()
      }
      afterStep.current = what
      return setAhead(what)
    }
    if (ahead) setAhead(what)
    void put(what)
  }

  /** As `show`, and drawn before anything more is heard: a second tap would meet the door that is left, and write it down again. */
  const leaveTo = (what: What) => {
    flushSync(() => {
      setAhead(what)
      show(what)
    })
    thumb.redrawn()
  }

  useEffect(() => {
    const page = location.pathname
    const land = () => {
      const what = afterStep.current
      afterStep.current = null
      if (what && location.pathname === page) void put(what)
      else setAhead(null)
    }
    addEventListener('popstate', land)
    return () => {
      // Whoever has left the doors is led to none of them.
      shown.current = {}
      removeEventListener('popstate', land)
    }
  }, [])

  useEffect(() => {
    if (ahead && `?${params}` === queryOf(ahead)) setAhead(null)
  }, [params, ahead])

  return {
    params: ahead ? new URLSearchParams(queryOf(ahead)) : params,
    show,
    leaveTo,
    /** What was shown last, another object each time, so that it can be seen whether something was shown since. */
    shown,
    /** A talk that was opened by its address, or after a lock, gets its door under it. */
    rest(unitId: string) {
      if (rests.current || isOnTop()) return
      rests.current = true
      const talk = { unit: unitId, talk: 'top' } as const
      setAhead(talk)
      void put(talk)
    },
    /** To another page that leads back into the talk: its own step must not stay behind. False where there is none. */
    stepAwayTo(href: string) {
      if (!isOnTop()) return false
      location.replace(href)
      return true
    },
  }
}
