import { useI18n } from '#app/messages/i18n.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { outcomeKey } from './action-words.ts'
import { type Outcome, outcomes } from './outcome.ts'
import { TickByDoor } from './tick-by-door.tsx'

type MarkDoorsProps = {
  buildingId: string
  isAction: boolean
  marking: Outcome
  sent: Parameters<typeof TickByDoor>[0]['sent']
}

/** The page as it is now: its building, where one is chosen, and what is said of doors. */
export const markingOf = (buildingId: string | null, marking: Outcome) =>
  [buildingId && `building=${buildingId}`, marking !== 'kept' && `as=${marking}`]
    .filter(Boolean)
    .join('&')
    .replace(/^(?=.)/, '?')

/** First what is said, then of whom: by number here, or by a press on the sheet below. */
export function MarkDoors({ buildingId, isAction, marking, sent }: MarkDoorsProps) {
  const i18n = useI18n()
  const word = outcomeKey(isAction)
  const outcome = i18n._(word(marking))
  const isKept = marking === 'kept'
  return (
    <div className="mb-4 flex flex-col gap-4">
      <Tabs
        label={i18n._('meeting.markAs')}
        tabs={outcomes.map((one) => ({
          to: `${markingOf(buildingId, one)}#sheet`,
          label: i18n._(word(one)),
          current: one === marking,
        }))}
      />
      <TickByDoor
        key={`${buildingId} ${marking}`}
        action={markingOf(buildingId, marking)}
        fields={{ outcome: marking }}
        label={
          isKept
            ? i18n._(isAction ? 'action.byDoor' : 'meeting.byDoor')
            : i18n._('meeting.markDoor', { outcome })
        }
        told={(door) =>
          isKept
            ? i18n._(isAction ? 'action.ticked' : 'meeting.ticked', { door })
            : i18n._('meeting.marked', { door, outcome })
        }
        undo={(unitId) => ({ intent: 'came', tick: `${unitId}.none` })}
        sent={sent}
      />
    </div>
  )
}
