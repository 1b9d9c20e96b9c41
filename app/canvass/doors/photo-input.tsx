import { useNavigate, useParams } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { photoInHand } from './photo-in-hand.ts'
import type { RepairHeard } from './talk-draft.ts'

type InputProps = { unitId: string; repair: RepairHeard; what: string }

/** Straight from the camera to the page where parts of it are covered. */
export function PhotoInput({ unitId, repair, what }: InputProps) {
  const i18n = useI18n()
  const navigate = useNavigate()
  const { turfId } = useParams()
  const count = repair.photos?.length ?? 0
  return (
    <label className="flex min-h-12 items-center gap-2 rounded-control border border-edge bg-sheet px-3 font-semibold focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-enamel">
      <input
        type="file"
        accept="image/jpeg"
        capture="environment"
        className="sr-only"
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (!file) return
          photoInHand.give(file)
          void navigate(`/doors/turf/${turfId}/photo?unit=${unitId}&repair=${repair.id}`)
        }}
      />
      {i18n._('door.photo', { what, count })}
    </label>
  )
}
