import { Form, useNavigation } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Section } from '#app/ui/page.tsx'
import { DoorFloors, DoorTick } from '../door-floors.tsx'
import { TickByDoor } from '../tick-by-door.tsx'
import type { ReminderDoor } from './meeting-paper.server.ts'

const saidKey = keysFor('meeting.said', ['yes', 'maybe'])

type ReminderTicksProps = {
  buildingId: string
  doors: ReminderDoor[]
  sent: Parameters<typeof TickByDoor>[0]['sent']
}

/** What was ticked on the paper, or while telephoning: by number, or door by door. */
export function ReminderTicks({ buildingId, doors, sent }: ReminderTicksProps) {
  const i18n = useI18n()
  const sending = useNavigation().formData?.get('tick')
  const action = `?building=${buildingId}`
  const done = doors.filter(({ reminded }) => reminded).length
  return (
    <Section title={i18n._('reminder.tick')}>
      <p className="mb-3">{i18n._('reminder.sentence', { done, doors: doors.length })}</p>
      <TickByDoor
        key={buildingId}
        action={action}
        label={i18n._('reminder.byDoor')}
        told={(door) => i18n._('reminder.ticked', { door })}
        undo={(unitId) => ({ intent: 'reminded', tick: `${unitId}.no` })}
        sent={sent}
      />
      <Form method="post" action={action} preventScrollReset className="mt-4">
        <input type="hidden" name="intent" value="reminded" />
        <DoorFloors doors={doors}>
          {({ unitId, label, answer, reminded }) => {
            const onItsWay = typeof sending === 'string' && sending.startsWith(unitId)
            const isTicked = onItsWay ? sending.endsWith('.yes') : reminded
            return (
              <DoorTick
                label={label}
                name={i18n._(isTicked ? 'reminder.doorDone' : 'meeting.doorNot', {
                  door: label,
                  said: i18n._(saidKey(answer)),
                })}
                mark={isTicked ? '✓' : answer === 'yes' ? '◗' : '?'}
                isTicked={isTicked}
                value={`${unitId}.${isTicked ? 'no' : 'yes'}`}
              />
            )
          }}
        </DoorFloors>
      </Form>
    </Section>
  )
}
