import { useEffect, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { openPhone } from '../offline/phone.ts'
import { findThumb } from '../offline/photo-shelf.ts'
import type { PhotoNamed, RepairHeard } from './talk-draft.ts'

type ThumbsProps = { repair: RepairHeard; what: string; onRemove: (photo: PhotoNamed) => void }

/** What was taken, small, each with a way to take it back. */
export function PhotoThumbs({ repair, what, onRemove }: ThumbsProps) {
  const { photos = [] } = repair
  return photos.map((photo, at) => (
    <Thumb
      key={photo.id}
      sha256={photo.sha256}
      what={photos.length > 1 ? `${what} ${at + 1}` : what}
      onRemove={() => onRemove(photo)}
    />
  ))
}

function Thumb({ sha256, what, onRemove }: { sha256: string; what: string; onRemove: () => void }) {
  const i18n = useI18n()
  const [src, setSrc] = useState<string | null>(null)
  useEffect(() => {
    openPhone()
      .then(({ inside }) => findThumb(inside, sha256))
      .then(setSrc, () => {})
  }, [sha256])
  return (
    <div className="flex items-center gap-3">
      {src && (
        <img src={src} alt={i18n._('door.photoOf', { what })} className="size-16 rounded-tile object-cover" />
      )}
      <button
        type="button"
        aria-label={i18n._('door.removePhoto', { what })}
        onClick={onRemove}
        className="min-h-12 px-2 font-semibold text-enamel"
      >
        {i18n._('door.remove')}
      </button>
    </div>
  )
}
