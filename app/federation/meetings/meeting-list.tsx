import { Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { actionKey } from './action-words.ts'
import type { Meeting } from './meetings.server.ts'

/** A body's meetings, for the union's page. */
export function MeetingList({ meetings, mayWrite }: { meetings: readonly Meeting[]; mayWrite: boolean }) {
  const i18n = useI18n()
  const format = useFormat()
  const setOne = mayWrite && (
    <>
      <LinkButton to="/meetings/new">{i18n._('meeting.new')}</LinkButton>
      <LinkButton to="/meetings/new-action">{i18n._('action.new')}</LinkButton>
    </>
  )
  if (meetings.length === 0) return <Empty action={setOne}>{i18n._('meeting.none')}</Empty>
  return (
    <>
      <ul>
        {meetings.map((meeting) => (
          <li
            key={meeting.id}
            className="flex min-h-14 flex-wrap items-center gap-x-4 border-b border-hair py-2"
          >
            <Link
              to={`/meetings/${meeting.id}`}
              className="py-2 font-semibold text-enamel underline-offset-4 hover:underline"
            >
              <bdi>{meeting.title}</bdi>
            </Link>
            <span className="text-label text-ink-2">
              {meeting.kind === 'meeting' ? (
                <>
                  {format.instant(meeting.startsAt)} · <bdi>{meeting.place}</bdi>
                </>
              ) : (
                `${i18n._(actionKey(meeting.kind))} · ${format.day(format.dayOf(meeting.startsAt))}`
              )}
            </span>
            {meeting.cancelledAt && <StatusChip tone="look">{i18n._('meeting.cancelled')}</StatusChip>}
          </li>
        ))}
      </ul>
      {setOne && <p className="mt-4 flex flex-wrap gap-3">{setOne}</p>}
    </>
  )
}
