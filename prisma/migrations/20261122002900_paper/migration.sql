-- Floor sheets: what was printed, so that what comes back on paper finds its doors. A sheet names doors, never people.

create table print_sheet (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  code text not null unique check (code ~ '^[ACEHKMPRTX]{6}$'),
  building_id uuid not null,
  turf_id uuid,
  meeting_id uuid references meeting (id),
  has_levels boolean not null default false,
  leaves_flyer boolean not null default false,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  day date not null,
  -- Whoever entered it says that nothing more will come from it.
  closed_at timestamptz,
  primary key (holding_id, id),
  foreign key (holding_id, building_id) references holding (id, building_id),
  foreign key (holding_id, turf_id) references turf (holding_id, id)
);
create index print_sheet_open on print_sheet (holding_id, at) where closed_at is null;

create table print_row (
  holding_id uuid not null,
  sheet_id uuid not null,
  n integer not null check (n between 1 and 100),
  unit_id uuid not null,
  primary key (holding_id, sheet_id, n),
  foreign key (holding_id, sheet_id) references print_sheet (holding_id, id),
  foreign key (holding_id, unit_id) references unit (holding_id, id) on delete cascade
);
create index print_row_unit on print_row (holding_id, unit_id);

-- That a knock came in from paper, and from which row.
create table print_entry (
  holding_id uuid not null,
  knock_id uuid not null,
  sheet_id uuid not null,
  n integer not null,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  primary key (holding_id, knock_id),
  foreign key (holding_id, knock_id) references knock (holding_id, id),
  foreign key (holding_id, sheet_id, n) references print_row (holding_id, sheet_id, n)
);
create index print_entry_row on print_entry (holding_id, sheet_id, n);

call core.wall('print_sheet', 'print_row', 'print_entry');
-- As with a phone: whoever knocks at the file's doors, or at those of a turf they were given.
create function core.of_sheet(tab text) returns text language sql immutable as $$
  select format('exists (select 1 from public.print_sheet s where s.holding_id = %1$I.holding_id and s.id = %1$I.sheet_id)', tab)
$$;
call core.allow('print_sheet', 'select', core.file_of('print_sheet', 'doors.knock') || ' or turf_id = any ((select auth.late_turfs())::uuid[])');
call core.allow('print_sheet', 'insert', format('account_id = (select auth.account()) and (%s or turf_id = any ((select auth.late_turfs())::uuid[]))',
  core.file_of('print_sheet', 'doors.knock')));
call core.allow('print_sheet', 'update', core.file_of('print_sheet', 'doors.knock') || ' or turf_id = any ((select auth.late_turfs())::uuid[])');
revoke update on print_sheet from lintel_app;
grant update (closed_at) on print_sheet to lintel_app;
call core.allow('print_row', 'select', core.of_sheet('print_row'));
call core.allow('print_row', 'insert', core.of_sheet('print_row'));
call core.allow('print_entry', 'select', core.of_sheet('print_entry'));
call core.allow('print_entry', 'insert', 'account_id = (select auth.account()) and ' || core.of_sheet('print_entry'));
