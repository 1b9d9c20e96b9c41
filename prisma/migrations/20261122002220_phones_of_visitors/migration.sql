-- Who came in by a code has no page to say that their phone was lost: the lead of their shift says it on the board, and whoever gives
-- roles in its body among the phones of its people. A phone is lost in the body whose log says so.

-- A colleague's, or that of somebody who came in by the body's code and may still send.
create function auth.is_phone_of(whose uuid, of_body uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.role_grant g where g.account_id = whose and g.body_id = of_body and g.revoked_at is null
      and (g.expires_at is null or g.expires_at > now()))
    or exists (select 1 from public.account a join public.shift s on s.id = a.joined_shift join public.session i on i.account_id = a.id
      where a.id = whose and s.body_id = of_body and i.expires_at > now())
$$;

create or replace function auth.phones_of(of_body uuid) returns table (device_id uuid, account_id uuid, name text, label text, seen_on date, is_lost boolean)
language sql stable security definer rows 100 set search_path = '' as $$
  select p.device_id, a.id, a.name, p.label, (p.seen_at at time zone (select u.time_zone from public.union_profile u))::date, p.lost_at is not null
  from public.phone p join public.account a on a.id = p.account_id
  where of_body = any ((select auth.bodies('grants.write'))::uuid[]) and auth.is_phone_of(p.account_id, of_body)
  order by a.name, p.seen_at desc
$$;

-- Its share is destroyed and its session ended. What a colleague has not sent yet is sealed to the server and can be handed in after
-- signing in. Without a body it is one's own.
drop function auth.lose_phone(uuid);
create function auth.lose_phone(lost uuid, in_body uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare whose public.phone;
begin
  select * into whose from public.phone p where p.device_id = lost and case when in_body is null then p.account_id = auth.account()
    else in_body = any (auth.bodies('grants.write')) and auth.is_phone_of(p.account_id, in_body) end for update;
  if whose.device_id is null then return false; end if;
  update public.phone set share = null, lost_at = now(), session_id = null where device_id = lost;
  update public.session set revoked_at = now() where id = whose.session_id and revoked_at is null;
  return true;
end $$;

-- All a visitor has here: it is one evening's account, and without a session nothing opens for it any more. The body whose log says so.
create function auth.lose_visitor(wanted uuid, who uuid) returns uuid language plpgsql security definer set search_path = '' as $$
begin
  if not auth.leads_shift(wanted) then raise insufficient_privilege; end if;
  perform 1 from public.account a where a.id = who and a.joined_shift = wanted for update;
  if not found then return null; end if;
  update public.phone set share = null, lost_at = coalesce(lost_at, now()), session_id = null where account_id = who;
  update public.session set revoked_at = now() where account_id = who and revoked_at is null and expires_at > now();
  return case when found then (select s.body_id from public.shift s where s.id = wanted) end;
end $$;

-- The board says whose phone is signed out.
create or replace function auth.shift_board(wanted uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  with people as materialized (
    select p.*, a.name, a.is_guest, a.joined_shift is not distinct from wanted as came_in,
      not exists (select 1 from public.session i where i.account_id = a.id and i.revoked_at is null and i.expires_at > now()) as is_out,
      coalesce(p.pair_id::text, (select string_agg(o.account_id::text, ' ' order by o.account_id)
        from public.turf t join public.turf_assignment m on m.holding_id = t.holding_id and m.turf_id = t.id and m.revoked_at is null and m.account_id = p.account_id
        join public.turf_assignment o on o.holding_id = t.holding_id and o.turf_id = t.id and o.revoked_at is null
        where t.shift_id = wanted and t.id = (select min(f.id::text)::uuid from public.turf f
          join public.turf_assignment g on g.holding_id = f.holding_id and g.turf_id = f.id and g.revoked_at is null and g.account_id = p.account_id
          where f.shift_id = wanted)), '') as team
    from auth.shift_people(wanted) p join public.account a on a.id = p.account_id),
  teams as (select p.id::text as team, p.name, p.place from public.shift_pair p where p.shift_id = wanted
    union all select distinct p.team, null, 1000 from people p where p.pair_id is null),
  given as materialized (
    select distinct e.team, t.holding_id, t.id as turf_id, t.building_id, t.floors, t.units from teams e join public.turf t on t.shift_id = wanted
      join public.holding h on h.id = t.holding_id and h.body_id = (select s.body_id from public.shift s where s.id = wanted)
      and (t.pair_id::text = e.team or (t.pair_id is null and exists (select 1 from people p join public.turf_assignment a on a.account_id = p.account_id
        where p.team = e.team and a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null)))),
  doors as materialized (
    select distinct g.team, u.holding_id, u.id, b.address from given g join public.building b on b.id = g.building_id
    join public.unit u on u.building_id = g.building_id and u.struck_reason is null and core.in_turf(g.floors, g.units, g.turf_id, u.floor, u.id, u.added_in)),
  knocked as materialized (
    select g.team, k.unit_id, k.at, u.floor, b.address from given g join public.knock k on k.holding_id = g.holding_id and k.turf_id = g.turf_id
    join public.unit u on u.id = k.unit_id join public.building b on b.id = g.building_id
    where not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id))
  select jsonb_build_object(
    'id', s.id, 'bodyName', b.name, 'place', s.place, 'lead', l.name, 'startsAt', s.starts_at, 'endsAt', s.ends_at, 'backBy', coalesce(s.back_by, s.ends_at),
    'teams', coalesce((select jsonb_agg(jsonb_build_object('key', e.team, 'name', e.name,
        'people', coalesce((select jsonb_agg(jsonb_build_object('id', p.account_id, 'name', p.name, 'cameIn', p.came_in, 'isGuest', p.is_guest, 'isOut', p.came_in and p.is_out,
          'isReady', p.ready_at is not null, 'isBack', p.back_at is not null) order by p.came_in, p.name, p.account_id) from people p where p.team = e.team), '[]'),
        'addresses', coalesce((select jsonb_agg(distinct d.address) from doors d where d.team = e.team), '[]'),
        'doors', (select count(distinct d.id) from doors d where d.team = e.team),
        'done', (select count(distinct k.unit_id) from knocked k join doors d on d.team = e.team and d.id = k.unit_id where k.team = e.team),
        'heard', (select jsonb_build_object('floor', k.floor, 'address', k.address,
          'minutes', greatest(0, floor(extract(epoch from now() - k.at) / 300) * 5)) from knocked k where k.team = e.team order by k.at desc limit 1)
      ) order by e.place, e.team) from teams e), '[]'))
  from public.shift s join public.body b on b.id = s.body_id left join public.account l on l.id = s.lead_id
  where s.id = wanted and auth.leads_shift(wanted)
$$;

grant create on schema auth to lintel_auth;
alter function auth.is_phone_of(uuid, uuid) owner to lintel_auth;
alter function auth.lose_phone(uuid, uuid) owner to lintel_auth;
alter function auth.lose_visitor(uuid, uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.is_phone_of(uuid, uuid), auth.lose_phone(uuid, uuid), auth.lose_visitor(uuid, uuid) from public;
grant execute on function auth.lose_phone(uuid, uuid), auth.lose_visitor(uuid, uuid) to lintel_app;
