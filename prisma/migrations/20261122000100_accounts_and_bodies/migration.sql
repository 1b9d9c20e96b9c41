-- Who signs in, which bodies there are, who owns which file, and the functions every policy asks.
-- Roles (lintel_owner, lintel_app, lintel_auth, lintel_jobs) are made by app/core/start/roles.ts before the first migration.

create schema core;
create schema auth;
grant usage on schema core, auth, public to lintel_app, lintel_auth, lintel_jobs;

-- PostgreSQL 18 has uuidv7(); 15 to 17 do not.
create function core.uuid_v7() returns uuid language sql volatile set search_path = '' as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- When a fact happened. After a lock was waited for, not before; the made-up city's eight weeks are told with a clock of their own.
create function core.clock() returns timestamptz language sql volatile set search_path = '' as $$
  select coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, clock_timestamp())
$$;

-- One database is one union: one row.
create table union_profile (
  only_one boolean primary key default true check (only_one),
  name text not null check (length(trim(name)) between 1 and 120),
  time_zone text not null,
  locales text[] not null check (cardinality(locales) > 0),
  founded_at timestamptz not null default now()
);

create table account (
  id uuid primary key default core.uuid_v7(),
  name text not null check (length(trim(name)) between 1 and 80),
  locale text not null default 'en',
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table credential (
  account_id uuid primary key references account (id),
  login text not null unique,
  password_hash text not null
);

-- The id is the first half of the SHA-256 of the cookie's token: the token itself is never stored.
create table session (
  id uuid primary key,
  account_id uuid not null references account (id),
  label text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_account on session (account_id);

create table body (
  id uuid primary key default core.uuid_v7(),
  kind text not null check (kind in ('committee', 'council', 'local', 'union', 'working_group', 'ally')),
  name text not null check (length(trim(name)) between 1 and 120),
  created_at timestamptz not null default now()
);
-- Who holds a role in this body sets the union's name and deadlines: there is no second one.
create unique index body_union on body ((true)) where kind = 'union';

-- The capabilities of a role: a copy of app/core/permissions.ts, rewritten after each migration run.
create table role_capability (
  role text not null,
  capability text not null,
  primary key (role, capability)
);

create table role_grant (
  id uuid primary key default core.uuid_v7(),
  account_id uuid not null references account (id),
  body_id uuid not null references body (id),
  role text not null,
  granted_by uuid references account (id),
  granted_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
create index role_grant_account on role_grant (account_id);
create index role_grant_body on role_grant (body_id);

create table invitation (
  id uuid primary key,
  body_id uuid not null references body (id),
  role text not null,
  grant_until timestamptz,
  created_by uuid references account (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references account (id)
);

create table affiliation (
  id uuid primary key default core.uuid_v7(),
  child_id uuid not null references body (id),
  parent_id uuid not null references body (id) check (parent_id <> child_id),
  since date not null,
  until date,
  decided text not null,
  unique (child_id, parent_id, since)
);

-- A holding is one building's file. Which body owns it may change; its facts never move.
create table holding (
  id uuid primary key default core.uuid_v7(),
  building_id uuid unique,
  body_id uuid not null references body (id),
  since date not null,
  unique (id, building_id)
);
create index holding_body on holding (body_id);

-- What one body lets another see. Ended, never deleted.
create table share (
  id uuid primary key default core.uuid_v7(),
  from_body_id uuid not null references body (id),
  to_body_id uuid not null references body (id) check (to_body_id <> from_body_id),
  fields text[] not null check (fields <@ array['doors', 'support', 'members', 'repairs']),
  since timestamptz not null default now(),
  ended_at timestamptz,
  made_by uuid not null references account (id)
);
create unique index share_live on share (from_body_id, to_body_id) where ended_at is null;
create index share_to on share (to_body_id) where ended_at is null;

-- One lock per body orders its change feed and its audit log by commit.
create table body_clock (
  body_id uuid primary key references body (id),
  feed bigint not null default 0,
  audit bigint not null default 0,
  audit_head bytea not null default '\x',
  share_version bigint not null default 0
);

create table change (
  body_id uuid not null references body (id),
  n bigint not null,
  holding_id uuid not null,
  kind text not null,
  object_id uuid,
  primary key (body_id, n)
);

create table audit_entry (
  body_id uuid not null references body (id),
  n bigint not null,
  account_id uuid,
  action text not null,
  object_id uuid,
  day date not null,
  previous bytea not null,
  hash bytea not null,
  primary key (body_id, n)
);

-- ── Who is asking ────────────────────────────────────────────────────────────
create function auth.account() returns uuid language sql stable security definer set search_path = '' as $$
  select s.account_id from public.session s join public.account a on a.id = s.account_id
  where s.id = nullif(current_setting('app.session', true), '')::uuid
    and s.revoked_at is null and s.expires_at > now() and a.disabled_at is null
$$;

-- A list of a city's buildings is brought in where buildings are held in trust: by the union or a local, never by one building's
-- committee, which would own the files of all of them.
create function auth.bodies(wanted text) returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct g.body_id), '{}')
  from public.role_grant g join public.role_capability c on c.role = g.role and c.capability = wanted
  where g.account_id = (select auth.account()) and g.revoked_at is null and (g.expires_at is null or g.expires_at > now())
    and (wanted <> 'buildings.import' or exists (select 1 from public.body b where b.id = g.body_id and b.kind in ('union', 'local')))
$$;

create function auth.can(wanted text) returns boolean language sql stable security definer set search_path = '' as $$
  select cardinality(auth.bodies(wanted)) > 0
$$;

-- Bodies whose people this account works with: any live grant there.
create function auth.my_bodies() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct g.body_id), '{}') from public.role_grant g
  where g.account_id = (select auth.account()) and g.revoked_at is null and (g.expires_at is null or g.expires_at > now())
