-- Whoever comes in by the code goes out with a pair that is out: one that is back gets nobody unless its lead says so. Where all are
-- back, they wait in none.
create or replace function auth.put_in_pair(evening uuid, who uuid, wished uuid) returns void language plpgsql security definer set search_path = '' as $$
declare chosen uuid; mate uuid; of_shift public.shift;
begin
  select * into of_shift from public.shift where id = evening for update;
  select p.id into chosen from public.shift_pair p where p.shift_id = evening and case when wished is not null then p.id = wished else not coalesce(
      (select bool_and(o.back_at is not null) from auth.shift_people(evening) o where o.pair_id = p.id and o.account_id <> who), false) end
    order by exists (select 1 from public.turf t join public.holding h on h.id = t.holding_id and h.body_id = of_shift.body_id where t.pair_id = p.id) desc,
      (select count(*) from auth.shift_people(evening) o where o.pair_id = p.id and o.account_id <> who), p.place, p.id limit 1;
  if wished is not null and chosen is null then raise insufficient_privilege; end if;
  insert into public.shift_person (shift_id, account_id, pair_id, joined_at) values (evening, who, chosen, now())
    on conflict (shift_id, account_id) do update set pair_id = excluded.pair_id;
  if chosen is null then
    select a.account_id into mate from public.turf t
      join public.holding h on h.id = t.holding_id and h.body_id = of_shift.body_id
      join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null
      where t.shift_id = evening and t.pair_id is null and a.account_id <> who
      order by (select count(*) from public.turf_assignment o where o.holding_id = t.holding_id and o.turf_id = t.id and o.revoked_at is null),
        a.assigned_at, a.account_id limit 1;
  end if;
  insert into public.turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
    select t.holding_id, t.id, who, case when auth.leads_shift(evening) then auth.account() else coalesce(of_shift.lead_id, of_shift.made_by) end,
      of_shift.ends_at + interval '2 hours'
    from public.turf t join public.holding h on h.id = t.holding_id and h.body_id = of_shift.body_id
    where t.shift_id = evening and of_shift.called_off_at is null
      and (t.pair_id = chosen or (t.pair_id is null and exists (select 1 from public.turf_assignment m
        where m.holding_id = t.holding_id and m.turf_id = t.id and m.account_id = mate and m.revoked_at is null)))
      and not exists (select 1 from public.turf_assignment o
        where o.holding_id = t.holding_id and o.turf_id = t.id and o.account_id = who and o.revoked_at is null);
  perform auth.name_pairs(evening);
end $$;

-- "Last heard from" is what the pair's phones told: a row of paper, or what somebody writes down by hand, is no word from the stairs.
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
    select g.team, k.unit_id, k.at, u.floor, b.address,
      k.device_id is not null and not exists (select 1 from public.refused_op o where o.knock_id = k.id) as by_phone from given g join public.knock k on k.holding_id = g.holding_id and k.turf_id = g.turf_id
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
          'minutes', greatest(0, floor(extract(epoch from now() - k.at) / 300) * 5)) from knocked k where k.team = e.team and k.by_phone order by k.at desc limit 1)
      ) order by e.place, e.team) from teams e), '[]'))
  from public.shift s join public.body b on b.id = s.body_id left join public.account l on l.id = s.lead_id
  where s.id = wanted and auth.leads_shift(wanted)
$$;
