import { adds, anyone, atTheDoor, changes, ofFile, own, type Probe, reads, removes } from './probe.ts'

const person = (id: string) => `:holding, ${id}, 'Cleo'`
const contact = `:holding, :ana, 'phone', '555'`
const residency = `:holding, :bo, :door`
const consent = `:holding, :ana, 'contact', true, :me`
const second = `:holding, :ana, 'name', 'Anna', :me`
const repair = `:holding, gen_random_uuid(), :building, :door, 'heat', 'serious', :me, current_date`
const repairInto = 'grievance (holding_id, id, building_id, unit_id, category, severity, account_id, day)'
const moved = `:holding, :grievance, 'moved', 'verified', :me, current_date`
const movedInto = 'grievance_event (holding_id, grievance_id, kind, status, account_id, day)'

/** What stands in a building's file, and a body's shifts and meetings. */
export const probesOfFiles: Record<string, Probe> = {
  person_select: ofFile('person', { may: 'steward', mayNot: 'canvasser' }),
  person_insert: adds('person (holding_id, id, name)', person('gen_random_uuid()')),
  person_at_the_door: adds('person (holding_id, id, name)', person('gen_random_uuid()'), atTheDoor),
  person_update: changes('person', 'name = name', 'id = :ana'),
  contact_select: ofFile('contact', { may: 'steward', mayNot: 'canvasser' }),
  contact_insert: adds('contact (holding_id, person_id, kind, as_typed)', contact),
  contact_at_the_door: adds('contact (holding_id, person_id, kind, as_typed)', contact, atTheDoor),
  contact_update: changes('contact', 'safe_rule = safe_rule', 'id = :contact'),
  contact_delete: removes('contact', 'id = :contact'),
  residency_select: ofFile('residency', { may: 'committee', mayNot: 'canvasser' }),
  residency_insert: adds('residency (holding_id, person_id, unit_id)', residency),
  residency_at_the_door: adds('residency (holding_id, person_id, unit_id)', residency, atTheDoor),
  residency_update: changes('residency', 'until = current_date', 'id = :residency'),
  still_lives_select: ofFile('still_lives', { may: 'committee', mayNot: 'canvasser' }),
  still_lives_insert: adds(
    'still_lives (holding_id, residency_id, knock_id, account_id)',
    ':holding, :residency, :taken_back, :me',
    { may: 'committee', mayNot: 'steward' },
  ),
  put_right_select: ofFile('put_right', { may: 'committee', mayNot: 'canvasser' }),
  put_right_insert: adds(
    'put_right (holding_id, unit_id, knock_id, account_id)',
    ':holding, :door, :taken_back, :me',
    {
      may: 'committee',
      mayNot: 'steward',
    },
  ),
  person_language_select: ofFile('person_language', { may: 'committee', mayNot: 'delegate' }),
  person_language_insert: adds('person_language (holding_id, person_id, language)', `:holding, :bo, 'es'`),
  person_language_at_the_door: adds(
    'person_language (holding_id, person_id, language)',
    `:holding, :bo, 'es'`,
    atTheDoor,
  ),
  person_language_update: changes('person_language', 'reads = true', 'person_id = :ana'),
  person_language_delete: removes('person_language', 'person_id = :ana'),
  consent_select: ofFile('consent'),
  consent_insert: adds('consent (holding_id, person_id, purpose, given, account_id)', consent),
  consent_at_the_door: adds(
    'consent (holding_id, person_id, purpose, given, account_id)',
    consent,
    atTheDoor,
  ),
  tie_select: ofFile('tie', { may: 'committee', mayNot: 'canvasser' }),
  tie_insert: adds('tie (holding_id, from_person_id, to_person_id, kind)', `:holding, :bo, :ana, 'kin'`),
  tie_delete: removes('tie', 'id = :tie'),
  membership_select: ofFile('membership', { may: 'committee', mayNot: 'member' }),
  membership_insert: adds('membership (holding_id, person_id)', ':holding, :bo'),
  membership_at_the_door: adds('membership (holding_id, person_id)', ':holding, :bo', atTheDoor),
  membership_update: changes('membership', 'vouched_at = now()', 'id = :membership', {
    may: 'committee',
    mayNot: 'steward',
  }),
  second_value_select: ofFile('second_value', { may: 'committee', mayNot: 'canvasser' }),
  second_value_insert: adds('second_value (holding_id, person_id, field, value, account_id)', second),
  second_value_at_the_door: adds(
    'second_value (holding_id, person_id, field, value, account_id)',
    second,
    atTheDoor,
  ),
  second_value_update: changes('second_value', 'settled_at = now()', 'id = :second_value'),

  shift_select: reads('shift', 'id = :shift', atTheDoor),
  shift_insert: adds(
    'shift (body_id, starts_at, ends_at, place, made_by)',
    `:body, now(), now() + interval '1 hour', 'yard', :me`,
  ),
  shift_update: changes('shift', 'place = place', 'id = :shift', { may: 'secretary', mayNot: 'committee' }),
  shift_pair_select: reads('shift_pair', 'id = :pair', atTheDoor),
  shift_pair_insert: adds('shift_pair (shift_id, place, name)', `:shift, 2, 'Bo and Cleo'`),
  shift_pair_update: changes('shift_pair', 'name = name', 'id = :pair', {
    may: 'secretary',
    mayNot: 'canvasser',
  }),
  shift_pair_delete: removes('shift_pair', 'id = :bare_pair', { may: 'secretary', mayNot: 'canvasser' }),
  shift_person_select: reads('shift_person', 'shift_id = :shift', atTheDoor),
  shift_person_insert: adds('shift_person (shift_id, account_id, pair_id)', ':shift, :steward, :pair'),
  shift_person_update: changes('shift_person', 'ready_at = now()', 'account_id = :canvasser', atTheDoor),
  shift_person_delete: removes('shift_person', 'shift_id = :shift', {
    may: 'secretary',
    mayNot: 'canvasser',
  }),
  shift_plan_select: reads('shift_plan', 'shift_id = :shift', { may: 'secretary', mayNot: 'canvasser' }),
  shift_plan_insert: adds('shift_plan (shift_id, plan)', `:bare_shift, '{}'`),
  shift_plan_update: changes('shift_plan', 'plan = plan', 'shift_id = :shift', {
    may: 'secretary',
    mayNot: 'canvasser',
  }),
  shift_plan_delete: removes('shift_plan', 'shift_id = :shift', { may: 'secretary', mayNot: 'committee' }),
  saved_list_select: reads('saved_list', 'body_id = :body', { may: 'committee', mayNot: 'canvasser' }),
  saved_list_insert: adds(
    'saved_list (body_id, name, n, conditions, made_by)',
    `:body, 'New', 1, '{}', :me`,
    { may: 'committee', mayNot: 'steward' },
  ),
  print_sheet_select: ofFile('print_sheet', { may: 'committee', mayNot: 'steward' }),
  print_sheet_insert: adds(
    'print_sheet (holding_id, code, building_id, account_id, day)',
    `:holding, 'XXTTXX', :building, :me, current_date`,
    { may: 'committee', mayNot: 'steward' },
  ),
  print_sheet_update: changes('print_sheet', 'closed_at = now()', 'holding_id = :holding', {
    may: 'committee',
    mayNot: 'steward',
  }),
  print_row_select: ofFile('print_row', { may: 'committee', mayNot: 'steward' }),
  print_row_insert: adds('print_row (holding_id, sheet_id, n, unit_id)', ':holding, :sheet, 2, :neighbor', {
    may: 'committee',
    mayNot: 'steward',
  }),
  print_entry_select: ofFile('print_entry', { may: 'committee', mayNot: 'steward' }),
  print_entry_insert: adds(
    'print_entry (holding_id, knock_id, sheet_id, n, account_id)',
    ':holding, :taken_back, :sheet, 1, :me',
    { may: 'committee', mayNot: 'steward' },
  ),
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
  account_language_select: reads('account_language', 'account_id = :canvasser', {
    may: 'secretary',
    mayNot: 'committee',
  }),
  account_language_insert: adds('account_language (account_id, language)', `:canvasser, 'yue'`, {
    may: 'secretary',
    mayNot: 'committee',
  }),
  account_language_delete: removes('account_language', 'account_id = :canvasser', {
    may: 'secretary',
    mayNot: 'committee',
  }),
  turf_select: reads('turf', 'id = :turf', atTheDoor),
  turf_insert: adds('turf (holding_id, shift_id, building_id)', ':holding, :shift, :building'),
  turf_update: changes('turf', 'pair_id = null', 'id = :turf', { may: 'secretary', mayNot: 'canvasser' }),
  turf_assignment_select: reads('turf_assignment', 'id = :assignment', {
    may: 'canvasser',
    mayNot: 'committee',
  }),
  turf_assignment_insert: adds(
    'turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)',
    ':holding, :turf, :steward, :me, now()',
  ),
  turf_assignment_update: changes('turf_assignment', 'revoked_at = now()', 'id = :assignment', {
    may: 'secretary',
    mayNot: 'canvasser',
  }),
  device_select: reads('device', 'id = :device', own),
  device_insert: adds('device (id, account_id)', 'gen_random_uuid(), :canvasser', own),
  device_update: changes('device', 'revoked_at = now()', 'id = :device', own),
  phone_select: reads('phone', 'device_id = :device', own),
  phone_insert: adds('phone (device_id, account_id, label)', `:spare_device, :canvasser, 'x'`, own),
  phone_update: changes('phone', 'lost_at = now()', 'device_id = :device', own),
  op_ledger_select: reads('op_ledger', 'device_id = :device', own),
  op_ledger_insert: adds(
    'op_ledger (device_id, op_id, seq, account_id, kind, payload_hash, result)',
    `:device, gen_random_uuid(), 2, :canvasser, 'knock', '\\x00', 'applied'`,
    own,
  ),
  refused_op_select: reads('refused_op', 'op_id = :refused', { may: 'secretary', mayNot: 'committee' }),
  refused_op_insert: adds(
    'refused_op (device_id, op_id, account_id, code, payload)',
    `:device, gen_random_uuid(), :canvasser, 'x', '{}'`,
    own,
  ),
  refused_op_update: changes('refused_op', 'settled_at = now()', 'op_id = :refused', {
    may: 'secretary',
    mayNot: 'canvasser',
  }),

  knock_select: reads('knock', 'id = :knock', { may: 'committee', mayNot: 'canvasser' }),
  knock_insert: adds(
    'knock (holding_id, id, unit_id, account_id, disposition, day)',
    `:holding, gen_random_uuid(), :door, :me, 'not_home', current_date`,
    atTheDoor,
  ),
  knock_retraction_select: reads('knock_retraction', 'knock_id = :taken_back', {
    may: 'secretary',
    mayNot: 'canvasser',
  }),
  knock_retraction_insert: adds(
    'knock_retraction (holding_id, knock_id, account_id)',
    ':holding, :own_knock, :me',
    own,
  ),
  knock_retraction_of_paper: adds(
    'knock_retraction (holding_id, knock_id, account_id)',
    ':holding, :knock, :me',
    { may: 'secretary', mayNot: 'canvasser' },
  ),
  do_not_knock_lift_select: ofFile('do_not_knock_lift', { may: 'committee', mayNot: 'canvasser' }),
  do_not_knock_lift_insert: adds(
    'do_not_knock_lift (holding_id, knock_id, account_id, day, reason)',
    `:holding, :asked_again, :me, current_date, 'They called'`,
    { may: 'secretary', mayNot: 'committee' },
  ),
  knock_note_select: reads('knock_note', 'knock_id = :knock', { may: 'committee', mayNot: 'canvasser' }),
  knock_note_insert: adds('knock_note (holding_id, knock_id, note)', `:holding, :own_knock, 'so'`, atTheDoor),
  knock_heard_select: reads('knock_heard', 'knock_id = :knock', { may: 'committee', mayNot: 'steward' }),
  knock_heard_insert: adds(
    'knock_heard (holding_id, knock_id, code)',
    `:holding, :own_knock, 'heat'`,
    atTheDoor,
  ),
  naming_select: reads('naming', 'knock_id = :knock', { may: 'committee', mayNot: 'steward' }),
  naming_insert: adds('naming (holding_id, knock_id, unit_id)', `:holding, :own_knock, :door`, atTheDoor),
  assessment_select: ofFile('assessment', { may: 'committee', mayNot: 'canvasser' }),
  assessment_insert: adds(
    'assessment (holding_id, id, person_id, unit_id, level, basis, account_id, day)',
    `:holding, gen_random_uuid(), :ana, :door, 1, '{said}', :me, current_date`,
    { may: 'canvasser', mayNot: 'steward' },
  ),
  ask_select: ofFile('ask', { may: 'steward', mayNot: 'canvasser' }),
  ask_insert: adds(
    'ask (holding_id, id, unit_id, step, answer, account_id)',
    `:holding, gen_random_uuid(), :door, 'meeting', 'yes', :me`,
    atTheDoor,
  ),
  follow_up_select: ofFile('follow_up', { may: 'committee', mayNot: 'steward' }),
  follow_up_insert: adds(
    'follow_up (holding_id, id, unit_id, what, account_id)',
    `:holding, gen_random_uuid(), :door, 'call', :me`,
    atTheDoor,
  ),
  follow_up_update: changes('follow_up', 'done_at = now()', 'id = :follow_up', {
    may: 'committee',
    mayNot: 'canvasser',
  }),

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
  script_select: reads('script', 'id = :script', { may: 'canvasser', mayNot: 'other' }),
  script_insert: adds('script (body_id, name, made_by)', `:body, 'New', :me`),
  script_update: changes('script', 'name = name', 'id = :script', { may: 'secretary', mayNot: 'canvasser' }),
  script_version_select: reads('script_version', 'script_id = :script', {
    may: 'canvasser',
    mayNot: 'other',
  }),
  script_version_insert: adds('script_version (script_id, n, steps, made_by)', `:script, 2, '[]', :me`, {
    may: 'secretary',
    mayNot: 'canvasser',
  }),
  language_card_select: reads('language_card', 'body_id = :body', anyone),
  language_card_insert: adds(
    'language_card (body_id, language, text, account_id)',
    `:body, 'vi', 'Hello', :me`,
  ),
  holding_update: changes('holding', 'script_id = :script', 'id = :holding'),
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
  door_state_select: ofFile('door_state', { may: 'steward', mayNot: 'canvasser' }),
  building_coverage_select: ofFile('building_coverage', { may: 'delegate', mayNot: 'canvasser' }),
}
