import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import {
  aBody,
  aBuilding,
  anAccount,
  type TestAccount,
  type TestBody,
  type TestBuilding,
} from '../factories.ts'

/** Who acts in a security test: one of each role in a body. */
export type Cast = Record<
  'secretary' | 'committee' | 'steward' | 'canvasser' | 'delegate' | 'member',
  TestAccount
>
export type Planted = {
  body: TestBody
  building: TestBuilding
  canary: string
  cast: Cast
  ids: Record<string, string>
}

/** Columns that may hold what a person said or is called, or what the body does. Each gets the body's canary. */
export const personalColumns = [
  ['person', 'name'],
  ['contact', 'as_typed'],
  ['contact', 'normal'],
  ['second_value', 'value'],
  ['knock_note', 'note'],
  ['do_not_knock_lift', 'reason'],
  ['knock_heard', 'code'],
  ['follow_up', 'what'],
  ['follow_up', 'owner_name'],
  ['grievance', 'common_area'],
  ['grievance', 'category'],
  ['grievance_words', 'words'],
  ['grievance_event_words', 'words'],
  ['person_language', 'language'],
  ['ask', 'step'],
  ['meeting', 'title'],
  ['meeting', 'place'],
  ['meeting', 'agenda'],
  ['shift', 'place'],
  ['account', 'name'],
  ['shift_pair', 'name'],
  ['account_language', 'language'],
  ['saved_list', 'name'],
  ['saved_list', 'conditions'],
  ['script', 'name'],
  ['script_version', 'steps'],
  ['refused_op', 'payload'],
  ['phone', 'label'],
  ['refused_op', 'code'],
] as const

/** A local with one row of its own in every table that can have one: of all bodies it may do the most. */
export async function plant(owner: pg.Client): Promise<Planted> {
  const body = await aBody({ kind: 'local' })
  const by = body.secretary
  const join = (role: Exclude<keyof Cast, 'secretary'>) => anAccount({ bodyId: body.id, role, by })
  const cast: Cast = {
    secretary: by,
    committee: await join('committee'),
    steward: await join('steward'),
    canvasser: await join('canvasser'),
    delegate: await join('delegate'),
    member: await join('member'),
  }
  const building = await aBuilding({ in: body })
  const canary = `canary-${randomUUID().slice(0, 8)}`
  const [door, neighbor, upstairs] = building.units
  const ids: Record<string, string> = {
    body: body.id,
    building: building.id,
    holding: building.holdingId,
    door: door?.id ?? '',
    neighbor: neighbor?.id ?? '',
    upstairs: upstairs?.id ?? '',
    secretary: cast.secretary.accountId,
    committee: cast.committee.accountId,
    canvasser: cast.canvasser.accountId,
    steward: cast.steward.accountId,
    canary,
    tag: randomUUID(),
  }
  for (const name of idNames) ids[name] = randomUUID()
  ids.photo_hash = createHash('sha256')
    .update(ids.bare_photo ?? '')
    .digest('hex')
  await owner.query(fill(rows, ids))
  const named = await owner.query<{ id: string }>('select auth.phone_name($1) as id', [ids.device])
  ids.phone_name = named.rows[0]?.id ?? ''
  return { body, building, canary, cast, ids }
}

/** Puts ids and names into SQL of our own making; quoted, never from outside. */
export function fill(sql: string, ids: Record<string, string>) {
  return sql.replaceAll(/(?<!:):([a-z_]+)/g, (_, name: string) => {
    const value = ids[name]
    if (value === undefined) throw new Error(`No value for :${name}`)
    return `'${value}'`
  })
}

const idNames = [
  'ana',
  'bo',
  'contact',
  'residency',
  'consent',
  'tie',
  'membership',
  'second_value',
  'shift',
  'newcomer',
  'pair',
  'bare_pair',
  'bare_shift',
  'turf',
  'assignment',
  'device',
  'spare_device',
  'op',
  'refused',
  'refused_row',
  'knock',
  'own_knock',
  'taken_back',
  'asked_off',
  'asked_again',
  'assessment',
  'ask',
  'follow_up',
  'grievance',
  'commons',
  'event',
  'meeting',
  'attendance',
  'reminder',
  'invitation',
  'import',
  'bare',
  'empty_holding',
  'empty_building',
  'spare_door',
  'alias',
  'area',
  'street',
  'party',
  'other_party',
  'lone_party',
  'bare_event',
  'photo',
  'bare_photo',
  'script',
  'sheet',
  'repair_sheet',
  'repair_entry',
  'interest',
  'link',
  'rule',
] as const

