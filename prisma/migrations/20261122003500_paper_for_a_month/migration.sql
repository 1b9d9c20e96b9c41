-- A month on paper: what was asked stands on the sheet, doors found on the way get a row, and whoever leads can correct what another
-- entered. Repairs are carried on sheets of their own.

-- The asks of this sheet, as printed: A, B, C.
alter table print_sheet add column asks text[] not null default '{}';
-- A door that was not on the sheet: written on one of its free lines.
alter table print_row add column is_new boolean not null default false;

-- For as long as its doors can be entered late; whoever holds no role in the shift's body any more leads nothing of it.
create function auth.leads_turf(wanted uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.turf t join public.shift s on s.id = t.shift_id where t.id = wanted and s.lead_id = auth.account()
    and s.body_id = any (auth.my_bodies()) and s.ends_at > now() - interval '30 days')
$$;

-- The first of these words that no sheet bears, of doors or of repairs, whoever's it is. Two who print at once take turns.
create function auth.free_sheet_code(words text[]) returns text language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('sheet_code'));
  return (select w.word from unnest(words) with ordinality as w (word, n)
    where not exists (select 1 from public.print_sheet s where s.code = w.word) and not exists (select 1 from public.repair_sheet s where s.code = w.word)
    order by w.n limit 1);
end $$;
grant create on schema auth to lintel_auth;
alter function auth.leads_turf(uuid) owner to lintel_auth;
alter function auth.free_sheet_code(text[]) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.leads_turf(uuid), auth.free_sheet_code(text[]) from public;
grant execute on function auth.leads_turf(uuid), auth.free_sheet_code(text[]) to lintel_app;

-- Only one's own knock comes from one's own hand: a row of paper that named another's would make it one that others may take back.
drop policy print_entry_insert on print_entry;
call core.allow('print_entry', 'insert', 'account_id = (select auth.account()) and exists (select 1 from public.knock k
  where k.holding_id = print_entry.holding_id and k.id = print_entry.knock_id and k.account_id = (select auth.account())) and ' || core.of_sheet('print_entry'));

-- What came from paper was typed by somebody who was not at the door: who gives out doors, or led that evening, may take it back.
create policy knock_retraction_of_paper on knock_retraction for insert to lintel_app with check (
  account_id = (select auth.account()) and exists (
    select 1 from public.print_entry e join public.print_sheet s on s.holding_id = e.holding_id and s.id = e.sheet_id
    join public.holding h on h.id = s.holding_id
    where e.holding_id = knock_retraction.holding_id and e.knock_id = knock_retraction.knock_id
      and (h.body_id = any ((select auth.bodies('turf.assign'))::uuid[]) or auth.leads_turf(s.turf_id))));

-- A building's open repairs, to be carried around: places and kinds, never a name.
create table repair_sheet (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  code text not null unique check (code ~ '^[ACEHKMPRTX]{6}$'),
  building_id uuid not null,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  day date not null,
  -- Whoever entered it says that nothing more will come from it.
  closed_at timestamptz,
  primary key (holding_id, id),
  foreign key (holding_id, building_id) references holding (id, building_id)
);
create index repair_sheet_open on repair_sheet (holding_id, at) where closed_at is null;

create table repair_row (
  holding_id uuid not null,
  sheet_id uuid not null,
  n integer not null check (n between 1 and 100),
  grievance_id uuid not null,
  -- Heard on the way, and written on one of the free lines.
  is_new boolean not null default false,
  -- What had happened to it when the sheet was printed: what else there is has come since, whatever day it is written down for.
  seen uuid[] not null,
  primary key (holding_id, sheet_id, n),
  foreign key (holding_id, sheet_id) references repair_sheet (holding_id, id),
  foreign key (holding_id, grievance_id) references grievance (holding_id, id)
);
create index repair_row_of on repair_row (holding_id, grievance_id);

-- What a row said, and which events it became: none where nothing of it was new. The newest of a row stands.
create table repair_entry (
  holding_id uuid not null,
  id uuid not null,
  sheet_id uuid not null,
  n integer not null,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  day date not null,
  fixed text check (fixed = any (array['yes', 'partly', 'no'])),
  channel text check (channel = any (array['call', 'letter', 'email', 'text', 'visit'])),
  promised_by date,
  event_ids uuid[] not null default '{}',
  primary key (holding_id, id),
  foreign key (holding_id, sheet_id, n) references repair_row (holding_id, sheet_id, n)
);
create index repair_entry_row on repair_entry (holding_id, sheet_id, n, at);

call core.own_file('repair_sheet', 'repairs.read', 'repairs.write');
call core.allow('repair_sheet', 'update', core.file_of('repair_sheet', 'repairs.write'));
call core.only_these('repair_sheet', 'closed_at');
call core.own_file('repair_row', 'repairs.read', 'repairs.write');
call core.own_file('repair_entry', 'repairs.read', 'repairs.write');
