-- Somebody at the door said they moved out, or died. Who of those known there is meant, a door does not say: until somebody at the desk
-- ends the residency, or writes down that they still live there, nobody who was known by then is asked for.

-- They live there in spite of what was said at that knock. It keeps no hour: it is about the knock, whenever that was.
create table still_lives (
  holding_id uuid not null,
  residency_id uuid not null,
  knock_id uuid not null,
  account_id uuid not null references account (id),
  primary key (holding_id, residency_id, knock_id),
  foreign key (holding_id, residency_id) references residency (holding_id, id) on delete cascade,
  foreign key (holding_id, knock_id) references knock (holding_id, id)
);
call core.wall('still_lives');
call core.allow('still_lives', 'select', core.file_of('still_lives', 'people.read'));
call core.allow('still_lives', 'insert', 'account_id = (select auth.account()) and ' || core.file_of('still_lives', 'people.write'));

-- Who was known at a door when its last such knock was written down, was not talked with there since, and of whom nobody has said more.
create view doubted_residency with (security_invoker = true) as
select r.holding_id, r.unit_id, r.id as residency_id, r.person_id, m.id as knock_id, m.disposition, m.day
from residency r join person p on p.holding_id = r.holding_id and p.id = r.person_id
cross join lateral (
  select k.id, k.disposition, k.day, k.at from knock k
  where k.holding_id = r.holding_id and k.unit_id = r.unit_id and k.disposition in ('moved', 'deceased') and not derive.taken_back(k.holding_id, k.id)
  order by k.at desc, k.id limit 1) m
where r.until is null and p.created_at <= m.at
  and not exists (select 1 from knock s where s.holding_id = r.holding_id and s.unit_id = r.unit_id and s.person_id = r.person_id
    and s.at > m.at and not derive.taken_back(s.holding_id, s.id))
  and not exists (select 1 from still_lives l where l.holding_id = r.holding_id and l.residency_id = r.id and l.knock_id = m.id);
grant select on doubted_residency to lintel_app, lintel_auth;

-- What the door answered last decides for all behind it, and what is said above of each. The codes are those of app/canvass/lists.ts.
create or replace function auth.hides_names(file uuid, door uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((
    select k.disposition in ('refused', 'do_not_knock', 'hostile_unsafe', 'landlord_agent')
    from public.knock k where k.holding_id = file and k.unit_id = door
      and k.disposition not in ('not_home', 'inaccessible', 'wrong_unit', 'vacant', 'left_literature', 'moved', 'deceased')
      and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)
    order by k.at desc, k.id limit 1), false)
$$;

-- Each is asked about once, and after it is known that they live behind a door of the turf: asked earlier, it is asked of everybody.
-- A talk that was taken back was perhaps at another door: whom it made known here, and nobody met here but so, is not asked for here.
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
    coalesce((select array_agg(l.language order by l.language) from public.person_language l where l.holding_id = b.holding_id and l.person_id = b.id), '{}')
  from behind b where not auth.hides_names(b.holding_id, b.unit_id)
    and not exists (select 1 from doubted d where d.holding_id = b.holding_id and d.unit_id = b.unit_id and d.person_id = b.id)
    and not exists (select 1 from unmet m where m.holding_id = b.holding_id and m.unit_id = b.unit_id and m.person_id = b.id)
$$;
