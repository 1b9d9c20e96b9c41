-- What somebody only reads is not what they are spoken to in. Else as in 3611.
create or replace function auth.turf_people() returns table (turf_id uuid, unit_id uuid, person_id uuid, name text, languages text[])
language sql stable security definer set search_path = '' as $$
  with behind as materialized (
    select t.id as turf_id, r.holding_id, r.unit_id, p.id, p.name
    from public.turf t join public.unit u on u.building_id = t.building_id and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
    join public.residency r on r.holding_id = u.holding_id and r.unit_id = u.id and r.until is null
    join public.person p on p.holding_id = r.holding_id and p.id = r.person_id
    left join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
    where t.id = any (auth.turfs()) and not (select auth.is_guest()) and coalesce(d.do_not_knock, false) = false),
  doubted as materialized (
    select d.holding_id, d.unit_id, d.person_id from public.doubted_residency d where d.holding_id = any (array(select distinct b.holding_id from behind b))),
  unmet as materialized (
    select k.holding_id, k.unit_id, k.person_id from public.knock_retraction x
    join public.knock k on k.holding_id = x.holding_id and k.id = x.knock_id
    join public.person p on p.holding_id = k.holding_id and p.id = k.person_id and p.created_at >= k.at
    where x.holding_id = any (array(select distinct b.holding_id from behind b))
      and not exists (select 1 from public.knock s where s.holding_id = k.holding_id and s.unit_id = k.unit_id and s.person_id = k.person_id
        and not derive.taken_back(s.holding_id, s.id)))
  select b.turf_id, b.unit_id, b.id, b.name,
    coalesce((select array_agg(l.language order by l.language) from public.person_language l
      where l.holding_id = b.holding_id and l.person_id = b.id and l.speaks), '{}')
  from behind b where not auth.hides_names(b.holding_id, b.unit_id)
    and not exists (select 1 from doubted d where d.holding_id = b.holding_id and d.unit_id = b.unit_id and d.person_id = b.id)
    and not exists (select 1 from unmet m where m.holding_id = b.holding_id and m.unit_id = b.unit_id and m.person_id = b.id)
$$;
