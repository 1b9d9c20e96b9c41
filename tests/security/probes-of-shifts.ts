import { adds, anyone, atTheDoor, changes, ofFile, type Probe, reads, removes } from './probe.ts'

/** Shifts with their pairs, turf and scripts, lists to knock from, floor sheets. */
export const probesOfShifts: Record<string, Probe> = {
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
}
