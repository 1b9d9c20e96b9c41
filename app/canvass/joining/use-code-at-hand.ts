import { useEffect, useState } from 'react'
import { readCode } from './shift-code.ts'

const place = 'lintel-code'
const shift = 4 * 3_600_000

/** The code this page was opened with; in the app that was installed from here it is still at hand, where the system lets it. */
export function useCodeAtHand() {
  const [code, setCode] = useState<string | null>(null)
  useEffect(() => {
    const said = readCode(location.hash)
    if (said) keepCode(said)
    setCode(said ?? keptCode())
  }, [])
  return code
}

function keepCode(code: string) {
  try {
    localStorage.setItem(place, JSON.stringify({ code, at: Date.now() }))
  } catch {
    // Then it is typed once more.
  }
}

function keptCode() {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as { code?: unknown; at?: unknown } | null
    return Date.now() - Number(kept?.at) < shift ? readCode(String(kept?.code)) : null
  } catch {
    return null
  }
}

export function forgetCode() {
  try {
    localStorage.removeItem(place)
  } catch {
    // It is of no use in four hours anyway.
  }
}
