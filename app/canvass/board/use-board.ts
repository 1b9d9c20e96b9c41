import { useEffect, useState } from 'react'
import type { Board } from './board.server.ts'

type Picture = { board: Board; now: string }

const every = 15_000

/** Asked again while it is looked at. Without network the last picture stays, with its time; the clock goes on. */
export function useBoard(first: Picture) {
  const [picture, setPicture] = useState(first)
  const [loaded, setLoaded] = useState(first)
  const [isOld, setIsOld] = useState(false)
  const [passed, setPassed] = useState(0)

  if (loaded !== first) {
    setLoaded(first)
    setPicture(first)
    setIsOld(false)
    setPassed(0)
  }

  const { id } = picture.board
  useEffect(() => {
    let gone = false
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      setPassed((ms) => ms + every)
      const fresh = await askBoard(id)
      if (gone) return
      setIsOld(fresh === null)
      if (!fresh) return
      setPicture(fresh)
      setPassed(0)
    }
    const timer = setInterval(look, every)
    const again = () => void look()
    document.addEventListener('visibilitychange', again)
    window.addEventListener('online', again)
    return () => {
      gone = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
      window.removeEventListener('online', again)
    }
  }, [id])

  return { board: picture.board, seenAt: picture.now, now: new Date(Date.parse(picture.now) + passed), isOld }
}

async function askBoard(shiftId: string): Promise<Picture | null> {
  try {
    const response = await fetch(`/turf/${shiftId}/board.json`, {
      headers: { Accept: 'application/json' },
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(12_000),
    })
    if (!response.ok || !response.headers.get('Content-Type')?.startsWith('application/json')) return null
    return (await response.json()) as Picture
  } catch {
    return null
  }
}
