import { useI18n } from '#app/messages/i18n.tsx'
import { Beam } from '#app/ui/beam.tsx'
import type { MeetingCounts } from './count-meeting.ts'

type MeetingBeamProps = { counts: MeetingCounts; isOver: boolean; isAction: boolean }

/** Solid is certain, stripes are perhaps: who came once it is over, who said yes before. */
export function MeetingBeam({ counts, isOver, isAction }: MeetingBeamProps) {
  const i18n = useI18n()
  const { doors, asked, yes, maybe, came } = counts
  const values = { asked, yes, maybe, came }
  const known = isAction ? 'action.sentence' : 'meeting.sentence'
  const unknown = isAction ? 'action.sentenceUnknown' : 'meeting.sentenceUnknown'
  return (
    <Beam
      total={doors}
      parts={
        isOver
          ? [{ fill: 'solid', count: came }]
          : [
              { fill: 'solid', count: yes },
              { fill: 'striped', count: maybe },
            ]
      }
      text={doors === null ? i18n._(unknown, values) : i18n._(known, { ...values, doors })}
    />
  )
}
