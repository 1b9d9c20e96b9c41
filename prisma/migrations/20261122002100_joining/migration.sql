-- Joining in the street: the code of a shift, people who come in by it, and what the lead's board shows of an evening.

-- Came in by a shift's code, with a first name and no password: whoever vouches, no page of the desk is ever theirs.
alter table account add column joined_shift uuid references shift (id);
create index account_joined_shift on account (joined_shift) where joined_shift is not null;
create policy account_joined on account for select to lintel_app using (
  joined_shift in (select s.id from public.shift s where s.body_id = any ((select auth.bodies('colleagues.read'))::uuid[])));

-- Shown to its lead again and again, so it is kept as it is; it opens nothing before or after its shift, and is deleted with it.
create table shift_code (
  shift_id uuid primary key references shift (id),
  code text not null unique check (code ~ '^[A-Z]{6}$'),
  made_at timestamptz not null default now(),
  made_by uuid not null references account (id)
);
call core.wall('shift_code');

create or replace function auth.actor() returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'accountId', a.id, 'name', a.name, 'locale', a.locale, 'isVisitor', a.joined_shift is not null,
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object('bodyId', b.id, 'bodyName', b.name, 'bodyKind', b.kind, 'role', g.role) order by g.granted_at, g.id)
      from public.role_grant g join public.body b on b.id = g.body_id
      where g.account_id = a.id and g.revoked_at is null and (g.expires_at is null or g.expires_at > now())), '[]'),
    'union', (select jsonb_build_object('name', u.name, 'timeZone', u.time_zone, 'locales', to_jsonb(u.locales)) from public.union_profile u))
  from public.account a where a.id = (select auth.account())
$$;

-- Whoever gives out a body's doors, and the colleague a shift was put in the hands of, from then until the morning after.
create function auth.leads_shift(wanted uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.shift s where s.id = wanted and (s.body_id = any (auth.bodies('turf.assign'))
    or (s.lead_id = auth.account() and s.body_id = any (auth.my_bodies()) and s.ends_at > now() - interval '12 hours')))
$$;

create function auth.shift_code(wanted uuid) returns text language sql stable security definer set search_path = '' as $$
  select c.code from public.shift_code c join public.shift s on s.id = c.shift_id
  where c.shift_id = wanted and s.ends_at > now() and auth.leads_shift(wanted)
$$;

-- A null code ends it.
create function auth.set_shift_code(wanted uuid, new_code text) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not auth.leads_shift(wanted) then raise insufficient_privilege; end if;
  delete from public.shift_code c using public.shift s where s.id = c.shift_id and (s.id = wanted or s.ends_at < now());
  insert into public.shift_code (shift_id, code, made_by) select wanted, new_code, auth.account()
    where new_code is not null and exists (select 1 from public.shift s where s.id = wanted and s.ends_at > now());
end $$;

