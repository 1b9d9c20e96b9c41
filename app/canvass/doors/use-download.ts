import { useCallback, useEffect, useState } from 'react'
import { meetNewcomer } from '../offline/meet-newcomer.ts'
import { DownloadFailed, type DownloadProblem, type Phone } from '../offline/phone-types.ts'
import { useFresh } from './use-fresh.ts'

/** Fetched when the page opens; without network what is stored stays. No name comes to a phone that has no PIN to lock it. */
export function useDownload(phone: Phone) {
  const [busy, setBusy] = useState(true)
  const [problem, setProblem] = useState<DownloadProblem | null>(null)
  const [got, setGot] = useState(false)

  const start = useCallback(async () => {
    // Whose doors would come is not known: they may be of somebody who has no PIN here yet.
    const unmet = await meetNewcomer(phone)
    if (unmet === 'offline') {
      setProblem(unmet)
      setBusy(false)
      return false
    }
    if (phone.lockState() === 'none') {
      // Asked for nothing but whether somebody is signed in.
      const here = await phone.inside.contact('here').then(
        () => null,
        (error) => (error instanceof DownloadFailed ? error.reason : 'unexpected'),
      )
      setProblem(here)
      setBusy(false)
      return false
    }
    setBusy(true)
    const found = await phone.download().then(
      () => null,
      (error) => (error instanceof DownloadFailed ? error.reason : 'unexpected'),
    )
    setProblem(found)
    setBusy(false)
    return found === null
  }, [phone])

  useEffect(() => void start(), [start])
  useFresh(phone)

  // The network comes back with a word of the browser, a server without one.
  useEffect(() => {
    if (problem !== 'offline') return
    const again = () => void start()
    const timer = setInterval(again, 15_000)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [problem, start])

  /** Asked for by a tap: where nothing changed on the screen it is said that it was heard. */
  const ask = async () => {
    setGot(false)
    setGot(await start())
  }

  return { busy, problem, got, ask }
}
