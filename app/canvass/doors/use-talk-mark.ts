import { useEffect } from 'react'

const talkMark = 'lintel-talking'

export const markedTalk = () => localStorage.getItem(talkMark)

/** Stands while a talk is on the screen. A page that is killed takes no mark away. */
export function useTalkMark(unitId: string | undefined) {
  useEffect(() => {
    if (!unitId) return
    localStorage.setItem(talkMark, unitId)
    return () => localStorage.removeItem(talkMark)
  }, [unitId])
}
