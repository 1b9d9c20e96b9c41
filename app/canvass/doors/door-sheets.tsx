import { useNavigate } from 'react-router'
import type { Category } from '#app/grievances/categories.ts'
import type { Door, Turf } from '../lease/turf.schema.ts'
import type { Disposition } from '../lists.ts'
import type { Knock } from '../sync/ops.schema.ts'
import { NewDoorSheet } from './new-door-sheet.tsx'
import { OtherSheet } from './other-sheet.tsx'
import { foundFrom } from './own-knocks.ts'
import { SameSheet } from './same-sheet.tsx'
import type { TalkDraft } from './talk-draft.ts'
import type { useDrafts } from './use-drafts.ts'
import type { Said, useKnocks } from './use-knocks.ts'

export type SheetName = 'other' | 'change' | 'same' | 'saved' | 'new'

type DoorSheetsProps = {
  sheet: SheetName
  turf: Turf
  doors: readonly Door[]
  door: Door | undefined
  /** The talk begun there. */
  draft: TalkDraft | undefined
  /** What was said of the door tonight, to be changed. */
  logged: Knock | undefined
  /** A neighbor's trouble that may be here too. */
  same: { category: Category; first: string } | null
  knocks: ReturnType<typeof useKnocks>
  talks: ReturnType<typeof useDrafts>
  flyer: boolean
  onFlyer: (flyer: boolean) => void
  onLog: (door: Door, disposition: Disposition, said?: Said) => void
  onTalk: (instead?: Knock) => void
  go: (unitId: string, talk?: boolean) => void
  onClose: () => void
}

/** What opens over the grid: other results, a change of what happened, the same trouble, a door found on the way. */
export function DoorSheets({
  sheet,
  turf,
  doors,
  door,
  draft,
  logged,
  same,
  knocks,
  talks,
  flyer,
  onFlyer,
  onLog,
  onTalk,
  go,
  onClose,
}: DoorSheetsProps) {
  const navigate = useNavigate()
  const instead = sheet === 'change' ? logged : undefined

  if (sheet === 'new')
    return (
      <NewDoorSheet
        floor={door?.floor ?? ''}
        entrance={door?.entrance}
        labels={doors.map(({ label }) => label)}
        onClose={onClose}
        onAdd={async (label, floor) => {
          const unitId = crypto.randomUUID()
          const said = { unitId, turfId: turf.turfId, label, floor }
          if (!(await knocks.addDoor(foundFrom(door, said)))) return
          onClose()
          go(unitId)
        }}
      />
    )

  if (!door) return null

  if (sheet === 'other' || instead)
    return (
      <OtherSheet
        label={door.label}
        flyer={flyer}
        onFlyer={onFlyer}
        instead={instead?.disposition}
        onPick={(disposition, said) =>
          disposition === 'conversation' ? onTalk(instead) : onLog(door, disposition, { ...said, instead })
        }
        onTakeBack={async () => {
          onClose()
          if (logged) await knocks.takeBack(door, logged)
        }}
        onCard={() => {
          navigate(`/doors/turf/${turf.turfId}/card?unit=${door.unitId}${instead ? '&instead' : ''}`)
        }}
        onClose={onClose}
      />
    )

  if (sheet === 'same' && same)
    return (
      <SameSheet
        {...same}
        onHeard={(repair) => {
          if (!draft) return onLog(door, 'conversation', { repairs: [repair] })
          onClose()
          talks.change(door.unitId, { repairs: [...draft.repairs, repair] })
          go(door.unitId, true)
        }}
        onClose={onClose}
      />
    )

  return null
}
