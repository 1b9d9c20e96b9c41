-- Shifts, turf, knocks and what was said at the door. Facts are appended: lintel_app may not change or delete them.

create table shift (
  id uuid primary key default core.uuid_v7(),
  body_id uuid not null references body (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  place text not null,
  lead_id uuid references account (id),
  made_by uuid not null references account (id)
);
create index shift_body on shift (body_id, starts_at);

-- Doors given together: a whole building, or some of its floors.
create table turf (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  shift_id uuid not null references shift (id),
  building_id uuid not null,
  floors text[] check (cardinality(floors) > 0),
  primary key (holding_id, id),
  unique (id),
  foreign key (holding_id, building_id) references holding (id, building_id)
);

create table turf_assignment (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  turf_id uuid not null,
  account_id uuid not null references account (id),
  assigned_by uuid not null references account (id),
  assigned_at timestamptz not null default core.clock(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (holding_id, id),
  foreign key (holding_id, turf_id) references turf (holding_id, id)
);
create index turf_assignment_account on turf_assignment (account_id, expires_at);

-- A phone's store. A store made anew is a new device.
create table device (
  id uuid primary key,
  account_id uuid not null references account (id),
  made_at timestamptz not null default now(),
  last_seq integer not null default 0,
  revoked_at timestamptz
);

-- Phones encrypt what they send to the public half; only the server reads it.
create table sync_key (
  id uuid primary key default core.uuid_v7(),
  public_key text not null,
  private_key text not null,
  since timestamptz not null default now()
);

-- Each act a phone ever sent, with the answer it got: the same act gets the same answer for ever. A device is never deleted, and its row is
-- held while its acts are written: checking it again for each act and each knock would prove nothing.
create table op_ledger (
  device_id uuid not null,
  op_id uuid not null,
  seq integer not null,
  account_id uuid not null,
  kind text not null,
  payload_hash bytea not null,
  holding_id uuid,
  unit_id uuid,
  result text not null check (result in ('applied', 'merged', 'rejected')),
  code text,
  at timestamptz not null default now(),
  primary key (device_id, op_id)
);

-- What could not be applied is kept with its reason until a person has looked.
create table refused_op (
  device_id uuid not null,
  op_id uuid not null,
  account_id uuid not null references account (id),
  body_id uuid references body (id),
  holding_id uuid references holding (id),
  code text not null,
  payload jsonb not null,
  at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by uuid references account (id),
  outcome text check (outcome in ('applied_by_hand', 'not_needed')),
  primary key (device_id, op_id)
);

create table knock (
  holding_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  person_id uuid,
  account_id uuid not null references account (id),
  device_id uuid,
  turf_id uuid,
  disposition text not null check (disposition in ('conversation', 'brief', 'not_home', 'inaccessible', 'refused', 'language', 'moved',
    'wrong_unit', 'vacant', 'left_literature', 'someone_else', 'do_not_knock', 'hostile_unsafe', 'landlord_agent', 'deceased')),
  flyer boolean not null default false,
  late boolean not null default false,
  at timestamptz not null default core.clock(),
  day date not null,
  primary key (holding_id, id),
  foreign key (holding_id, unit_id) references unit (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id)
);
create index knock_unit on knock (holding_id, unit_id, day desc);
create index knock_account on knock (account_id, day);

create table knock_retraction (
  holding_id uuid not null,
  knock_id uuid not null,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  primary key (holding_id, knock_id),
  foreign key (holding_id, knock_id) references knock (holding_id, id)
);

-- Personal words of a knock, apart from the fact so that they can be forgotten alone.
create table knock_note (
  holding_id uuid not null,
  knock_id uuid not null,
  note text not null check (length(note) <= 2000),
  primary key (holding_id, knock_id),
  foreign key (holding_id, knock_id) references knock (holding_id, id)
);

create table knock_heard (
  holding_id uuid not null,
  knock_id uuid not null,
  code text not null,
  primary key (holding_id, knock_id, code),
  foreign key (holding_id, knock_id) references knock (holding_id, id)
);

create table assessment (
  holding_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  knock_id uuid,
  level smallint not null check (level between 1 and 5),
  basis text[] not null check (basis <@ array['said', 'signed', 'attended', 'recruited'] and cardinality(basis) > 0),
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  day date not null,
  primary key (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id),
  foreign key (holding_id, unit_id) references unit (holding_id, id)
);
create index assessment_unit on assessment (holding_id, unit_id, person_id, at desc);

create table ask (
  holding_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  person_id uuid,
  knock_id uuid,
  step text not null,
  meeting_id uuid,
  answer text not null check (answer in ('yes', 'maybe', 'no')),
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  primary key (holding_id, id),
  foreign key (holding_id, unit_id) references unit (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id)
);
create index ask_meeting on ask (meeting_id, holding_id, unit_id);

create table follow_up (
  holding_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  person_id uuid,
  knock_id uuid,
  what text not null check (length(what) between 1 and 200),
  owner_name text,
  due date,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  done_at timestamptz,
  done_by uuid references account (id),
  primary key (holding_id, id),
  foreign key (holding_id, unit_id) references unit (holding_id, id),
  foreign key (holding_id, person_id) references person (holding_id, id)
);
create index follow_up_open on follow_up (holding_id, due) where done_at is null;

-- ── Turf as a right ──────────────────────────────────────────────────────────
-- Turf that may be read now.
create function auth.turfs() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(a.turf_id), '{}') from public.turf_assignment a
  where a.account_id = (select auth.account()) and a.revoked_at is null and a.expires_at > now()
$$;

-- Turf a knock may still come in from: a phone may have had no signal for days after its shift.
create function auth.late_turfs() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(a.turf_id), '{}') from public.turf_assignment a
  where a.account_id = (select auth.account()) and a.revoked_at is null and a.expires_at > now() - interval '30 days'
