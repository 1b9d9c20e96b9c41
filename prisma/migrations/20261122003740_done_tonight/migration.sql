-- What of a turf's doors was done in its shift, by whom of the pair also: their phones pass it over.

-- With the turf it counts for; as before otherwise.
create or replace view knock_part with (security_invoker = true) as
select k.holding_id, k.unit_id, k.id, k.at, k.disposition,
  case when k.day_part is not null then nullif(k.day_part, 'unknown') when not k.late then core.part_of_day(k.at, u.time_zone) end as part, k.turf_id
from knock k cross join union_profile u
where not exists (select 1 from knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id);

-- `tonight`: what stands of this shift's own knocks, `talked` or `tried`. A door that another shift knocked today is still to be done in this one.
drop function auth.turf_doors();
create function auth.turf_doors() returns table (turf_id uuid, holding_id uuid, building_id uuid, unit_id uuid, label text, floor text, floor_rank integer,
  line text, line_rank integer, entrance text, struck_reason text, tries integer, last_day date, last_disposition text, last_part text, one_part boolean,
  reached_day date, do_not_knock boolean, open_repairs jsonb, warnings text[], languages text[], near_leader boolean, emergency boolean,
  tonight text)
language sql stable security definer set search_path = '' as $$
  with me as materialized (select auth.is_guest() as guest),
  stairs as materialized (select u.building_id from public.turf t join public.unit u on u.building_id = t.building_id
    where t.id = any (auth.turfs()) and u.entrance is not null group by u.building_id having count(distinct u.entrance) > 1),
  led as materialized (select distinct u.building_id, case when i.building_id is not null then u.entrance end as entrance, u.floor
    from public.turf t join public.unit u on u.building_id = t.building_id left join stairs i on i.building_id = u.building_id
    join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id and d.leaders > 0 where t.id = any (auth.turfs())),
  broken as materialized (
    select g.holding_id, g.unit_id, jsonb_agg(jsonb_build_object('id', g.id, 'category', g.category) order by g.at, g.id) as open
    from (select distinct on (g.holding_id, g.unit_id, g.category) g.holding_id, g.unit_id, g.category, g.id, g.at
      from public.turf t join public.grievance g on g.holding_id = t.holding_id
      where t.id = any (auth.turfs()) and g.unit_id is not null and derive.is_open(g.holding_id, g.id)
      order by g.holding_id, g.unit_id, g.category, g.at, g.id) g group by g.holding_id, g.unit_id),
  -- Each knock's part is asked once, and not for every number below.
  stood as materialized (select k.* from public.knock_part k
    where k.holding_id = any (array(select distinct t.holding_id from public.turf t where t.id = any (auth.turfs())))),
  knocked as materialized (
    select k.holding_id, k.unit_id, bool_or(k.disposition = 'hostile_unsafe') as unsafe,
      case max(k.at) when max(k.at) filter (where k.part = 'morning') then 'morning' when max(k.at) filter (where k.part = 'afternoon') then 'afternoon'
        when max(k.at) filter (where k.part = 'evening') then 'evening' end as last_part,
      count(*) filter (where k.disposition = 'not_home') as not_home,
      greatest(count(*) filter (where k.disposition = 'not_home' and k.part = 'morning'), count(*) filter (where k.disposition = 'not_home' and k.part = 'afternoon'),
        count(*) filter (where k.disposition = 'not_home' and k.part = 'evening')) as in_one_part
    from stood k group by k.holding_id, k.unit_id),
  done as materialized (
    select s.shift_id, k.holding_id, k.unit_id, case when bool_or(k.disposition = 'conversation') then 'talked' else 'tried' end as tonight
    from stood k join public.turf s on s.holding_id = k.holding_id and s.id = k.turf_id
    where s.shift_id in (select t.shift_id from public.turf t where t.id = any (auth.turfs()))
    group by s.shift_id, k.holding_id, k.unit_id),
  spoken as materialized (
    select r.holding_id, r.unit_id, array_agg(distinct l.language order by l.language) as languages
    from public.turf t join public.residency r on r.holding_id = t.holding_id and r.until is null
    join public.person_language l on l.holding_id = r.holding_id and l.person_id = r.person_id and l.speaks
    where t.id = any (auth.turfs()) group by r.holding_id, r.unit_id)
  select t.id, u.holding_id, u.building_id, u.id, u.label, u.floor, u.floor_rank, u.line, u.line_rank, case when i.building_id is not null then u.entrance end,
    u.struck_reason,
    case when me.guest then 0 else coalesce(d.tries, 0) end, case when not me.guest then d.last_day end,
    case when not me.guest then d.last_disposition end, case when not me.guest then k.last_part end,
    not me.guest and coalesce(d.last_disposition = 'not_home' and k.not_home > 1 and k.in_one_part = k.not_home, false),
    case when not me.guest then d.reached_day end, coalesce(d.do_not_knock, false),
    case when me.guest then '[]' else coalesce(b.open, '[]') end,
    case when k.unsafe then array['unsafe'] else '{}' end,
    case when coalesce(d.do_not_knock, false) then '{}' else coalesce(s.languages, '{}') end,
    not me.guest and led.floor is not null, not me.guest and coalesce(d.open_emergencies, 0) > 0, n.tonight
  from me cross join public.turf t
  join public.unit u on u.building_id = t.building_id and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
  left join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
  left join stairs i on i.building_id = u.building_id
  left join led on led.building_id = u.building_id and led.floor = u.floor
    and led.entrance is not distinct from case when i.building_id is not null then u.entrance end
  left join broken b on b.holding_id = u.holding_id and b.unit_id = u.id
  left join knocked k on k.holding_id = u.holding_id and k.unit_id = u.id
  left join done n on n.shift_id = t.shift_id and n.holding_id = u.holding_id and n.unit_id = u.id
  left join spoken s on s.holding_id = u.holding_id and s.unit_id = u.id
  where t.id = any (auth.turfs())
$$;

grant create on schema auth to lintel_auth;
alter function auth.turf_doors() owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.turf_doors() from public;
grant execute on function auth.turf_doors() to lintel_app;
