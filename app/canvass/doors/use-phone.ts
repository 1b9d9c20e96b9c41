import { useEffect, useState } from 'react'
import { openPhone } from '../offline/phone.ts'
import type { Act, Phone } from '../offline/phone-types.ts'
import type { Turf } from '../turf.schema.ts'

export type PhoneView = {
  phone: Phone
  turfs: Turf[]
  acts: Act[]
  drafts: ReadonlyMap<string, unknown>
}

/** Everything a door screen shows is on the phone; nothing is asked of the network. */
export async function readPhone(): Promise<PhoneView> {
  const phone = await openPhone()
  const [turfs, acts, drafts] = await Promise.all([phone.turfs(), phone.outbox(), phone.drafts()])
  return { phone, turfs, acts, drafts: new Map(drafts.map(({ unitId, value }) => [unitId, value])) }
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
