-- Repairs and other grievances, and a body's meetings.

create table grievance (
  holding_id uuid not null,
  id uuid not null,
  building_id uuid not null,
  unit_id uuid,
  common_area text,
  category text not null,
  severity text not null check (severity in ('emergency', 'dangerous', 'serious', 'other')),
  since date,
  knock_id uuid,
  person_id uuid,
  landlord_id uuid references party (id),
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  day date not null,
  primary key (holding_id, id),
  check ((unit_id is null) <> (common_area is null)),
  foreign key (holding_id, building_id) references holding (id, building_id),
  foreign key (holding_id, unit_id) references unit (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id)
);
create index grievance_unit on grievance (holding_id, unit_id);

create table grievance_words (
  holding_id uuid not null,
  grievance_id uuid not null,
  words text not null check (length(words) <= 2000),
  primary key (holding_id, grievance_id),
  foreign key (holding_id, grievance_id) references grievance (holding_id, id)
);

-- What happened, in order. Its state is that of the newest event with one.
create table grievance_event (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  grievance_id uuid not null,
  kind text not null check (kind in ('moved', 'landlord_contact', 'assigned', 'asked_tenant', 'consent')),
  status text check (status in ('reported', 'verified', 'requested', 'acknowledged', 'scheduled', 'claimed_fixed', 'confirmed', 'closed',
    'reopened', 'escalated', 'withdrawn')),
  channel text check (channel in ('call', 'letter', 'email', 'text', 'visit')),
  owner_id uuid references account (id),
  promised_by date,
  answer text check (answer in ('yes', 'no', 'partly')),
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  day date not null,
  primary key (holding_id, id),
  foreign key (holding_id, grievance_id) references grievance (holding_id, id)
);
create index grievance_event_of on grievance_event (holding_id, grievance_id, at);

create table grievance_event_words (
  holding_id uuid not null,
  event_id uuid not null,
  words text not null check (length(words) <= 2000),
  primary key (holding_id, event_id),
  foreign key (holding_id, event_id) references grievance_event (holding_id, id)
);

-- Days to start and to fix, per place and kind; "not checked" until a person has checked the source.
create table deadline_rule (
  id uuid primary key default core.uuid_v7(),
  jurisdiction text not null,
  category text,
  severity text not null check (severity in ('emergency', 'dangerous', 'serious', 'other')),
  start_days integer,
  fix_days integer not null,
  source text not null,
  checked_by text,
  checked_on date
);
insert into deadline_rule (jurisdiction, severity, start_days, fix_days, source) values
  ('default', 'emergency', 0, 1, 'Neutral starting point, not a law'),
  ('default', 'dangerous', 1, 3, 'Neutral starting point, not a law'),
  ('default', 'serious', 3, 14, 'Neutral starting point, not a law'),
  ('default', 'other', 7, 30, 'Neutral starting point, not a law');

create table meeting (
  id uuid primary key default core.uuid_v7(),
  body_id uuid not null references body (id),
  title text not null check (length(trim(title)) between 1 and 120),
  starts_at timestamptz not null,
  place text not null check (length(trim(place)) between 1 and 120),
  made_by uuid not null references account (id),
  made_at timestamptz not null default now(),
  cancelled_at timestamptz
);
create index meeting_body on meeting (body_id, starts_at);

create table attendance (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  meeting_id uuid not null references meeting (id),
  unit_id uuid not null,
  person_id uuid,
  came boolean not null,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  primary key (holding_id, id),
  foreign key (holding_id, unit_id) references unit (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id)
);
create index attendance_meeting on attendance (meeting_id, holding_id, unit_id);

call core.own_file('grievance', 'repairs.read', 'repairs.write');
call core.own_file('grievance_words', 'repairs.read', 'repairs.write');
call core.own_file('grievance_event', 'repairs.read', 'repairs.write');
call core.own_file('grievance_event_words', 'repairs.read', 'repairs.write');
call core.own_file('attendance', 'meetings.read', 'meetings.write');
call core.added_at_the_door('grievance', 'grievance_words', 'grievance_event');

call core.wall('deadline_rule', 'meeting');
call core.allow('deadline_rule', 'select', '(select auth.account()) is not null');
call core.allow('deadline_rule', 'insert', '(select auth.can(''union.settings''))');
call core.allow('deadline_rule', 'update', '(select auth.can(''union.settings''))');
call core.allow('meeting', 'select', 'body_id = any ((select auth.bodies(''meetings.read''))::uuid[]) or exists (select 1 from public.holding h
  where h.body_id = meeting.body_id and h.id = any ((select auth.late_holdings())::uuid[]))');
call core.allow('meeting', 'insert', 'body_id = any ((select auth.bodies(''meetings.write''))::uuid[]) and made_by = (select auth.account())');
call core.allow('meeting', 'update', 'body_id = any ((select auth.bodies(''meetings.write''))::uuid[])');
alter table ask add foreign key (meeting_id) references meeting (id);