$$;

create function auth.actor() returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'accountId', a.id, 'name', a.name, 'locale', a.locale,
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object('bodyId', b.id, 'bodyName', b.name, 'bodyKind', b.kind, 'role', g.role) order by g.granted_at, g.id)
      from public.role_grant g join public.body b on b.id = g.body_id
      where g.account_id = a.id and g.revoked_at is null and (g.expires_at is null or g.expires_at > now())), '[]'),
    'union', (select jsonb_build_object('name', u.name, 'timeZone', u.time_zone, 'locales', to_jsonb(u.locales)) from public.union_profile u))
  from public.account a where a.id = (select auth.account())
$$;

-- ── Before there is an actor: sign-in, invitation, first run ─────────────────
create function auth.union_name() returns text language sql stable security definer set search_path = '' as $$
  select name from public.union_profile
$$;

create function auth.credential(wanted text) returns table (account_id uuid, password_hash text)
language sql stable security definer set search_path = '' as $$
  select c.account_id, c.password_hash from public.credential c join public.account a on a.id = c.account_id
  where c.login = wanted and a.disabled_at is null
$$;

create function auth.open_session(new_id uuid, for_account uuid, new_label text, days integer) returns void
language sql security definer set search_path = '' as $$
  insert into public.session (id, account_id, label, expires_at) values (new_id, for_account, new_label, now() + make_interval(days => days))
$$;

create function auth.invitation(wanted uuid) returns table (body_name text, role text, invited_by text)
language sql stable security definer set search_path = '' as $$
  select b.name, i.role, a.name from public.invitation i join public.body b on b.id = i.body_id left join public.account a on a.id = i.created_by
  where i.id = wanted and i.used_at is null and i.expires_at > now()
$$;

