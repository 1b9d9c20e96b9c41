import { Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { photoStateKey } from './photo-words.ts'
import type { RepairPhoto } from './photos.server.ts'

export const photoAt = (holdingId: string, photoId: string) => `/photos/${holdingId}/${photoId}.jpg`

type GridProps = { holdingId: string; photos: RepairPhoto[]; to: (photo: RepairPhoto) => string }

/** Each in the order it was taken, with its day; one that is not here says why. */
export function PhotoGrid({ holdingId, photos, to }: GridProps) {
  const i18n = useI18n()
  const format = useFormat()
  const say = (photo: RepairPhoto, n: number) =>
    i18n._('photo.name', {
      n,
      day: format.day(photo.day, 'plain'),
      name: photo.by ?? i18n._('repair.someone'),
    })
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {photos.map((photo, at) => (
        <li key={photo.id} className="flex min-w-0 flex-col gap-1">
          {photo.state === 'here' ? (
            <Link to={to(photo)} className="block aspect-4/3 border border-edge bg-sunk">
              <img
                src={photoAt(holdingId, photo.id)}
                alt={say(photo, at + 1)}
                loading="lazy"
                width={photo.width ?? undefined}
                height={photo.height ?? undefined}
                className="size-full object-contain"
              />
            </Link>
          ) : (
            <p className="flex aspect-4/3 items-center justify-center border border-dashed border-edge p-2 text-center text-hint">
              {i18n._(photoStateKey(photo.state))}
            </p>
          )}
          <p aria-hidden={photo.state === 'here'} className="text-hint text-ink-3">
            {say(photo, at + 1)}
          </p>
        </li>
      ))}
    </ul>
  )
}