$$;

create function auth.late_holdings() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct a.holding_id), '{}') from public.turf_assignment a
  where a.account_id = (select auth.account()) and a.revoked_at is null and a.expires_at > now() - interval '30 days'
$$;

-- The rule for a row about a door of a turf this account was given.
create function core.turf_door(tab text) returns text language sql immutable as $$
  select format('exists (select 1 from public.turf t join public.unit u on u.building_id = t.building_id and (t.floors is null or u.floor = any (t.floors))
    where t.id = any ((select auth.late_turfs())::uuid[]) and u.holding_id = %1$I.holding_id and u.id = %1$I.unit_id)', tab)
$$;

create function core.turf_file(tab text) returns text language sql immutable as $$
  select format('%I.holding_id = any ((select auth.late_holdings())::uuid[])', tab)
$$;

call core.wall('shift', 'turf', 'turf_assignment', 'device', 'sync_key', 'op_ledger', 'refused_op', 'knock', 'knock_retraction', 'knock_note',
  'knock_heard', 'assessment', 'ask', 'follow_up');

call core.allow('shift', 'select', 'body_id = any ((select auth.my_bodies())::uuid[])
  or exists (select 1 from public.turf t where t.shift_id = shift.id and t.id = any ((select auth.late_turfs())::uuid[]))');
call core.allow('shift', 'insert', 'body_id = any ((select auth.bodies(''turf.assign''))::uuid[]) and made_by = (select auth.account())');
call core.allow('shift', 'update', 'body_id = any ((select auth.bodies(''turf.assign''))::uuid[])');
call core.allow('turf', 'select', core.file_of('turf', 'turf.assign') || ' or id = any ((select auth.late_turfs())::uuid[])');
call core.allow('turf', 'insert', core.file_of('turf', 'turf.assign'));
call core.allow('turf_assignment', 'select', core.file_of('turf_assignment', 'turf.assign') || ' or account_id = (select auth.account())');
call core.allow('turf_assignment', 'insert', core.file_of('turf_assignment', 'turf.assign'));
call core.allow('turf_assignment', 'update', core.file_of('turf_assignment', 'turf.assign'));
call core.allow('device', 'select', 'account_id = (select auth.account())');
call core.allow('device', 'insert', 'account_id = (select auth.account())');
call core.allow('device', 'update', 'account_id = (select auth.account())');
call core.allow('op_ledger', 'select', 'account_id = (select auth.account())');
call core.allow('op_ledger', 'insert', 'account_id = (select auth.account())');
-- A file that changes hands takes its refused acts along; only what is of no known file stays with the body it was given to.
call core.allow('refused_op', 'select', 'account_id = (select auth.account()) or ' || core.file_of('refused_op', 'turf.assign')
  || ' or (holding_id is null and body_id = any ((select auth.bodies(''turf.assign''))::uuid[]))');
call core.allow('refused_op', 'insert', 'account_id = (select auth.account())');
call core.allow('refused_op', 'update', core.file_of('refused_op', 'turf.assign')
  || ' or (holding_id is null and body_id = any ((select auth.bodies(''turf.assign''))::uuid[]))');

call core.allow('knock', 'select', core.file_of('knock', 'knocks.read') || ' or account_id = (select auth.account())');
call core.allow('knock', 'insert', format('account_id = (select auth.account()) and (%s or %s)', core.file_of('knock', 'doors.knock'), core.turf_door('knock')));
call core.allow('knock_retraction', 'select', core.file_of('knock_retraction', 'knocks.read') || ' or account_id = (select auth.account())');
call core.allow('knock_retraction', 'insert', 'account_id = (select auth.account()) and exists (select 1 from public.knock k
  where k.holding_id = knock_retraction.holding_id and k.id = knock_retraction.knock_id and k.account_id = (select auth.account()))');
call core.allow('knock_note', 'select', core.file_of('knock_note', 'notes.read'));
call core.allow('knock_note', 'insert', format('%s or %s', core.file_of('knock_note', 'doors.knock'), core.turf_file('knock_note')));
call core.allow('knock_heard', 'select', core.file_of('knock_heard', 'knocks.read'));
call core.allow('knock_heard', 'insert', format('%s or %s', core.file_of('knock_heard', 'doors.knock'), core.turf_file('knock_heard')));
call core.allow('assessment', 'select', core.file_of('assessment', 'levels.read'));
call core.allow('assessment', 'insert', format('account_id = (select auth.account()) and (%s or %s)',
  core.file_of('assessment', 'levels.write'), core.turf_door('assessment')));
-- Who comes to a meeting is for those who prepare it; what somebody said to a strike vote is not.
call core.allow('ask', 'select', format('%s or (meeting_id is not null and %s)', core.file_of('ask', 'levels.read'), core.file_of('ask', 'meetings.read')));
call core.allow('ask', 'insert', format('account_id = (select auth.account()) and (%s or %s)', core.file_of('ask', 'doors.knock'), core.turf_door('ask')));
call core.allow('follow_up', 'select', core.file_of('follow_up', 'follow_ups.read'));
call core.allow('follow_up', 'insert', format('account_id = (select auth.account()) and (%s or %s)',
  core.file_of('follow_up', 'doors.knock'), core.turf_door('follow_up')));
call core.allow('follow_up', 'update', core.file_of('follow_up', 'follow_ups.read'));

-- At a door of one's turf people are added, never read back: what a phone shows of them comes from auth.turf_people().
create procedure core.added_at_the_door(variadic names text[]) language plpgsql as $$
declare tab text;
begin
  foreach tab in array names loop
    execute format('create policy %I on %I for insert to lintel_app with check (%s)', tab || '_at_the_door', tab, core.turf_file(tab));
  end loop;
end $$;
call core.added_at_the_door('person', 'contact', 'residency', 'person_language', 'consent', 'membership', 'second_value');
create policy unit_at_the_door on unit for insert to lintel_app with check (
  exists (select 1 from public.turf t where t.building_id = unit.building_id and t.id = any ((select auth.late_turfs())::uuid[])
    and (t.floors is null or unit.floor = any (t.floors))));

create function auth.current_sync_key() returns table (id uuid, public_key text) language sql stable security definer set search_path = '' as $$
  select k.id, k.public_key from public.sync_key k where auth.account() is not null order by k.since desc limit 1
$$;
create function auth.sync_private_key(wanted uuid) returns text language sql stable security definer set search_path = '' as $$
  select k.private_key from public.sync_key k where k.id = wanted and auth.account() is not null
$$;
create function auth.add_sync_key(new_public text, new_private text) returns uuid language sql security definer set search_path = '' as $$
  insert into public.sync_key (public_key, private_key) select new_public, new_private
  where not exists (select 1 from public.sync_key) returning id
$$;
