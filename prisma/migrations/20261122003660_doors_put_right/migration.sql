-- What an evening found wrong in the list of doors stays in its debrief until somebody put it right. A struck door, a residency that ended or
-- was confirmed, and what was found there since say so themselves; of the rest somebody says that it is settled.

create table put_right (
  holding_id uuid not null,
  id uuid not null default gen_random_uuid(),
  unit_id uuid not null,
  -- Null: a door that was added on the way, and is right as it is.
  knock_id uuid,
  account_id uuid not null references account (id),
  primary key (holding_id, id),
  unique nulls not distinct (holding_id, unit_id, knock_id),
  foreign key (holding_id, unit_id) references unit (holding_id, id),
  foreign key (holding_id, knock_id) references knock (holding_id, id)
);
call core.wall('put_right');
call core.allow('put_right', 'select', core.file_of('put_right', 'follow_ups.read'));
call core.allow('put_right', 'insert', 'account_id = (select auth.account()) and ' || core.file_of('put_right', 'follow_ups.read'));

-- The last word at each door counts, and a try is none. Who moved out is listed also where a new tenant was met afterwards.
create function auth.doors_to_correct(wanted uuid) returns table (holding_id uuid, unit_id uuid, knock_id uuid, why text)
language sql stable security definer set search_path = '' as $$
  with said as materialized (select k.* from auth.evening_knocks(wanted) k
    where k.disposition is null or k.disposition not in ('not_home', 'inaccessible', 'left_literature')),
  latest as (select distinct on (s.holding_id, s.unit_id) s.* from said s order by s.holding_id, s.unit_id, s.at desc, s.id)
  select l.holding_id, l.unit_id, l.id, l.disposition from latest l join public.unit u on u.holding_id = l.holding_id and u.id = l.unit_id
  where l.disposition in ('wrong_unit', 'vacant', 'hostile_unsafe', 'landlord_agent') and u.struck_reason is null
    and not exists (select 1 from public.put_right p where p.holding_id = l.holding_id and p.unit_id = l.unit_id and p.knock_id = l.id)
    and not exists (select 1 from public.knock k where k.holding_id = l.holding_id and k.unit_id = l.unit_id and k.at > l.at
      and k.disposition not in ('not_home', 'inaccessible', 'left_literature') and not derive.taken_back(k.holding_id, k.id))
  union all
  select s.holding_id, s.unit_id, s.id, s.disposition from said s
  where exists (select 1 from public.doubted_residency d where d.holding_id = s.holding_id and d.unit_id = s.unit_id and d.knock_id = s.id)
  union all
  select u.holding_id, u.id, null, 'new' from auth.evening_doors_added(wanted) a join public.unit u on u.id = a.unit_id
  where not exists (select 1 from public.put_right p where p.holding_id = u.holding_id and p.unit_id = u.id and p.knock_id is null)
$$;

grant create on schema auth to lintel_auth;
alter function auth.doors_to_correct(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.doors_to_correct(uuid) from public;
grant execute on function auth.doors_to_correct(uuid) to lintel_app;
