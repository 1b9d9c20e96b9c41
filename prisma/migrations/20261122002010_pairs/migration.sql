-- Who knocks with whom tonight, what they speak, and a shift that does not take place.

alter table shift add column called_off_at timestamptz;
grant update (asks, back_by, called_off_at, leaves_flyer) on shift to lintel_app;

create table shift_pair (
  id uuid primary key default core.uuid_v7(),
  shift_id uuid not null references shift (id),
  place integer not null check (place between 1 and 99),
  name text not null check (length(trim(name)) between 1 and 80),
  unique (shift_id, id)
);

-- Ready: the phone has its doors. Back: seen again at the meeting place. Where somebody is in between is not kept.
create table shift_person (
  shift_id uuid not null references shift (id),
  account_id uuid not null references account (id),
  pair_id uuid,
  joined_at timestamptz not null default core.clock(),
  ready_at timestamptz,
  back_at timestamptz,
  primary key (shift_id, account_id),
  foreign key (shift_id, pair_id) references shift_pair (shift_id, id)
);
create index shift_person_account on shift_person (account_id);

alter table turf add column pair_id uuid, add foreign key (shift_id, pair_id) references shift_pair (shift_id, id);
create index turf_shift on turf (shift_id);

-- Remembered from shift to shift: who can talk at which door.
create table account_language (
  account_id uuid not null references account (id),
  language text not null check (length(language) between 2 and 20),
  primary key (account_id, language)
);

create function auth.my_shifts() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(p.shift_id), '{}') from public.shift_person p where p.account_id = auth.account()
$$;

-- The rule for a row of a shift: its body's desk.
create function core.of_shift(tab text) returns text language sql immutable as $$
  select format('exists (select 1 from public.shift s where s.id = %I.shift_id and s.body_id = any ((select auth.bodies(''turf.assign''))::uuid[]))', tab)
$$;

call core.wall('shift_pair', 'shift_person', 'account_language');
drop policy shift_select on shift;
call core.allow('shift', 'select', 'body_id = any ((select auth.my_bodies())::uuid[]) or id = any ((select auth.my_shifts())::uuid[])
  or exists (select 1 from public.turf t where t.shift_id = shift.id and t.id = any ((select auth.late_turfs())::uuid[]))');
call core.allow('shift_pair', 'select', core.of_shift('shift_pair') || ' or shift_id = any ((select auth.my_shifts())::uuid[])');
call core.allow('shift_pair', 'insert', core.of_shift('shift_pair'));
call core.allow('shift_pair', 'update', core.of_shift('shift_pair'));
call core.allow('shift_pair', 'delete', core.of_shift('shift_pair'));
call core.allow('shift_person', 'select', core.of_shift('shift_person') || ' or shift_id = any ((select auth.my_shifts())::uuid[])');
call core.allow('shift_person', 'insert', core.of_shift('shift_person'));
-- Being ready and being back is said by oneself or by the desk; into another pair the desk moves somebody by writing the row anew.
call core.allow('shift_person', 'update', core.of_shift('shift_person') || ' or account_id = (select auth.account())');
call core.allow('shift_person', 'delete', core.of_shift('shift_person'));
revoke update on shift_pair, shift_person from lintel_app;
grant update (name, place) on shift_pair to lintel_app;
grant update (ready_at, back_at) on shift_person to lintel_app;

-- Of a colleague whoever gives out doors says it, as does everyone of themselves.
create function core.gives_doors_to(tab text) returns text language sql immutable as $$
  select format('account_id = (select auth.account()) or exists (select 1 from public.role_grant g where g.account_id = %1$I.account_id
    and g.body_id = any ((select auth.bodies(''turf.assign''))::uuid[])) or exists (select 1 from public.shift_person p join public.shift s on s.id = p.shift_id
    where p.account_id = %1$I.account_id and s.body_id = any ((select auth.bodies(''turf.assign''))::uuid[]))', tab)
$$;
call core.allow('account_language', 'select', core.gives_doors_to('account_language'));
call core.allow('account_language', 'insert', core.gives_doors_to('account_language'));
call core.allow('account_language', 'delete', core.gives_doors_to('account_language'));

grant create on schema auth to lintel_auth;
alter function auth.my_shifts() owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.my_shifts() from public;
grant execute on function auth.my_shifts() to lintel_app;
