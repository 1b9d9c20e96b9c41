import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Section } from '#app/ui/page.tsx'
import { outcomeKey, outcomeMarks } from './action-words.ts'
import { DoorFloors, DoorTick } from './door-floors.tsx'
import type { MeetingDoor, SheetDoor } from './meetings.server.ts'
import { type Outcome, outcomes } from './outcome.ts'

const saidKey = keysFor('meeting.said', ['yes', 'maybe', 'no', 'unasked'])
const answerMarks = { yes: '◗', maybe: '?', no: '–', unasked: '' } as const

type SheetProps = {
  sheet: { address: string; doors: SheetDoor[] }
  said: MeetingDoor[]
  mayTick: boolean
  isAction: boolean
  /** What pressing a door says of it. */
  marking: Outcome
  /** Above the doors: how else one ticks. */
  children?: ReactNode
}

/** The sign-in sheet: floors as rows, a door is a button that says what became of it. Pressing again takes it back. */
export function MeetingSheet({ sheet, said, mayTick, isAction, marking, children }: SheetProps) {
  const i18n = useI18n()
  const sending = useNavigation().formData?.get('tick')
  const byDoor = new Map(said.map((door) => [door.unitId, door]))
  const word = outcomeKey(isAction)

  return (
    <Section title={i18n._(isAction ? 'action.whoDid' : 'meeting.whoCame', { address: sheet.address })}>
      {children}
      <p className="mb-3 text-hint text-ink-2">
        {(['yes', 'maybe', 'no'] as const).map((answer) => (
          <span key={answer}>
            <span aria-hidden="true">{answerMarks[answer]}</span> {i18n._(saidKey(answer))} ·{' '}
          </span>
        ))}
        {outcomes.map((outcome, n) => (
          <span key={outcome}>
            {n > 0 && ' · '}
            <span aria-hidden="true">{outcomeMarks[outcome]}</span> {i18n._(word(outcome))}
          </span>
        ))}
      </p>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="came" />
        <DoorFloors doors={sheet.doors}>
          {({ unitId, label }) => {
            const door = byDoor.get(unitId)
            const outcome = sentFor(sending, unitId) ?? door?.outcome ?? 'none'
            const answer = door?.answer ?? 'unasked'
            return (
              <DoorTick
                label={label}
                name={nameOf(label, answer, outcome)}
                mark={outcome === 'none' ? answerMarks[answer] : outcomeMarks[outcome]}
                isTicked={outcome !== 'none'}
                value={mayTick ? `${unitId}.${outcome === marking ? 'none' : marking}` : null}
              />
            )
          }}
        </DoorFloors>
      </Form>
    </Section>
  )

  function nameOf(door: string, answer: keyof typeof answerMarks, outcome: Outcome | 'none') {
    const values = { door, said: i18n._(saidKey(answer)) }
    if (outcome === 'none') return i18n._('meeting.doorNot', values)
    if (outcome === 'kept') return i18n._(isAction ? 'action.doorDid' : 'meeting.doorCame', values)
    return i18n._('meeting.doorIs', { ...values, outcome: i18n._(word(outcome)) })
  }
}

/** What is on its way for this door: shown before it has arrived. */
function sentFor(sending: FormDataEntryValue | null | undefined, unitId: string) {
  if (typeof sending !== 'string' || !sending.startsWith(unitId)) return null
  return [...outcomes, 'none' as const].find((said) => sending.endsWith(`.${said}`)) ?? null
}
