-- Addresses, doors, landlords, imports, streets and areas: the union's common ground, nothing personal.

create table import (
  id uuid primary key default core.uuid_v7(),
  recipe text not null,
  file_name text not null,
  file_hash text not null,
  counts jsonb not null,
  body_id uuid not null references body (id),
  made_by uuid not null references account (id),
  made_at timestamptz not null default now(),
  undone_at timestamptz
);

-- What a row said before an import changed it, so that the import can be undone as a whole.
create table import_change (
  import_id uuid not null references import (id),
  table_name text not null,
  row_id uuid not null,
  before jsonb not null,
  primary key (import_id, table_name, row_id)
);

create table area (
  id uuid primary key default core.uuid_v7(),
  name text not null,
  geometry jsonb not null,
  import_id uuid references import (id)
);

create table street (
  id uuid primary key default core.uuid_v7(),
  name text not null,
  kind text not null,
  geometry jsonb not null,
  import_id uuid references import (id)
);

create table building (
  id uuid primary key default core.uuid_v7(),
  address text not null check (length(trim(address)) between 1 and 200),
  address_key text not null unique,
  kind text not null default 'multi_unit'
    check (kind in ('multi_unit', 'public_housing', 'sro', 'mobile_home_park', 'single_family', 'tenant_owned')),
  lon double precision,
  lat double precision,
  cell bigint,
  area_id uuid references area (id),
  doors_source text not null default 'counted' check (doors_source in ('counted', 'estimated', 'unknown')),
  doors_estimate integer check (doors_estimate > 0),
  import_id uuid references import (id),
  created_at timestamptz not null default now(),
  check ((lon is null) = (lat is null) and (lon is null) = (cell is null))
);
create index building_cell on building (cell);
create index building_area on building (area_id);
create index building_import on building (import_id);
alter table holding add foreign key (building_id) references building (id);

-- A door. It outlives its tenants. holding_id repeats the building's, so that facts can point at it by (holding_id, id).
create table unit (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  building_id uuid not null,
  label text not null check (length(label) between 1 and 20),
  label_key text not null,
  floor text not null,
  floor_rank integer not null,
  line text not null,
  line_rank integer not null,
  use text not null default 'home' check (use in ('home', 'rented', 'owner_occupied', 'exempt', 'business')),
  struck_reason text check (struck_reason in ('does_not_exist', 'business', 'merged', 'other')),
  import_id uuid references import (id),
  primary key (holding_id, id),
  unique (id),
  unique (building_id, label_key),
  foreign key (holding_id, building_id) references holding (id, building_id)
);
create index unit_import on unit (import_id);

create table party (
  id uuid primary key default core.uuid_v7(),
  kind text not null check (kind in ('company', 'person', 'manager', 'agent', 'lender')),
  name text not null,
  import_id uuid references import (id)
);

create table interest (
  id uuid primary key default core.uuid_v7(),
  party_id uuid not null references party (id),
  building_id uuid not null references building (id),
  role text not null check (role in ('owner', 'beneficial_owner', 'manager', 'agent', 'lender')),
  since date,
  until date,
  source text not null
);
create index interest_building on interest (building_id);
create index interest_party on interest (party_id);

-- Two parties behind which the same landlord stands; nobody's word alone makes it so.
create table party_link (
  id uuid primary key default core.uuid_v7(),
  party_id uuid not null references party (id),
  same_as_id uuid not null references party (id),
  evidence text not null,
  confirmed_by uuid references account (id),
  unique (party_id, same_as_id)
);

create procedure core.common_ground(tab text, write_capability text) language plpgsql as $$
declare rule text := format('(select auth.can(%L))', write_capability);
begin
  call core.wall(tab);
  call core.allow(tab, 'select', '(select auth.account()) is not null');
  call core.allow(tab, 'insert', rule);
  call core.allow(tab, 'update', rule);
  call core.allow(tab, 'delete', rule);
end $$;

call core.common_ground('area', 'buildings.import');
call core.common_ground('street', 'buildings.import');
call core.common_ground('party', 'buildings.write');
call core.common_ground('interest', 'buildings.write');
call core.common_ground('party_link', 'buildings.write');

call core.wall('import', 'import_change', 'building', 'unit');
call core.allow('import', 'select', '(select auth.account()) is not null');
call core.allow('import', 'insert', 'body_id = any ((select auth.bodies(''buildings.import''))::uuid[]) and made_by = (select auth.account())');
call core.allow('import', 'update', 'body_id = any ((select auth.bodies(''buildings.import''))::uuid[])');
call core.allow('import_change', 'select', '(select auth.can(''buildings.import''))');
call core.allow('import_change', 'insert', '(select auth.can(''buildings.import''))');
call core.allow('import_change', 'delete', '(select auth.can(''buildings.import''))');
call core.allow('building', 'select', '(select auth.account()) is not null');
call core.allow('building', 'insert', '(select auth.can(''buildings.write''))');
call core.allow('building', 'update', '(select auth.can(''buildings.import'')) or exists (select 1 from public.holding h
  where h.building_id = building.id and h.body_id = any ((select auth.bodies(''buildings.write''))::uuid[]))');
call core.allow('building', 'delete', '(select auth.can(''buildings.import''))');
call core.allow('unit', 'select', '(select auth.account()) is not null');
call core.allow('unit', 'insert', core.file_of('unit', 'buildings.write'));
call core.allow('unit', 'update', core.file_of('unit', 'buildings.write'));
call core.allow('unit', 'delete', core.file_of('unit', 'buildings.import'));
