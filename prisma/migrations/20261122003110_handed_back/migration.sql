-- A pair that cannot finish hands back the doors it has not knocked, and says why. They wait, as a turf that nobody has, until the
-- lead gives them on.
alter table turf add column handed_why text check (handed_why in ('no_time', 'no_way_in', 'language', 'unsafe', 'other')),
  add column handed_from uuid references shift_pair (id) on delete set null;

create function auth.not_knocked(of_turf uuid) returns table (unit_id uuid, label text) language sql stable security definer set search_path = '' as $$
  select u.id, u.label from public.turf t
  join public.unit u on u.building_id = t.building_id and u.struck_reason is null and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
  left join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
  where t.id = of_turf and (t.id = any (auth.turfs()) or (t.handed_why is not null and auth.leads_shift(t.shift_id)))
    and not coalesce(d.do_not_knock, false)
    and not exists (select 1 from public.knock k join public.turf o on o.holding_id = k.holding_id and o.id = k.turf_id
      where k.holding_id = u.holding_id and k.unit_id = u.id and o.shift_id = t.shift_id
        and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id))
  order by u.entrance, u.floor_rank desc, u.floor, u.line_rank, u.label_key
$$;

-- For all who have these doors. What they knocked stays theirs: they may have to correct it. How many went back; null: not theirs.
create function auth.hand_back(of_turf uuid, why text) returns integer language plpgsql security definer set search_path = '' as $$
declare old public.turf; open_units uuid[]; done_units uuid[]; kept uuid := core.uuid_v7();
begin
  perform 1 from public.shift s where s.id = (select t.shift_id from public.turf t where t.id = of_turf) for update;
  select t.* into old from public.turf t where t.id = of_turf and t.id = any (auth.turfs());
  if old.id is null then return null; end if;
  select array_agg(n.unit_id) into open_units from auth.not_knocked(of_turf) n;
  if open_units is null then return 0; end if;
  select array_agg(u.id) into done_units from public.unit u
    where u.building_id = old.building_id and core.in_turf(old.floors, old.units, old.id, u.floor, u.id, u.added_in) and u.id <> all (open_units);
  insert into public.turf (holding_id, shift_id, building_id, units, handed_why, handed_from)
    values (old.holding_id, old.shift_id, old.building_id, open_units, why, old.pair_id);
  if done_units is not null then
    insert into public.turf (holding_id, id, shift_id, building_id, units, pair_id)
      values (old.holding_id, kept, old.shift_id, old.building_id, done_units, old.pair_id);
    insert into public.turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
      select a.holding_id, kept, a.account_id, a.assigned_by, a.expires_at from public.turf_assignment a
      where a.holding_id = old.holding_id and a.turf_id = old.id and a.revoked_at is null;
  end if;
  update public.turf_assignment a set revoked_at = now() where a.holding_id = old.holding_id and a.turf_id = old.id and a.revoked_at is null;
  update public.turf t set pair_id = null where t.holding_id = old.holding_id and t.id = old.id;
  return cardinality(open_units);
end $$;

-- What of it is still to be given on: doors that somebody has by now are not.
create function auth.left_to_give(of_turf uuid) returns table (unit_id uuid, label text) language sql stable security definer set search_path = '' as $$
  select n.unit_id, n.label from public.turf t cross join lateral auth.not_knocked(t.id) with ordinality n (unit_id, label, nth)
  where t.id = of_turf and t.handed_why is not null and not exists (
    select 1 from public.turf o join public.unit u on u.id = n.unit_id
    where o.shift_id = t.shift_id and o.building_id = t.building_id and core.in_turf(o.floors, o.units, o.id, u.floor, u.id, u.added_in)
      and (o.pair_id is not null or exists (select 1 from public.turf_assignment a
        where a.holding_id = o.holding_id and a.turf_id = o.id and a.revoked_at is null)))
  order by n.nth
$$;

-- What waits to be given on, for who leads the evening.
create function auth.handed_back(wanted uuid) returns table (turf_id uuid, address text, why text, from_name text, labels text[])
language sql stable security definer set search_path = '' as $$
  select t.id, b.address, t.handed_why, p.name, w.labels
  from public.turf t join public.building b on b.id = t.building_id left join public.shift_pair p on p.id = t.handed_from
  cross join lateral (select array_agg(n.label) as labels from auth.left_to_give(t.id) n) w
  where t.shift_id = wanted and auth.leads_shift(wanted) and t.handed_why is not null and w.labels is not null
  order by b.address, t.id
$$;

-- The doors that are left become a turf of the new pair's own: by the old one comes in what the first pair's phones still hold.
create function auth.give_on(evening uuid, of_turf uuid, to_pair uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare of_shift public.shift; handed public.turf; given uuid := core.uuid_v7(); open_units uuid[];
begin
  if not auth.leads_shift(evening) then return false; end if;
  select s.* into of_shift from public.shift s where s.id = evening and s.called_off_at is null for update;
  select t.* into handed from public.turf t join public.holding h on h.id = t.holding_id and h.body_id = of_shift.body_id
    where t.id = of_turf and t.shift_id = of_shift.id;
  open_units := array(select n.unit_id from auth.left_to_give(handed.id) n);
  if cardinality(open_units) = 0 or not exists (select 1 from public.shift_pair p where p.id = to_pair and p.shift_id = of_shift.id) then
    return false;
  end if;
  insert into public.turf (holding_id, id, shift_id, building_id, units, pair_id)
    values (handed.holding_id, given, of_shift.id, handed.building_id, open_units, to_pair);
  insert into public.turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
    select handed.holding_id, given, m.account_id, auth.account(), of_shift.ends_at + interval '2 hours'
    from public.shift_person m where m.pair_id = to_pair;
  update public.turf t set handed_why = null, handed_from = null where t.holding_id = handed.holding_id and t.id = handed.id;
  return true;
end $$;

grant create on schema auth to lintel_auth;
alter function auth.not_knocked(uuid) owner to lintel_auth;
alter function auth.hand_back(uuid, text) owner to lintel_auth;
alter function auth.left_to_give(uuid) owner to lintel_auth;
alter function auth.handed_back(uuid) owner to lintel_auth;
alter function auth.give_on(uuid, uuid, uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.not_knocked(uuid), auth.hand_back(uuid, text), auth.left_to_give(uuid), auth.handed_back(uuid), auth.give_on(uuid, uuid, uuid) from public;
grant execute on function auth.not_knocked(uuid), auth.hand_back(uuid, text), auth.handed_back(uuid), auth.give_on(uuid, uuid, uuid) to lintel_app;
