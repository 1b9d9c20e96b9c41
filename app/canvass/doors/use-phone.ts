import { useEffect, useState } from 'react'
import { openPhone } from '../offline/phone.ts'
import type { Act, Phone } from '../offline/phone-types.ts'
import type { Turf } from '../turf.schema.ts'

export type PhoneView = {
  phone: Phone
  turfs: Turf[]
  acts: Act[]
  drafts: ReadonlyMap<string, unknown>
  /** What was read has no names in it. */
  locked: boolean
}

/** Everything a door screen shows is on the phone; nothing is asked of the network. */
export async function readPhone(): Promise<PhoneView> {
  const phone = await openPhone()
  const { locked } = phone.status()
  const [turfs, acts, drafts] = await Promise.all([phone.turfs(), phone.outbox(), phone.drafts()])
  // Half of it from before would be a name too many, or a talk that seems never to have begun.
  if (phone.status().locked !== locked) return readPhone()
  return { phone, turfs, acts, locked, drafts: new Map(drafts.map(({ unitId, value }) => [unitId, value])) }
}

/** Follows what this tab, another tab and the sender do to the store. */
export function usePhone(first: PhoneView) {
  const { phone } = first
  const [view, setView] = useState(first)
  const [status, setStatus] = useState(() => phone.status())

  useEffect(() => {
    let newest = 0
    let gone = false
    const stop = phone.subscribe(async (changed) => {
      setStatus(changed)
      const mine = ++newest
      const read = await readPhone()
      if (!gone && mine === newest) setView(read)
    })
    return () => {
      gone = true
      stop()
    }
  }, [phone])

  return { ...view, status }
}
