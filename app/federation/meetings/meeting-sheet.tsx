import { Form, useNavigation } from 'react-router'
import { byStaircase } from '#app/buildings/staircases.ts'
import { useStaircaseName } from '#app/buildings/use-staircase-name.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { classNames } from '#app/ui/class-names.ts'
import { Section } from '#app/ui/page.tsx'
import type { MeetingDoor, SheetDoor } from './meetings.server.ts'

const saidKey = keysFor('meeting.said', ['yes', 'maybe', 'no', 'unasked'])
const marks = { yes: '◗', maybe: '?', no: '–', unasked: '' } as const

type SheetProps = {
  sheet: { address: string; doors: SheetDoor[] }
  said: MeetingDoor[]
  mayTick: boolean
  isAction: boolean
}

/** The sign-in sheet: floors as rows, a door is a button that says come or not. Pressing again takes it back. */
export function MeetingSheet({ sheet, said, mayTick, isAction }: SheetProps) {
  const i18n = useI18n()
  const sending = useNavigation().formData?.get('tick')
  const byDoor = new Map(said.map((door) => [door.unitId, door]))
  const staircaseName = useStaircaseName()
  const staircases = byStaircase(sheet.doors)

  return (
    <div id="sheet" className="scroll-mt-4">
      <Section title={i18n._(isAction ? 'action.whoDid' : 'meeting.whoCame', { address: sheet.address })}>
        <p className="mb-3 text-hint text-ink-2">
          <span aria-hidden="true">◗</span> {i18n._(saidKey('yes'))} · <span aria-hidden="true">?</span>{' '}
          {i18n._(saidKey('maybe'))} · <span aria-hidden="true">–</span> {i18n._(saidKey('no'))} ·{' '}
          <span aria-hidden="true">✓</span> {i18n._(isAction ? 'action.did' : 'meeting.came')}
        </p>
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="came" />
          {staircases.map(({ entrance, doors: onThem }) => (
            <div key={entrance} className="mb-4">
              {staircases.length > 1 && <h3 className="mb-1 font-semibold">{staircaseName(entrance)}</h3>}
              <ol className="flex flex-col gap-2">
                {[...Map.groupBy(onThem, ({ floor }) => floor)].map(([floor, doors]) => (
                  <li key={floor} className="flex gap-3">
                    <span className="w-10 shrink-0 pt-3 font-sign text-label text-ink-3">
                      <span className="sr-only">{i18n._('meeting.floor')} </span>
                      {floor}
                    </span>
                    <ul className="flex min-w-0 flex-wrap gap-2">
                      {doors.map((door) => (
                        <li key={door.unitId}>
                          <DoorTick
                            door={door}
                            said={byDoor.get(door.unitId)}
                            sending={typeof sending === 'string' ? sending : null}
                            mayTick={mayTick}
                            isAction={isAction}
                          />
                        </li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </Form>
      </Section>
    </div>
  )
}

type TickProps = {
  door: SheetDoor
  said: MeetingDoor | undefined
  sending: string | null
  mayTick: boolean
  isAction: boolean
}

function DoorTick({ door, said, sending, mayTick, isAction }: TickProps) {
  const i18n = useI18n()
  const answer = said?.answer ?? 'unasked'
  const came = sending?.startsWith(door.unitId) ? sending.endsWith('.yes') : (said?.came ?? false)
  const name = i18n._(came ? (isAction ? 'action.doorDid' : 'meeting.doorCame') : 'meeting.doorNot', {
    door: door.label,
    said: i18n._(saidKey(answer)),
  })
  const look = classNames(
    'flex h-12 min-w-16 items-center justify-center gap-1 rounded-tile border px-2 font-sign text-section font-semibold',
    came ? 'border-2 border-green bg-ok-tint text-ink' : 'border-edge bg-sheet text-ink',
  )
  const face = (
    <>
      <span aria-hidden="true">{door.label}</span>
      <span aria-hidden="true" className="text-label">
        {came ? '✓' : marks[answer]}
      </span>
    </>
  )
  if (!mayTick) {
    return (
      <span className={look}>
        <span className="sr-only">{name}</span>
        {face}
      </span>
    )
  }
  return (
    <button
      type="submit"
      name="tick"
      value={`${door.unitId}.${came ? 'no' : 'yes'}`}
      aria-pressed={came}
      aria-label={name}
      className={look}
    >
      {face}
    </button>
  )
}
