import { useEffect, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import type { PhoneStatus } from '../offline/phone-types.ts'
import { listWaiting } from '../offline/photo-shelf.ts'
import type { PhoneView } from './use-phone.ts'

const day = 86_400_000

/** What lies here for a day goes with the phone when it is lost, or when its browser clears what it keeps: a file brings it in too. */
export function UnsentLong({ view: { phone, status } }: { view: PhoneView & { status: PhoneStatus } }) {
  const { oldest, waiting, photos } = status
  const [firstPhoto, setFirstPhoto] = useState<number | null>(null)

  // The pictures are large: they are looked at only while one waits.
  useEffect(() => {
    let here = true
    const found = photos > 0 ? listWaiting(phone.inside, phone.accountId()) : Promise.resolve([])
    found.then(
      ([first]) => here && setFirstPhoto(first?.savedAt ?? null),
      () => {},
    )
    return () => {
      here = false
    }
  }, [phone, photos])

  const isLong = (since: number | null) => since !== null && phone.inside.now().getTime() - since > day
  return (
    <UnsentLines
      acts={waiting > 0 && isLong(oldest) ? waiting : 0}
      photos={photos > 0 && isLong(firstPhoto) ? photos : 0}
    />
  )
}

export function UnsentLines({ acts, photos }: { acts: number; photos: number }) {
  const i18n = useI18n()
  return (
    <div role="status">
      {acts + photos > 0 && (
        <section className="flex flex-col items-start gap-3 rounded-control bg-amber-tint p-3">
          {acts > 0 && <p>{i18n._('doors.unsentLong', { count: acts })}</p>}
          {photos > 0 && <p>{i18n._('doors.photosLong', { count: photos })}</p>}
          <LinkButton to="/doors/hand-in" size="touch" reloadDocument>
            {i18n._('door.handIn')}
          </LinkButton>
        </section>
      )}
    </div>
  )
}
