-- After the evening whoever led it talks it over with those who were there: a right of its own, from the beginning of the shift to a week after
-- its end. What it opens are doors and numbers; whoever leads may be any colleague, so names and what was written at a door are not among it.

create function auth.debriefs(wanted uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.shift s where s.id = wanted and (s.body_id = any (auth.bodies('turf.assign'))
    or (s.lead_id = auth.account() and s.body_id = any (auth.my_bodies()) and now() between s.starts_at and s.ends_at + interval '7 days')))
$$;

-- The knocks of a shift for whoever debriefs it, and for those of its body who read knocks, whose doors they need not be. Who was talked with is for
-- the latter alone, and so is behind which door the landlord's people live.
create function auth.evening_knocks(wanted uuid) returns table (holding_id uuid, id uuid, unit_id uuid, person_id uuid, disposition text, at timestamptz)
language sql stable security definer set search_path = '' as $$
  select k.holding_id, k.id, k.unit_id, case when r.reads then k.person_id end,
    case when r.reads or k.disposition <> 'landlord_agent' then k.disposition end, k.at
  from (select s.body_id = any (auth.bodies('knocks.read')) as reads, auth.debriefs(s.id) as debriefs from public.shift s where s.id = wanted) r
  cross join lateral auth.shift_knocks(wanted) k where r.reads or r.debriefs
$$;

-- Doors that were found on the way.
create function auth.evening_doors_added(wanted uuid) returns table (unit_id uuid) language sql stable security definer set search_path = '' as $$
  select u.id from public.shift s join public.turf t on t.shift_id = s.id join public.holding h on h.id = t.holding_id and h.body_id = s.body_id
  join public.unit u on u.holding_id = t.holding_id and u.added_in = t.id
  where s.id = wanted and u.struck_reason is null and (s.body_id = any (auth.bodies('knocks.read')) or auth.debriefs(s.id))
$$;

-- What was on people's minds, in doors of a building.
create function auth.evening_heard(wanted uuid, since date) returns table (building_id uuid, code text, doors integer)
language sql stable security definer set search_path = '' as $$
  select u.building_id, n.code, count(distinct k.unit_id)::integer
  from public.shift s cross join lateral auth.shift_knocks(s.id) k
  join public.knock_heard n on n.holding_id = k.holding_id and n.knock_id = k.id join public.unit u on u.holding_id = k.holding_id and u.id = k.unit_id
  where s.id = wanted and k.day >= since and (s.body_id = any (auth.bodies('knocks.read')) or auth.debriefs(s.id))
  group by u.building_id, n.code
$$;

-- How many promises nobody looks after yet; what was promised is read in the file.
create function auth.promises_left(wanted uuid) returns integer language sql stable security definer set search_path = '' as $$
  select count(*)::integer from auth.shift_knocks(wanted) k join public.follow_up f on f.holding_id = k.holding_id and f.knock_id = k.id
  where f.owner_id is null and f.done_at is null and auth.debriefs(wanted)
$$;

-- How many talks are to be finished on whose phone: the number alone.
create function auth.evening_drafts(wanted uuid) returns table (account_id uuid, name text, drafts integer)
language sql stable security definer set search_path = '' as $$
  select a.id, a.name, p.drafts from public.shift_person p join public.account a on a.id = p.account_id
  where p.shift_id = wanted and p.drafts > 0 and auth.debriefs(wanted) order by a.name, a.id
$$;

-- What came of it is told for as long as it is talked over.
do $$
begin
  execute replace(pg_get_functiondef('auth.shift_outcome(uuid)'::regprocedure), 'or auth.leads_shift(wanted)', 'or auth.debriefs(wanted)');
end $$;

grant create on schema auth to lintel_auth;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'auth'
    and p.proname in ('debriefs', 'evening_knocks', 'evening_doors_added', 'evening_heard', 'promises_left', 'evening_drafts') loop
    execute format('alter function %s owner to lintel_auth; revoke all on function %1$s from public; grant execute on function %1$s to lintel_app', f);
  end loop;
end $$;
revoke create on schema auth from lintel_auth;