-- Everyone of a shift: who was put in a pair, and who has doors of it. Where nobody made pairs, those who have the same doors are one.
create function auth.shift_people(wanted uuid) returns table (account_id uuid, pair_id uuid, ready_at timestamptz, back_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select coalesce(p.account_id, a.account_id), coalesce(p.pair_id, a.pair_id), p.ready_at, p.back_at
  from (select * from public.shift_person where shift_id = wanted) p
  full join (select a.account_id, (array_agg(t.pair_id) filter (where t.pair_id is not null))[1] as pair_id
    from public.turf t join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null
    where t.shift_id = wanted group by a.account_id) a on a.account_id = p.account_id
$$;

-- Into the wished pair, else the one with the fewest people, and its doors into their hands. Without pairs: beside whoever has the fewest.
create function auth.put_in_pair(evening uuid, who uuid, wished uuid) returns void language plpgsql security definer set search_path = '' as $$
declare chosen uuid; mate uuid; of_shift public.shift;
begin
  select * into of_shift from public.shift where id = evening for update;
  select p.id into chosen from public.shift_pair p where p.shift_id = evening and (wished is null or p.id = wished)
    order by exists (select 1 from public.turf t where t.pair_id = p.id) desc,
      (select count(*) from auth.shift_people(evening) o where o.pair_id = p.id and o.account_id <> who), p.place, p.id limit 1;
  if wished is not null and chosen is null then raise insufficient_privilege; end if;
  insert into public.shift_person (shift_id, account_id, pair_id, joined_at) values (evening, who, chosen, now())
    on conflict (shift_id, account_id) do update set pair_id = excluded.pair_id;
  if chosen is null then
    select a.account_id into mate from public.turf t
      join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null
      where t.shift_id = evening and t.pair_id is null and a.account_id <> who
      order by (select count(*) from public.turf_assignment o where o.holding_id = t.holding_id and o.turf_id = t.id and o.revoked_at is null),
        a.assigned_at, a.account_id limit 1;
  end if;
  insert into public.turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
    select t.holding_id, t.id, who, coalesce(of_shift.lead_id, of_shift.made_by), of_shift.ends_at + interval '2 hours'
    from public.turf t where t.shift_id = evening
      and (t.pair_id = chosen or (t.pair_id is null and exists (select 1 from public.turf_assignment m
        where m.holding_id = t.holding_id and m.turf_id = t.id and m.account_id = mate and m.revoked_at is null)))
      and not exists (select 1 from public.turf_assignment o
        where o.holding_id = t.holding_id and o.turf_id = t.id and o.account_id = who and o.revoked_at is null);
end $$;

-- From two hours before the shift to its end. The session outlives it by as long as a knock may still come in: the doors themselves
-- are gone from it two hours after the shift, and it opens nothing else.
create function auth.join_shift(wanted text, first_name text, new_locale text, new_session uuid, new_label text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare found public.shift; me uuid;
begin
  select s.* into found from public.shift s join public.shift_code c on c.shift_id = s.id
    where c.code = wanted and s.called_off_at is null and now() between s.starts_at - interval '2 hours' and s.ends_at for update of s;
  if found.id is null or (select count(*) from public.account a where a.joined_shift = found.id) >= 100 then return null; end if;
  insert into public.account (name, locale, is_guest, joined_shift) values (trim(first_name), new_locale, true, found.id) returning id into me;
  insert into public.session (id, account_id, label, expires_at) values (new_session, me, new_label, found.ends_at + interval '30 days');
  perform auth.put_in_pair(found.id, me, null);
  return found.id;
end $$;

-- A colleague who has an account comes along with it. To everybody else's account the code says nothing: it was not vouched for.
create function auth.come_along(wanted text) returns uuid language plpgsql security definer set search_path = '' as $$
declare found public.shift;
begin
  select s.* into found from public.shift s join public.shift_code c on c.shift_id = s.id
    where c.code = wanted and s.called_off_at is null and now() between s.starts_at - interval '2 hours' and s.ends_at and s.body_id = any (auth.my_bodies()) for update of s;
  if found.id is null then return null; end if;
  if not exists (select 1 from auth.shift_people(found.id) p where p.account_id = auth.account() and p.pair_id is not null)
    then perform auth.put_in_pair(found.id, auth.account(), null); end if;
  return found.id;
end $$;

create function auth.move_to_pair(wanted uuid, who uuid, new_pair uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not auth.leads_shift(wanted) or not exists (select 1 from auth.shift_people(wanted) p where p.account_id = who)
    then raise insufficient_privilege; end if;
  update public.turf_assignment a set revoked_at = now() from public.turf t
    where t.holding_id = a.holding_id and t.id = a.turf_id and t.shift_id = wanted and t.pair_id is distinct from new_pair
      and a.account_id = who and a.revoked_at is null;
  perform auth.put_in_pair(wanted, who, new_pair);
end $$;

-- The body whose log says so; null when there is nobody of that name to vouch for.
create function auth.vouch_for(wanted uuid, who uuid, vouched boolean) returns uuid language plpgsql security definer set search_path = '' as $$
begin
  if not auth.leads_shift(wanted) then raise insufficient_privilege; end if;
  update public.account set is_guest = not vouched where id = who and joined_shift = wanted and is_guest = vouched;
  return case when found then (select s.body_id from public.shift s where s.id = wanted) end;
end $$;

-- What a phone tells of its own evening: that it is ready, that its pair is back. Where it is, it is never asked.
create function auth.tell_shift(wanted uuid, is_ready boolean, is_back boolean) returns boolean language plpgsql security definer set search_path = '' as $$
declare me uuid := auth.account(); mine uuid;
begin
  if not exists (select 1 from auth.shift_people(wanted) p where p.account_id = me) then return false; end if;
  insert into public.shift_person (shift_id, account_id, joined_at) values (wanted, me, now()) on conflict (shift_id, account_id) do nothing;
  update public.shift_person p set ready_at = coalesce(p.ready_at, now()) where is_ready and p.shift_id = wanted and p.account_id = me;
  select p.pair_id into mine from auth.shift_people(wanted) p where p.account_id = me;
  if is_back then perform auth.put_back(wanted, array(
    select p.account_id from auth.shift_people(wanted) p where p.account_id = me or p.pair_id = mine), true); end if;
  return true;
end $$;

create function auth.put_back(wanted uuid, who uuid[], are_back boolean) returns void language sql security definer set search_path = '' as $$
  insert into public.shift_person (shift_id, account_id, joined_at, back_at)
  select wanted, p.account_id, now(), case when are_back then now() end from auth.shift_people(wanted) p where p.account_id = any (who)
  on conflict (shift_id, account_id) do update set back_at = case when are_back then coalesce(shift_person.back_at, now()) end
$$;

create function auth.set_back(wanted uuid, who uuid[], are_back boolean) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not auth.leads_shift(wanted) then raise insufficient_privilege; end if;
  perform auth.put_back(wanted, who, are_back);
end $$;

-- The evening as its lead sees it: a line for each pair. Of where people are it knows the floor of the last door they sent, and when
-- in steps of five minutes.
create function auth.shift_board(wanted uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  with people as materialized (
    select p.*, a.name, a.is_guest, a.joined_shift is not distinct from wanted as came_in,
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
        'people', coalesce((select jsonb_agg(jsonb_build_object('id', p.account_id, 'name', p.name, 'cameIn', p.came_in, 'isGuest', p.is_guest,
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

-- What somebody who just joined is told: with whom, where, back when.
create function auth.my_shift(wanted uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('place', s.place, 'backBy', coalesce(s.back_by, s.ends_at), 'lead', l.name,
    'mates', coalesce((select jsonb_agg(a.name order by a.name) from auth.shift_people(wanted) o join public.account a on a.id = o.account_id
      where o.account_id <> me.account_id and case when me.pair_id is not null then o.pair_id = me.pair_id else exists (
        select 1 from public.turf_assignment x join public.turf_assignment y on y.holding_id = x.holding_id and y.turf_id = x.turf_id and y.revoked_at is null
        join public.turf t on t.id = x.turf_id and t.shift_id = wanted
        where x.account_id = me.account_id and x.revoked_at is null and y.account_id = o.account_id) end), '[]'),
    'addresses', coalesce((select jsonb_agg(distinct b.address) from public.turf t join public.building b on b.id = t.building_id
      join public.turf_assignment x on x.holding_id = t.holding_id and x.turf_id = t.id and x.revoked_at is null and x.account_id = me.account_id
      where t.shift_id = wanted), '[]'))
  from public.shift s left join public.account l on l.id = s.lead_id join auth.shift_people(wanted) me on me.account_id = auth.account()
  where s.id = wanted
$$;

grant create on schema auth to lintel_auth;
do $$
declare f regprocedure; open boolean;
begin
  for f, open in select p.oid::regprocedure, p.proname not in ('shift_people', 'put_in_pair', 'put_back')
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'auth' and p.proname in ('actor', 'leads_shift', 'shift_code',
      'set_shift_code', 'shift_people', 'put_in_pair', 'join_shift', 'come_along', 'move_to_pair', 'vouch_for', 'tell_shift', 'put_back', 'set_back',
      'shift_board', 'my_shift') loop
    execute format('alter function %s owner to lintel_auth; revoke all on function %1$s from public', f);
    if open then execute format('grant execute on function %s to lintel_app', f); end if;
  end loop;
end $$;
revoke create on schema auth from lintel_auth;
