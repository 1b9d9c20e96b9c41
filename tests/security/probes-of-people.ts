import { adds, atTheDoor, changes, ofFile, type Probe, removes } from './probe.ts'

const person = (id: string) => `:holding, ${id}, 'Cleo'`
const contact = `:holding, :ana, 'phone', '555'`
const residency = `:holding, :bo, :door`
const consent = `:holding, :ana, 'contact', true, :me`
const second = `:holding, :ana, 'name', 'Anna', :me`

/** Who lives there, as the building's file has it. */
export const probesOfPeople: Record<string, Probe> = {
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
}