const rows = `
  insert into person (holding_id, id, name) values (:holding, :ana, 'Ana ' || :canary), (:holding, :bo, 'Bo ' || :canary);
  insert into contact (holding_id, id, person_id, kind, as_typed, normal)
    values (:holding, :contact, :ana, 'phone', :canary, :canary);
  insert into residency (holding_id, id, person_id, unit_id) values (:holding, :residency, :ana, :door);
  insert into person_language (holding_id, person_id, language) values (:holding, :ana, :canary);
  insert into consent (holding_id, id, person_id, purpose, given, account_id) values (:holding, :consent, :ana, 'keep', true, :committee);
  insert into tie (holding_id, id, from_person_id, to_person_id, kind) values (:holding, :tie, :ana, :bo, 'follows');
  insert into membership (holding_id, id, person_id) values (:holding, :membership, :ana);
  insert into second_value (holding_id, id, person_id, field, value, account_id)
    values (:holding, :second_value, :ana, 'phone', :canary, :canvasser);
  insert into shift (id, body_id, starts_at, ends_at, place, made_by)
    values (:shift, :body, now() - interval '1 hour', now() + interval '2 hours', :canary, :secretary);
  insert into account (id, name, is_guest, joined_shift) values (:newcomer, :canary, true, :shift);
  insert into shift_pair (id, shift_id, place, name) values (:pair, :shift, 1, :canary), (:bare_pair, :shift, 2, 'Nobody yet');
  insert into shift_person (shift_id, account_id, pair_id) values (:shift, :canvasser, :pair);
  insert into shift (id, body_id, starts_at, ends_at, place, made_by)
    values (:bare_shift, :body, now() + interval '1 day', now() + interval '2 days', :canary, :secretary);
  insert into shift_plan (shift_id, plan) values (:shift, '{}');
  insert into saved_list (body_id, name, n, conditions, made_by) values (:body, :canary, 1, jsonb_build_object('so', :canary), :secretary);
  insert into account_language (account_id, language) values (:canvasser, :canary);
  insert into turf (holding_id, id, shift_id, building_id, floors) values (:holding, :turf, :shift, :building, '{1}');
  insert into turf_assignment (holding_id, id, turf_id, account_id, assigned_by, expires_at)
    values (:holding, :assignment, :turf, :canvasser, :secretary, now() + interval '2 hours');
  insert into device (id, account_id) values (:device, :canvasser), (:spare_device, :canvasser);
  insert into phone (device_id, account_id, label) values (:device, :canvasser, :canary);
  insert into op_ledger (device_id, op_id, seq, account_id, kind, payload_hash, holding_id, unit_id, result)
    values (:device, :op, 1, :canvasser, 'knock', '\\x00', :holding, :door, 'applied');
  insert into refused_op (id, device_id, op_id, account_id, body_id, holding_id, code, payload)
    values (:refused_row, :device, :refused, :canvasser, :body, :holding, :canary, jsonb_build_object('note', :canary));
  insert into meeting (id, body_id, title, starts_at, place, agenda, made_by)
    values (:meeting, :body, :canary, now() + interval '2 days', :canary, :canary, :secretary);
  insert into knock (holding_id, id, unit_id, person_id, account_id, turf_id, disposition, day) values
    (:holding, :knock, :door, :ana, :committee, null, 'conversation', current_date),
    (:holding, :own_knock, :neighbor, null, :canvasser, :turf, 'not_home', current_date),
    (:holding, :taken_back, :door, null, :committee, null, 'not_home', current_date);
  insert into knock_retraction (holding_id, knock_id, account_id) values (:holding, :taken_back, :committee);
  insert into put_right (holding_id, unit_id, knock_id, account_id) values (:holding, :door, :knock, :committee);
  insert into still_lives (holding_id, residency_id, knock_id, account_id) values (:holding, :residency, :knock, :committee);
  insert into knock (holding_id, id, unit_id, account_id, disposition, day) values
    (:holding, :asked_off, :upstairs, :committee, 'do_not_knock', current_date), (:holding, :asked_again, :upstairs, :committee, 'do_not_knock', current_date);
  insert into do_not_knock_lift (holding_id, knock_id, account_id, day, reason) values (:holding, :asked_off, :secretary, current_date, :canary);
  insert into print_sheet (holding_id, id, code, building_id, account_id, day) values (:holding, :sheet, translate(left(md5(:tag), 6), '0123456789abcdef', 'ACEHKMPRTXACEHKM'), :building, :committee, current_date);
  insert into print_row (holding_id, sheet_id, n, unit_id) values (:holding, :sheet, 1, :door);
  insert into print_entry (holding_id, knock_id, sheet_id, n, account_id) values (:holding, :knock, :sheet, 1, :committee);
  insert into knock_note (holding_id, knock_id, note) values (:holding, :knock, 'note ' || :canary);
  insert into knock_heard (holding_id, knock_id, code) values (:holding, :knock, :canary);
  insert into naming (holding_id, knock_id, unit_id) values (:holding, :knock, :neighbor);
  insert into assessment (holding_id, id, person_id, unit_id, knock_id, level, basis, account_id, day)
    values (:holding, :assessment, :ana, :door, :knock, 2, '{said}', :committee, current_date);
  insert into ask (holding_id, id, unit_id, person_id, knock_id, step, meeting_id, answer, account_id)
    values (:holding, :ask, :door, :ana, :knock, :canary, :meeting, 'yes', :committee),
      (:holding, gen_random_uuid(), :door, :ana, :knock, 'vote ' || :canary, null, 'no', :committee);
  insert into follow_up (holding_id, id, unit_id, person_id, what, owner_name, account_id)
    values (:holding, :follow_up, :door, :ana, :canary, :canary, :committee);
  insert into grievance (holding_id, id, building_id, unit_id, category, severity, account_id, day)
    values (:holding, :grievance, :building, :door, :canary, 'serious', :committee, current_date);
  insert into grievance (holding_id, id, building_id, common_area, category, severity, account_id, day)
    values (:holding, :commons, :building, :canary, 'leak', 'other', :committee, current_date);
  insert into grievance_words (holding_id, grievance_id, words) values (:holding, :grievance, :canary);
  insert into grievance_link (holding_id, grievance_id, same_as) values (:holding, :grievance, :commons);
  insert into grievance_event (holding_id, id, grievance_id, kind, status, account_id, day)
    values (:holding, :event, :grievance, 'moved', 'reported', :committee, current_date),
      (:holding, :bare_event, :grievance, 'moved', 'verified', :committee, current_date);
  insert into grievance_event_words (holding_id, event_id, words) values (:holding, :event, :canary);
  insert into repair_sheet (holding_id, id, code, building_id, account_id, day) values (:holding, :repair_sheet, translate(left(md5(:tag), 6), '0123456789abcdef', 'TEACHPRTXACEHKMP'), :building, :committee, current_date);
  insert into repair_row (holding_id, sheet_id, n, grievance_id, seen) values (:holding, :repair_sheet, 1, :grievance, '{}');
  insert into repair_entry (holding_id, id, sheet_id, n, account_id, day, event_ids) values (:holding, :repair_entry, :repair_sheet, 1, :committee, current_date, array[:event]::uuid[]);
  insert into photo (holding_id, id, grievance_id, sent_hash, account_id, day) values
    (:holding, :photo, :grievance, sha256(convert_to(:photo, 'UTF8')), :canvasser, current_date),
    (:holding, :bare_photo, :grievance, sha256(convert_to(:bare_photo, 'UTF8')), :canvasser, current_date);
  insert into photo_picture (holding_id, photo_id, jpeg, hash, width, height)
    values (:holding, :photo, convert_to(:canary, 'UTF8'), sha256('so'), 4, 3);
  insert into photo_part (account_id, sent_hash, n, bytes) values (:canvasser, sha256(convert_to(:bare_photo, 'UTF8')), 0, 'so');
  insert into script (id, body_id, name, made_by) values (:script, :body, :canary, :secretary);
  insert into script_version (script_id, n, steps, made_by) values (:script, 1, jsonb_build_array(jsonb_build_object('id', 'a', 'says', jsonb_build_array(jsonb_build_object('language', 'en', 'text', :canary)), 'answers', '[]'::jsonb)), :secretary);
  insert into language_card (body_id, language, text, account_id) values (:body, 'ko', 'Hello', :secretary);
  insert into attendance (holding_id, id, meeting_id, unit_id, person_id, came, account_id)
    values (:holding, :attendance, :meeting, :door, :ana, true, :committee);
  insert into reminder (holding_id, id, meeting_id, unit_id, reminded, account_id)
    values (:holding, :reminder, :meeting, :door, true, :committee);
  insert into invitation (id, body_id, role, created_by, expires_at) values (:invitation, :body, 'member', :secretary, now() + interval '1 day');
  insert into import (id, recipe, file_name, file_hash, counts, body_id, made_by)
    values (:import, 'rent-registry', 'homes.csv', :tag, '{}', :body, :secretary);
  insert into import_change (import_id, table_name, row_id, before) values (:import, 'building', :building, '{}');
  insert into building (id, address, address_key) values (:bare, 'Bare ' || :tag, 'bare ' || :tag),
    (:empty_building, 'Empty ' || :tag, 'empty ' || :tag);
  insert into holding (id, building_id, body_id, since) values (:empty_holding, :empty_building, :body, current_date);
  insert into unit (holding_id, id, building_id, label, label_key, floor, floor_rank, line, line_rank)
    values (:holding, :spare_door, :building, '9Z', '9Z', '9', 9, 'Z', 26);
  insert into unit_alias (holding_id, alias_id, unit_id) values (:holding, :alias, :door);
  insert into area (id, name, geometry) values (:area, 'Docks', '{"type": "Polygon", "coordinates": [[[-122.3, 37.8], [-122.2, 37.8], [-122.2, 37.9], [-122.3, 37.8]]]}');
  insert into street (id, name, kind, geometry) values (:street, 'Alder Street', 'street', '{"type": "LineString", "coordinates": [[-122.3, 37.8], [-122.2, 37.9]]}');
  insert into party (id, kind, name) values (:party, 'company', 'Alder LLC'), (:other_party, 'person', 'A. Lord'),
    (:lone_party, 'agent', 'B. Agent');
  insert into interest (id, party_id, building_id, role, source) values (:interest, :party, :building, 'owner', 'made up');
  insert into party_link (id, party_id, same_as_id, evidence) values (:link, :party, :other_party, 'one address');
  insert into deadline_rule (id, jurisdiction, severity, fix_days, source) values (:rule, :tag, 'other', 30, 'made up');
  select derive.recount(array[:door, :neighbor]::uuid[], 'planted');
`
