import { adds, atTheDoor, changes, ofFile, own, type Probe, reads } from './probe.ts'

/** Phones and what they send; what was done and said at the doors, and what is counted of it. */
export const probesOfKnocks: Record<string, Probe> = {
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
  door_state_select: ofFile('door_state', { may: 'steward', mayNot: 'canvasser' }),
  building_coverage_select: ofFile('building_coverage', { may: 'delegate', mayNot: 'canvasser' }),
}
