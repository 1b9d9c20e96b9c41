import { Suspense, useState } from 'react'
import type { PhoneStatus } from '../offline/phone-types.ts'
import { LostLine } from './door-header.tsx'
import { SavedSheet } from './later-parts.ts'
import { useSaveWords } from './save-words.ts'
import type { PhoneView } from './use-phone.ts'

/** NOT saved takes the whole width on the pages beside the grid too, and leads to what is saved and what to do. */
export function LostOnTop({ view, back }: { view: PhoneView & { status: PhoneStatus }; back: string }) {
  const words = useSaveWords()
  const [isOpen, setOpen] = useState(false)
  const { status } = view
  return (
    <div className="-mx-3 -mt-3">
      {status.notSaved && <LostLine onOpen={() => setOpen(true)}>{words(status)}</LostLine>}
      <Suspense>{isOpen && <SavedSheet view={view} back={back} onClose={() => setOpen(false)} />}</Suspense>
    </div>
  )
}