create function auth.add_account(new_name text, new_login text, new_hash text, new_locale text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare made uuid;
begin
  insert into public.account (name, locale) values (trim(new_name), new_locale) returning id into made;
  insert into public.credential (account_id, login, password_hash) values (made, new_login, new_hash);
  return made;
end $$;
revoke all on function auth.add_account(text, text, text, text) from public;

-- Null when the link is used, over or unknown; a unique violation when the name is taken.
create function auth.accept_invitation(wanted uuid, new_name text, new_login text, new_hash text, new_locale text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare found public.invitation; made uuid;
begin
  select * into found from public.invitation where id = wanted and used_at is null and expires_at > now() for update;
  if found.id is null then return null; end if;
  made := auth.add_account(new_name, new_login, new_hash, new_locale);
  insert into public.role_grant (account_id, body_id, role, granted_by, expires_at)
    values (made, found.body_id, found.role, found.created_by, found.grant_until);
  update public.invitation set used_at = now(), used_by = made where id = wanted;
  return made;
end $$;

-- Only in an empty database: the union, its body and its first person.
create function auth.found_union(union_name text, zone text, langs text[], person text, new_login text, new_hash text, new_locale text)
returns table (account_id uuid, body_id uuid) language plpgsql security definer set search_path = '' as $$
declare person_id uuid; union_body uuid;
begin
  perform pg_advisory_xact_lock(7241);
  if exists (select 1 from public.union_profile) then raise exception 'union exists' using errcode = 'unique_violation'; end if;
  insert into public.union_profile (name, time_zone, locales) values (trim(union_name), zone, langs);
  insert into public.body (kind, name) values ('union', trim(union_name)) returning id into union_body;
  insert into public.body_clock (body_id) values (union_body);
  person_id := auth.add_account(person, new_login, new_hash, new_locale);
  insert into public.role_grant (account_id, body_id, role) values (person_id, union_body, 'secretary');
  return query select person_id, union_body;
end $$;

-- ── Deeds of a body ──────────────────────────────────────────────────────────
-- A body gets its clock and its founder's role in one deed; the founder must hold bodies.found in the body that helps it start.
create function auth.found_body(new_kind text, new_name text, helped_by uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare made uuid;
begin
  if new_kind = 'union' or not helped_by = any (auth.bodies('bodies.found')) then raise insufficient_privilege; end if;
  insert into public.body (kind, name) values (new_kind, trim(new_name)) returning id into made;
  insert into public.body_clock (body_id) values (made);
  insert into public.role_grant (account_id, body_id, role, granted_by) values (auth.account(), made, 'secretary', auth.account());
  return made;
end $$;

-- A file goes from the body that holds it in trust to the committee: given by its owner, never taken.
create function auth.hand_over(wanted uuid, to_body uuid, on_day date) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.holding set body_id = to_body, since = on_day where id = wanted and body_id = any (auth.bodies('bodies.found'));
  if not found then raise insufficient_privilege; end if;
end $$;

-- Appends to a body's hash chain: each entry holds the hash of the one before.
create function auth.record(in_body uuid, did text, about uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare clock public.body_clock; today date; entry bytea;
begin
  if not in_body = any (auth.my_bodies()) then raise insufficient_privilege; end if;
  update public.body_clock set audit = audit + 1 where body_id = in_body returning * into clock;
  today := (now() at time zone (select time_zone from public.union_profile))::date;
  entry := sha256(clock.audit_head || convert_to(concat_ws('|', in_body, clock.audit, auth.account(), did, about, today), 'UTF8'));
  insert into public.audit_entry (body_id, n, account_id, action, object_id, day, previous, hash)
    values (in_body, clock.audit, auth.account(), did, about, today, clock.audit_head, entry);
  update public.body_clock set audit_head = entry where body_id = in_body;
end $$;

-- ── The wall ─────────────────────────────────────────────────────────────────
-- Every table: enabled and forced; lintel_auth reads and writes through its functions only.
create procedure core.wall(variadic names text[]) language plpgsql as $$
declare name text;
begin
  foreach name in array names loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy %I on %I to lintel_auth using (true) with check (true)', name || '_auth', name);
    execute format('grant select, insert, update, delete on %I to lintel_auth', name);
  end loop;
end $$;

create procedure core.allow(tab text, command text, rule text) language plpgsql as $$
begin
  execute format('create policy %I on %I for %s to lintel_app %s', tab || '_' || command, tab, command,
    case command when 'insert' then format('with check (%s)', rule)
                 when 'update' then format('using (%s) with check (%s)', rule, rule)
                 else format('using (%s)', rule) end);
  execute format('grant %s on %I to lintel_app', command, tab);
end $$;

-- The rule for a row of a building's file: its owner is a body in which the actor holds the capability.
create function core.file_of(tab text, capability text) returns text language sql immutable as $$
  select format('exists (select 1 from public.holding h where h.id = %I.holding_id and h.body_id = any ((select auth.bodies(%L))::uuid[]))', tab, capability)
$$;

call core.wall('union_profile', 'account', 'credential', 'session', 'body', 'role_capability', 'role_grant', 'invitation', 'affiliation',
  'holding', 'share', 'body_clock', 'change', 'audit_entry');

call core.allow('union_profile', 'select', '(select auth.account()) is not null');
call core.allow('union_profile', 'update', '(select auth.can(''union.settings''))');
call core.allow('account', 'select', 'id = (select auth.account()) or exists (select 1 from public.role_grant g
  where g.account_id = account.id and g.body_id = any ((select auth.bodies(''colleagues.read''))::uuid[]))');
call core.allow('account', 'update', 'id = (select auth.account())');
call core.allow('session', 'select', 'account_id = (select auth.account())');
call core.allow('session', 'update', 'account_id = (select auth.account())');
call core.allow('body', 'select', '(select auth.account()) is not null');
call core.allow('body', 'update', 'id = any ((select auth.bodies(''body.settings''))::uuid[])');
call core.allow('role_grant', 'select', 'account_id = (select auth.account()) or body_id = any ((select auth.bodies(''colleagues.read''))::uuid[])');
call core.allow('role_grant', 'insert', 'body_id = any ((select auth.bodies(''grants.write''))::uuid[])');
call core.allow('role_grant', 'update', 'body_id = any ((select auth.bodies(''grants.write''))::uuid[])');
call core.allow('invitation', 'select', 'body_id = any ((select auth.bodies(''grants.write''))::uuid[])');
call core.allow('invitation', 'insert', 'body_id = any ((select auth.bodies(''grants.write''))::uuid[])');
call core.allow('invitation', 'update', 'body_id = any ((select auth.bodies(''grants.write''))::uuid[])');
call core.allow('affiliation', 'select', '(select auth.account()) is not null');
call core.allow('affiliation', 'insert', 'child_id = any ((select auth.bodies(''body.settings''))::uuid[])');
call core.allow('affiliation', 'update', 'child_id = any ((select auth.bodies(''body.settings''))::uuid[])');
call core.allow('holding', 'select', '(select auth.account()) is not null');
call core.allow('holding', 'insert', 'body_id = any ((select auth.bodies(''buildings.write''))::uuid[])');
call core.allow('holding', 'delete', 'body_id = any ((select auth.bodies(''buildings.import''))::uuid[])');
call core.allow('share', 'select', 'from_body_id = any ((select auth.bodies(''coverage.read''))::uuid[])
  or to_body_id = any ((select auth.bodies(''coverage.read''))::uuid[])');
call core.allow('share', 'insert', 'from_body_id = any ((select auth.bodies(''shares.write''))::uuid[])');
call core.allow('share', 'update', 'from_body_id = any ((select auth.bodies(''shares.write''))::uuid[])');
call core.allow('body_clock', 'select', 'body_id = any ((select auth.my_bodies())::uuid[])');
call core.allow('change', 'select', 'body_id = any ((select auth.bodies(''chart.read''))::uuid[])');
call core.allow('audit_entry', 'select', 'body_id = any ((select auth.bodies(''log.read''))::uuid[])');

-- A share that begins, changes or ends is seen on the next request: the receiving body's version moves with it.
create function auth.bump_share_version() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.body_clock set share_version = share_version + 1 where body_id = new.to_body_id;
  return null;
end $$;
create trigger share_version after insert or update on share for each row execute function auth.bump_share_version();

-- Of their own rows people change only these.
revoke update on account, session, share from lintel_app;
grant update (name, locale) on account to lintel_app;
grant update (revoked_at) on session to lintel_app;
grant update (ended_at) on share to lintel_app;
