-- Tenants and members: personal, so every row stands in its building's file.

create table person (
  holding_id uuid not null references holding (id),
  id uuid not null default core.uuid_v7(),
  name text not null check (length(trim(name)) between 1 and 80),
  account_id uuid references account (id),
  created_at timestamptz not null default now(),
  primary key (holding_id, id)
);

create table contact (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  person_id uuid not null,
  kind text not null check (kind in ('phone', 'email')),
  as_typed text not null,
  normal text,
  safe_rule text check (safe_rule in ('no_calls', 'no_texts', 'ask_first')),
  primary key (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id) on delete cascade
);

create table residency (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  person_id uuid not null,
  unit_id uuid not null,
  role text not null default 'tenant' check (role in ('tenant', 'household', 'subtenant')),
  since date,
  until date,
  primary key (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id) on delete cascade,
  foreign key (holding_id, unit_id) references unit (holding_id, id)
);
create index residency_unit on residency (holding_id, unit_id);
create index residency_person on residency (holding_id, person_id);

create table person_language (
  holding_id uuid not null,
  person_id uuid not null,
  language text not null,
  speaks boolean not null default true,
  reads boolean,
  interpreter boolean not null default false,
  primary key (holding_id, person_id, language),
  foreign key (holding_id, person_id) references person (holding_id, id) on delete cascade
);

create table consent (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  person_id uuid not null,
  purpose text not null check (purpose in ('keep', 'contact', 'count_repair', 'name_to_landlord')),
  channel text check (channel in ('call', 'text')),
  given boolean not null,
  knock_id uuid,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  primary key (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id) on delete cascade
);

create table tie (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  from_person_id uuid not null,
  to_person_id uuid not null,
  kind text not null check (kind in ('follows', 'kin', 'neighbor')),
  primary key (holding_id, id),
  unique (holding_id, from_person_id, to_person_id, kind),
  foreign key (holding_id, from_person_id) references person (holding_id, id) on delete cascade,
  foreign key (holding_id, to_person_id) references person (holding_id, id) on delete cascade
);

-- Pending until a member vouches.
create table membership (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  person_id uuid not null,
  asked_at timestamptz not null default core.clock(),
  knock_id uuid,
  vouched_by uuid references account (id),
  vouched_at timestamptz,
  ended_at timestamptz,
  primary key (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id) on delete cascade
);
create index membership_person on membership (holding_id, person_id);

-- A second value for a name or phone waits here for a person; nothing is overwritten silently.
create table second_value (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  person_id uuid not null,
  field text not null check (field in ('name', 'phone', 'email')),
  value text not null,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  settled_at timestamptz,
  primary key (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id) on delete cascade
);

create procedure core.own_file(tab text, see text, keep text) language plpgsql as $$
begin
  call core.wall(tab);
  call core.allow(tab, 'select', core.file_of(tab, see));
  call core.allow(tab, 'insert', core.file_of(tab, keep));
end $$;

call core.own_file('person', 'people.read', 'people.write');
call core.own_file('contact', 'contacts.read', 'people.write');
call core.own_file('residency', 'people.read', 'people.write');
call core.own_file('person_language', 'people.read', 'people.write');
call core.own_file('consent', 'people.read', 'people.write');
call core.own_file('tie', 'people.read', 'people.write');
call core.own_file('membership', 'people.read', 'people.write');
call core.own_file('second_value', 'people.read', 'people.write');
-- Consent is a fact: it is answered again, never changed. The rest may be corrected by those who keep the file.
call core.allow('person', 'update', core.file_of('person', 'people.write'));
call core.allow('contact', 'update', core.file_of('contact', 'people.write'));
call core.allow('contact', 'delete', core.file_of('contact', 'people.write'));
call core.allow('residency', 'update', core.file_of('residency', 'people.write'));
call core.allow('person_language', 'update', core.file_of('person_language', 'people.write'));
call core.allow('person_language', 'delete', core.file_of('person_language', 'people.write'));
call core.allow('tie', 'delete', core.file_of('tie', 'people.write'));
call core.allow('membership', 'update', core.file_of('membership', 'members.vouch'));
call core.allow('second_value', 'update', core.file_of('second_value', 'people.write'));
