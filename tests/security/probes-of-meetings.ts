import { adds, changes, ofFile, type Probe, reads } from './probe.ts'

/** Meetings, who came and who was reminded. */
export const probesOfMeetings: Record<string, Probe> = {
  meeting_select: reads('meeting', 'id = :meeting', { may: 'member', mayNot: 'other' }),
  meeting_insert: adds(
    'meeting (body_id, title, starts_at, place, made_by)',
    `:body, 'All', now(), 'yard', :me`,
  ),
  meeting_update: changes('meeting', 'cancelled_at = now()', 'id = :meeting', {
    may: 'secretary',
    mayNot: 'member',
  }),
  attendance_select: ofFile('attendance', { may: 'delegate', mayNot: 'canvasser' }),
  attendance_insert: adds(
    'attendance (holding_id, meeting_id, unit_id, came, account_id)',
    ':holding, :meeting, :neighbor, true, :me',
  ),
  reminder_select: ofFile('reminder', { may: 'delegate', mayNot: 'canvasser' }),
  reminder_insert: adds(
    'reminder (holding_id, meeting_id, unit_id, reminded, account_id)',
    ':holding, :meeting, :neighbor, true, :me',
  ),
}
