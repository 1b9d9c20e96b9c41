import { useEffect, useState } from 'react'
import type { Turf } from '../lease/turf.schema.ts'
import { openPhone } from '../offline/phone.ts'
import type { Act, Phone } from '../offline/phone-types.ts'

export type PhoneView = {
  phone: Phone
  turfs: Turf[]
  /** Those that may be read no more, as long as something may be written there. */
  past: Turf[]
  /** The newest first; a phone with thousands has the others a moment later. */
  acts: Act[]
  drafts: ReadonlyMap<string, unknown>
  /** What was read has no names in it. */
  locked: boolean
  /** Nor what was done before tonight: the phone is locked, or a guest's. */
  hidden: boolean
}

/** Everything a door screen shows is on the phone; nothing is asked of the network. */
export async function readPhone(): Promise<PhoneView> {
  const phone = await openPhone()
  const { locked } = phone.status()
  const [turfs, past, acts, drafts] = await Promise.all([
    phone.turfs(),
    phone.past(),
    phone.recent(),
    phone.drafts(),
  ])
  // Half of it from before would be a name too many, or a talk that seems never to have begun.
  if (phone.status().locked !== locked) return readPhone()
  const hidden = locked || phone.inside.lease()?.guest === true
  return {
    phone,
    turfs,
    past,
    acts,
    locked,
    hidden,
    drafts: new Map(drafts.map(({ unitId, value }) => [unitId, value])),
  }
}

/** Follows what this tab, another tab and the sender do to the store. */
export function usePhone(first: PhoneView) {
  const { phone } = first
  const [view, setView] = useState(first)
  const [status, setStatus] = useState(() => phone.status())

  useEffect(() => {
    let reading = false
    let again = false
    let gone = false
    // While one is read others come: what they changed is read once, after it.
    const read = async () => {
      again = reading
      if (reading) return
      reading = true
      const now = await readPhone().finally(() => {
        reading = false
      })
      if (gone) return
      setView(now)
      if (again) void read()
    }
    const stop = phone.subscribe((changed) => {
      setStatus(changed)
      void read()
    })
    return () => {
      gone = true
      stop()
    }
  }, [phone])

  return { ...view, status }
}
