import { adds, anyone, atTheDoor, byItsKeeper, changes, own, type Probe, reads, removes } from './probe.ts'

const door = (floor: string) => `:holding, :building, '${floor}Y', '${floor}Y', '${floor}', ${floor}, 'Y', 25`
const doorInto = 'unit (holding_id, building_id, label, label_key, floor, floor_rank, line, line_rank)'

/** Accounts, bodies, and what is the union's common ground. */
export const probesOfCommonGround: Record<string, Probe> = {
  union_profile_select: reads('union_profile', 'true', anyone),
  union_profile_update: changes('union_profile', 'name = name', 'true', {
    may: 'union',
    mayNot: 'secretary',
  }),
  account_select: reads('account', 'id = :canvasser'),
  account_joined: reads('account', 'id = :newcomer', { may: 'steward', mayNot: 'other' }),
  account_update: changes('account', 'name = name', 'id = :canvasser', own),
  session_select: reads('session', 'account_id = :canvasser', own),
  session_update: changes('session', 'revoked_at = now()', 'account_id = :canvasser', own),
  body_select: reads('body', 'id = :body', anyone),
  body_update: changes('body', 'name = name', 'id = :body'),
  role_grant_select: reads('role_grant', 'body_id = :body and account_id = :canvasser'),
  role_grant_insert: adds('role_grant (account_id, body_id, role)', `:canvasser, :body, 'steward'`),
  role_grant_update: changes(
    'role_grant',
    'revoked_at = now()',
    'body_id = :body and account_id = :canvasser',
  ),
  invitation_select: reads('invitation', 'body_id = :body'),
  invitation_insert: adds(
    'invitation (id, body_id, role, expires_at)',
    `gen_random_uuid(), :body, 'member', now()`,
  ),
  invitation_update: changes('invitation', 'expires_at = now()', 'body_id = :body'),
  affiliation_select: reads('affiliation', 'child_id = :body', anyone),
  affiliation_insert: adds(
    'affiliation (child_id, parent_id, since, decided)',
    `:body, :union, '2020-01-01', 'so'`,
  ),
  affiliation_update: changes('affiliation', 'until = current_date', 'child_id = :body'),
  holding_select: reads('holding', 'id = :holding', anyone),
  holding_insert: adds('holding (building_id, body_id, since)', ':bare, :body, current_date'),
  holding_delete: removes('holding', 'id = :empty_holding'),
  share_select: reads('share', 'from_body_id = :body', { may: 'delegate', mayNot: 'other' }),
  share_insert: adds(
    'share (from_body_id, to_body_id, fields, made_by)',
    `:body, :other_body, '{doors}', :me`,
  ),
  share_update: changes('share', 'ended_at = now()', 'from_body_id = :body'),
  body_clock_select: reads('body_clock', 'body_id = :body', { may: 'member', mayNot: 'other' }),
  change_select: reads('change', 'body_id = :body', { may: 'steward', mayNot: 'canvasser' }),
  audit_entry_select: reads('audit_entry', 'body_id = :body', { may: 'secretary', mayNot: 'committee' }),

  import_select: reads('import', 'id = :import', anyone),
  import_insert: adds(
    'import (recipe, file_name, file_hash, counts, body_id, made_by)',
    `'r', 'f', 'h', '{}', :body, :me`,
  ),
  import_update: changes('import', 'undone_at = now()', 'id = :import'),
  import_change_select: reads('import_change', 'import_id = :import', byItsKeeper),
  import_change_insert: adds(
    'import_change (import_id, table_name, row_id, before)',
    `:import, 'unit', :door, '{}'`,
    byItsKeeper,
  ),
  import_change_delete: removes('import_change', 'import_id = :import', byItsKeeper),
  building_select: reads('building', 'id = :building', anyone),
  building_insert: adds('building (address, address_key)', `'1 New', '1 new'`, byItsKeeper),
  building_update: changes('building', 'doors_source = doors_source', 'id = :building', byItsKeeper),
  building_delete: removes('building', 'id = :bare', byItsKeeper),
  unit_select: reads('unit', 'id = :door', anyone),
  // Struck: no free line of a sheet brings in such a door.
  unit_insert: adds(doorInto.replace(')', ', struck_reason)'), `${door('7')}, 'merged'`, byItsKeeper),
  unit_at_the_door: adds(doorInto, door('1'), { may: 'canvasser', mayNot: 'member' }),
  unit_on_paper: adds(doorInto, door('9'), { may: 'committee', mayNot: 'steward' }),
  unit_update: changes('unit', 'label = label', 'id = :door', byItsKeeper),
  unit_delete: removes('unit', 'id = :spare_door'),
  unit_alias_select: reads('unit_alias', 'holding_id = :holding', anyone),
  unit_alias_insert: adds(
    'unit_alias (holding_id, alias_id, unit_id)',
    ':holding, gen_random_uuid(), :door',
    atTheDoor,
  ),
  ...commonGround('area', `(name, geometry) values ('New', '{}')`, 'name'),
  ...commonGround('street', `(name, kind, geometry) values ('New', 'street', '{}')`, 'name'),
  ...commonGround(
    'interest',
    `(party_id, building_id, role, source) values (:party, :building, 'manager', 'so')`,
    'until',
  ),
  ...commonGround(
    'party_link',
    `(party_id, same_as_id, evidence) values (:other_party, :party, 'so')`,
    'confirmed_by',
    'link',
  ),
  ...commonGround('party', `(kind, name) values ('person', 'New')`, 'name', 'lone_party'),
}

function commonGround(table: string, row: string, column: string, id: string = table): Record<string, Probe> {
  return {
    [`${table}_select`]: reads(table, `id = :${id}`, anyone),
    [`${table}_insert`]: { ...byItsKeeper, act: `insert into ${table} ${row}` },
    [`${table}_update`]: changes(table, `${column} = ${column}`, `id = :${id}`, byItsKeeper),
    [`${table}_delete`]: removes(table, `id = :${id}`, byItsKeeper),
  }
}
