import { adds, anyone, atTheDoor, changes, ofFile, own, type Probe, reads, removes } from './probe.ts'

const repair = `:holding, gen_random_uuid(), :building, :door, 'heat', 'serious', :me, current_date`
const repairInto = 'grievance (holding_id, id, building_id, unit_id, category, severity, account_id, day)'
const moved = `:holding, :grievance, 'moved', 'verified', :me, current_date`
const movedInto = 'grievance_event (holding_id, grievance_id, kind, status, account_id, day)'

/** Repairs with their photos, deadlines and sheets. */
export const probesOfRepairs: Record<string, Probe> = {
  repair_sheet_select: ofFile('repair_sheet', { may: 'steward', mayNot: 'canvasser' }),
  repair_sheet_insert: adds(
    'repair_sheet (holding_id, code, building_id, account_id, day)',
    `:holding, 'XXTTXX', :building, :me, current_date`,
    { may: 'steward', mayNot: 'canvasser' },
  ),
  repair_sheet_update: changes('repair_sheet', 'closed_at = now()', 'holding_id = :holding', {
    may: 'steward',
    mayNot: 'canvasser',
  }),
  repair_row_select: ofFile('repair_row', { may: 'steward', mayNot: 'canvasser' }),
  repair_row_insert: adds(
    'repair_row (holding_id, sheet_id, n, grievance_id, seen)',
    `:holding, :repair_sheet, 2, :commons, '{}'`,
    { may: 'steward', mayNot: 'canvasser' },
  ),
  repair_entry_select: ofFile('repair_entry', { may: 'steward', mayNot: 'canvasser' }),
  repair_entry_insert: adds(
    'repair_entry (holding_id, id, sheet_id, n, account_id, day)',
    ':holding, gen_random_uuid(), :repair_sheet, 1, :me, current_date',
    { may: 'steward', mayNot: 'canvasser' },
  ),
  grievance_select: ofFile('grievance', { may: 'steward', mayNot: 'canvasser' }),
  grievance_insert: adds(repairInto, repair, { may: 'steward', mayNot: 'delegate' }),
  grievance_at_the_door: adds(repairInto, repair, atTheDoor),
  grievance_words_select: ofFile('grievance_words', { may: 'steward', mayNot: 'canvasser' }),
  grievance_words_insert: adds(
    'grievance_words (holding_id, grievance_id, words)',
    `:holding, :commons, 'so'`,
  ),
  grievance_words_at_the_door: adds(
    'grievance_words (holding_id, grievance_id, words)',
    `:holding, :commons, 'so'`,
    atTheDoor,
  ),
  grievance_link_select: ofFile('grievance_link', { may: 'steward', mayNot: 'canvasser' }),
  grievance_link_insert: adds(
    'grievance_link (holding_id, grievance_id, same_as)',
    ':holding, :commons, :grievance',
  ),
  grievance_link_at_the_door: adds(
    'grievance_link (holding_id, grievance_id, same_as)',
    ':holding, :commons, :grievance',
    atTheDoor,
  ),
  grievance_event_select: ofFile('grievance_event', { may: 'steward', mayNot: 'member' }),
  grievance_event_insert: adds(movedInto, moved, { may: 'steward', mayNot: 'member' }),
  grievance_event_at_the_door: adds(movedInto, moved, atTheDoor),
  grievance_event_words_select: ofFile('grievance_event_words', { may: 'steward', mayNot: 'canvasser' }),
  grievance_event_words_insert: adds(
    'grievance_event_words (holding_id, event_id, words)',
    `:holding, :bare_event, 'so'`,
    {
      may: 'steward',
      mayNot: 'canvasser',
    },
  ),
  photo_select: reads('photo', 'id = :photo', { may: 'steward', mayNot: 'member' }),
  photo_insert: adds(
    'photo (holding_id, id, grievance_id, sent_hash, account_id, day)',
    `:holding, gen_random_uuid(), :grievance, sha256('x'), :me, current_date`,
    atTheDoor,
  ),
  photo_update: changes('photo', 'arrived_at = now()', 'id = :bare_photo', own),
  photo_picture_select: ofFile('photo_picture', { may: 'steward', mayNot: 'canvasser' }),
  photo_picture_insert: adds(
    'photo_picture (holding_id, photo_id, jpeg, hash, width, height)',
    `:holding, :bare_photo, 'x', sha256('x'), 1, 1`,
    own,
  ),
  photo_picture_delete: removes('photo_picture', 'photo_id = :photo', {
    may: 'steward',
    mayNot: 'canvasser',
  }),
  photo_part_select: reads('photo_part', 'account_id = :canvasser', own),
  photo_part_insert: adds(
    'photo_part (account_id, sent_hash, n, bytes)',
    `:canvasser, sha256('x'), 0, 'x'`,
    own,
  ),
  photo_part_delete: removes('photo_part', 'account_id = :canvasser', own),
  deadline_rule_select: reads('deadline_rule', 'id = :rule', anyone),
  deadline_rule_insert: adds(
    'deadline_rule (jurisdiction, severity, fix_days, source)',
    `'here', 'other', 1, 'so'`,
    {
      may: 'union',
      mayNot: 'secretary',
    },
  ),
  deadline_rule_update: changes('deadline_rule', 'fix_days = 2', 'id = :rule', {
    may: 'union',
    mayNot: 'secretary',
  }),
}
