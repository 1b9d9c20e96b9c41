-- What waits for a look of an evening's doors is settled by whoever leads it, too: for as long as they lead it, and without its words. A
-- lead may be any colleague, and sees no more of a door than those do who were given it: where, when, by whom, and what came of it.

-- The evening an act belongs to: its turf's, or that of the knock it takes back. Where the file it goes into is not its body's, none.
create function auth.shift_of_act(refused uuid) returns uuid language sql stable security definer set search_path = '' as $$
  select s.id from public.refused_op o
  join public.holding h on h.id = o.holding_id
  join public.turf t on t.id::text = lower(coalesce(o.payload ->> 'turfId',
    (select k.turf_id::text from public.knock k where k.holding_id = o.holding_id and k.account_id = o.account_id and k.id::text = lower(o.payload ->> 'knockId')),
    (select w.payload ->> 'turfId' from public.refused_op w where w.account_id = o.account_id and w.op_id <> o.op_id
      and w.payload ->> 'knockId' = o.payload ->> 'knockId' and w.payload ->> 'turfId' is not null order by w.at, w.op_id limit 1)))
  join public.shift s on s.id = t.shift_id and s.body_id = h.body_id
  where o.id = refused and o.settled_at is null
$$;

create function auth.shift_doors(wanted uuid) returns table (unit_id uuid, label text, building_id uuid, address text)
language sql stable security definer set search_path = '' as $$
  select u.id, u.label, b.id, b.address
  from public.unit u join public.building b on b.id = u.building_id join public.shift s on s.id = wanted
  where auth.leads_shift(wanted) and exists (select 1 from public.turf t join public.holding h on h.id = t.holding_id and h.body_id = s.body_id
    where t.shift_id = wanted and t.holding_id = u.holding_id and t.building_id = u.building_id
      and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in))
  order by b.address, b.id, u.floor_rank, u.line_rank, u.label_key
$$;

-- Behind which door the landlord's people live is for those who read knocks, as in a debrief.
-- `fact`: of an act that takes back a knock, the knock, also where it was written by hand under another number or at another door.
create function auth.acts_of_shift(wanted uuid) returns table (id uuid, body_id uuid, person_name text, code text, at timestamptz, day_from timestamptz, kind text,
  disposition text, says_more boolean, fact uuid, unit_id uuid, door text, building_id uuid, address text)
language sql stable security definer set search_path = '' as $$
  select o.id, s.body_id, a.name, o.code, o.at, s.starts_at, o.payload ->> 'kind',
    case when s.body_id = any (auth.bodies('knocks.read')) or o.payload ->> 'disposition' <> 'landlord_agent' then o.payload ->> 'disposition' end,
    exists (select 1 from jsonb_object_keys(o.payload) said where said not in ('kind', 'knockId', 'turfId', 'unitId', 'disposition', 'flyer')),
    k.id, u.id, u.label, b.id, b.address
  from public.shift s join public.holding h on h.body_id = s.body_id join public.refused_op o on o.holding_id = h.id and o.settled_at is null
  left join public.account a on a.id = o.account_id
  left join lateral (select k.id, k.unit_id from public.knock k where o.payload ->> 'kind' = 'retract' and k.account_id = o.account_id and k.holding_id in
      (select f.id from public.holding f where f.body_id = s.body_id)
      and k.id::text = coalesce((select w.knock_id::text from public.refused_op w where w.account_id = o.account_id and w.knock_id is not null
        and w.payload ->> 'knockId' = o.payload ->> 'knockId' order by w.at, w.op_id limit 1), lower(o.payload ->> 'knockId'))) k on true
  left join public.unit u on u.id::text = coalesce(k.unit_id::text,
    (select x.unit_id::text from public.unit_alias x where x.alias_id::text = lower(o.payload ->> 'unitId')), lower(o.payload ->> 'unitId'))
    and u.holding_id in (select f.id from public.holding f where f.body_id = s.body_id)
  left join public.building b on b.id = coalesce(u.building_id, h.building_id)
  where s.id = wanted and auth.leads_shift(wanted) and auth.shift_of_act(o.id) = wanted
  order by o.at, o.op_id
$$;

-- Not theirs to settle, or somebody has: no row.
create function auth.settle_act(refused uuid, became text, why text, fact uuid) returns table (body_id uuid, about uuid)
language plpgsql security definer set search_path = '' as $$
declare evening uuid := auth.shift_of_act(refused);
begin
  if evening is null or not auth.leads_shift(evening) then return; end if;
  return query update public.refused_op o set settled_at = now(), settled_by = auth.account(), outcome = became, reason = why, knock_id = fact
    from public.holding h where o.id = refused and o.settled_at is null and h.id = o.holding_id
    returning h.body_id, h.id;
end $$;

-- Whoever gives out the doors of both lends any of them; who leads an evening lends its doors, for its acts.
create or replace function auth.by_hand(refused uuid, door uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare act public.refused_op; place public.unit; mine uuid[] := auth.bodies('turf.assign'); me uuid := auth.account(); made uuid; of_body uuid; to_body uuid;
  evening uuid;
begin
  select * into act from public.refused_op o where o.id = refused and o.settled_at is null for update;
  if act.op_id is null then return null; end if;
  select h.body_id into of_body from public.holding h where h.id = act.holding_id;
  select * into place from public.unit u where u.id = door;
  select h.body_id into to_body from public.holding h where h.id = place.holding_id;
  if to_body is null then return null; end if;
  if not coalesce(coalesce(of_body, act.body_id) = any (mine) and to_body = any (mine), false) then
    evening := auth.shift_of_act(refused);
    if evening is null or not exists (select 1 from auth.shift_doors(evening) d where d.unit_id = door) then return null; end if;
  end if;
  made := auth.borrow_session(act.account_id);
  if made is null then return null; end if;
  insert into public.shift (id, body_id, starts_at, ends_at, place, made_by) values (made, to_body, now() - interval '1 minute', now(), '-', me);
  insert into public.turf (holding_id, id, shift_id, building_id, units) values (place.holding_id, made, made, place.building_id, array[door]);
  insert into public.turf_assignment (holding_id, id, turf_id, account_id, assigned_by, expires_at)
    values (place.holding_id, made, made, act.account_id, me, now() + interval '1 minute');
  return made;
end $$;

grant create on schema auth to lintel_auth;
alter function auth.shift_of_act(uuid) owner to lintel_auth;
alter function auth.shift_doors(uuid) owner to lintel_auth;
alter function auth.acts_of_shift(uuid) owner to lintel_auth;
alter function auth.settle_act(uuid, text, text, uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.shift_of_act(uuid), auth.shift_doors(uuid), auth.acts_of_shift(uuid), auth.settle_act(uuid, text, text, uuid) from public;
grant execute on function auth.shift_doors(uuid), auth.acts_of_shift(uuid), auth.settle_act(uuid, text, text, uuid) to lintel_app;
