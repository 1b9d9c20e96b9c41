import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Section } from '#app/ui/page.tsx'
import type { RepairEvent } from './repair-case.server.ts'
import { answerKey, channelKey, questionKey, statusKey } from './repair-words.ts'
import type { Repair } from './repairs.server.ts'

/** What happened, newest first; what was said stands in quotation marks. */
export function CaseTimeline({
  events,
  reported,
}: {
  events: RepairEvent[]
  reported: Pick<Repair, 'reportedDay' | 'heardBy'>
}) {
  const i18n = useI18n()
  const format = useFormat()
  const told = events.some(({ status }) => status === 'reported')
  return (
    <Section title={i18n._('repair.timeline')}>
      <ol className="flex flex-col gap-4">
        {events.map((event) => (
          <li key={event.id} className="border-l-2 border-edge pl-4">
            <p className="text-hint text-ink-3">
              {format.day(event.day, 'plain')} · <bdi>{event.by ?? i18n._('repair.someone')}</bdi>
            </p>
            <EventWords event={event} />
            {event.words && (
              <p>
                <q dir="auto">{event.words}</q>
              </p>
            )}
          </li>
        ))}
        {!told && (
          <li className="border-l-2 border-edge pl-4">
            <p className="text-hint text-ink-3">
              {format.day(reported.reportedDay, 'plain')} ·{' '}
              <bdi>{reported.heardBy ?? i18n._('repair.someone')}</bdi>
            </p>
            <p className="font-semibold">{i18n._(statusKey('reported'))}</p>
          </li>
        )}
      </ol>
    </Section>
  )
}

function EventWords({ event }: { event: RepairEvent }) {
  const i18n = useI18n()
  const format = useFormat()
  const lines = [
    event.kind === 'landlord_contact' &&
      i18n._('repair.did.contact', { how: event.channel ? i18n._(channelKey(event.channel)) : '' }),
    event.kind === 'assigned' &&
      i18n._('repair.did.assigned', { name: event.owner ?? i18n._('repair.someone') }),
    event.kind === 'asked_tenant' &&
      event.answer &&
      i18n._('repair.did.askedTenant', { answer: i18n._(answerKey(event.answer)) }),
    event.kind === 'consent' &&
      event.purpose &&
      event.answer &&
      i18n._('repair.did.answered', {
        question: i18n._(questionKey(event.purpose)),
        answer: i18n._(answerKey(event.answer)),
      }),
    event.promisedBy && i18n._('repair.did.promised', { day: format.day(event.promisedBy, 'plain') }),
  ].filter((line) => typeof line === 'string')
  return (
    <>
      {event.status && <p className="font-semibold">{i18n._(statusKey(event.status))}</p>}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  )
}
