-- What to say at a door, and what to show somebody whose language one does not speak.

create table script (
  id uuid primary key default core.uuid_v7(),
  body_id uuid not null references body (id),
  name text not null check (length(trim(name)) between 1 and 80),
  made_by uuid not null references account (id),
  made_at timestamptz not null default now(),
  -- The body's own choice for shifts that choose none: the newest counts.
  used_since timestamptz,
  retired_at timestamptz
);
create index script_body on script (body_id);

-- Never changed: what was said on an evening can be read years later.
create table script_version (
  script_id uuid not null references script (id),
  n integer not null check (n >= 1),
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  made_by uuid not null references account (id),
  made_at timestamptz not null default now(),
  primary key (script_id, n)
);

-- The newest of a language counts. Without a person who read it, nobody at a door is shown it.
create table language_card (
  id uuid primary key default core.uuid_v7(),
  body_id uuid not null references body (id),
  language text not null,
  text text not null check (length(trim(text)) between 1 and 600),
  reviewed_by text check (length(trim(reviewed_by)) between 1 and 80),
  reviewed_on date,
  account_id uuid not null references account (id),
  at timestamptz not null default clock_timestamp(),
  check ((reviewed_by is null) = (reviewed_on is null))
);
create index language_card_of on language_card (body_id, language, at desc);

alter table shift add column script_id uuid references script (id);
alter table holding add column script_id uuid references script (id);

-- In their own words: only where they said it may be kept so.
alter table knock_note add column verbatim boolean not null default false;

call core.wall('script', 'script_version', 'language_card');
-- Also whoever has doors of this body tonight: its script goes with the doors.
call core.allow('script', 'select', 'body_id = any ((select auth.my_bodies())::uuid[]) or body_id in
  (select h.body_id from public.holding h where h.id = any ((select auth.late_holdings())::uuid[]))');
call core.allow('script', 'insert', 'body_id = any ((select auth.bodies(''turf.assign''))::uuid[]) and made_by = (select auth.account())');
call core.allow('script', 'update', 'body_id = any ((select auth.bodies(''turf.assign''))::uuid[])');
call core.allow('script_version', 'select', 'exists (select 1 from public.script s where s.id = script_version.script_id)');
call core.allow('script_version', 'insert', 'made_by = (select auth.account()) and exists (select 1 from public.script s
  where s.id = script_version.script_id and s.body_id = any ((select auth.bodies(''turf.assign''))::uuid[]))');
-- What is held up to whoever opens is no secret.
call core.allow('language_card', 'select', '(select auth.account()) is not null');
call core.allow('language_card', 'insert', 'body_id = any ((select auth.bodies(''body.settings''))::uuid[]) and account_id = (select auth.account())');
call core.allow('holding', 'update', 'body_id = any ((select auth.bodies(''turf.assign''))::uuid[])');
revoke update on script, holding from lintel_app;
grant update (name, used_since, retired_at) on script to lintel_app;
grant update (script_id) on holding to lintel_app;
grant update (script_id) on shift to lintel_app;
