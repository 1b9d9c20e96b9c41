-- What an evening of canvassing needs: doors given one by one, three asks, a time to be back, people who are here for tonight only.

alter table shift add column back_by timestamptz check (back_by >= starts_at),
  add column asks text[] not null default '{}' check (cardinality(asks) <= 3),
  add column leaves_flyer boolean not null default false;

-- Some doors of a building, named one by one: what a list found, or what was left after some were passed over.
alter table turf add column units uuid[] check (cardinality(units) > 0);
-- A door found on the way belongs to the turf it was found in, though no list named it.
alter table unit add column added_in uuid, add foreign key (holding_id, added_in) references turf (holding_id, id);

-- Came in from the street with a first name: sees doors, no names and no history, until somebody vouches.
alter table account add column is_guest boolean not null default false;

create function core.in_turf(floors text[], units uuid[], turf uuid, floor text, unit uuid, added_in uuid) returns boolean language sql immutable as $$
  select (floors is null or floor = any (floors)) and (units is null or unit = any (units) or added_in = turf)
$$;

-- Every function that asked for floors asks for doors now.
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('auth', 'derive', 'core') and p.prosrc like '%(t.floors is null or u.floor = any (t.floors))%' loop
    execute replace(pg_get_functiondef(f), '(t.floors is null or u.floor = any (t.floors))',
      'core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)');
  end loop;
end $$;

drop policy knock_insert on knock;
drop policy assessment_insert on assessment;
drop policy ask_insert on ask;
drop policy follow_up_insert on follow_up;
drop policy unit_alias_insert on unit_alias;
call core.allow('knock', 'insert', format('account_id = (select auth.account()) and (%s or %s)', core.file_of('knock', 'doors.knock'), core.turf_door('knock')));
call core.allow('assessment', 'insert', format('account_id = (select auth.account()) and (%s or %s)',
  core.file_of('assessment', 'levels.write'), core.turf_door('assessment')));
call core.allow('ask', 'insert', format('account_id = (select auth.account()) and (%s or %s)', core.file_of('ask', 'doors.knock'), core.turf_door('ask')));
call core.allow('follow_up', 'insert', format('account_id = (select auth.account()) and (%s or %s)',
  core.file_of('follow_up', 'doors.knock'), core.turf_door('follow_up')));
call core.allow('unit_alias', 'insert', core.turf_door('unit_alias') || ' or ' || core.file_of('unit_alias', 'buildings.write'));

create function auth.is_guest() returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((select a.is_guest from public.account a where a.id = auth.account()), true)
$$;

-- A phone's doors. `warnings`: said before the door is knocked. Languages without a name go with the door. Of all else a guest sees nothing.
drop function auth.turf_doors();
create function auth.turf_doors() returns table (turf_id uuid, holding_id uuid, building_id uuid, unit_id uuid, label text, floor text, floor_rank integer,
  line text, line_rank integer, struck_reason text, tries integer, last_day date, last_disposition text, reached_day date, do_not_knock boolean,
  open_repairs jsonb, warnings text[], languages text[], near_leader boolean, emergency boolean)
language sql stable security definer set search_path = '' as $$
  with me as materialized (select auth.is_guest() as guest),
  led as materialized (select distinct u.building_id, u.floor from public.turf t join public.unit u on u.building_id = t.building_id
    join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id and d.leaders > 0 where t.id = any (auth.turfs())),
  broken as materialized (
    select g.holding_id, g.unit_id, jsonb_agg(jsonb_build_object('id', g.id, 'category', g.category) order by g.at, g.id) as open
    from (select distinct on (g.holding_id, g.unit_id, g.category) g.holding_id, g.unit_id, g.category, g.id, g.at
      from public.turf t join public.grievance g on g.holding_id = t.holding_id
      where t.id = any (auth.turfs()) and g.unit_id is not null and derive.is_open(g.holding_id, g.id)
      order by g.holding_id, g.unit_id, g.category, g.at, g.id) g group by g.holding_id, g.unit_id),
  unsafe as materialized (
    select distinct k.holding_id, k.unit_id from public.turf t join public.knock k on k.holding_id = t.holding_id
    where t.id = any (auth.turfs()) and k.disposition = 'hostile_unsafe'
      and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)),
  spoken as materialized (
    select r.holding_id, r.unit_id, array_agg(distinct l.language order by l.language) as languages
    from public.turf t join public.residency r on r.holding_id = t.holding_id and r.until is null
    join public.person_language l on l.holding_id = r.holding_id and l.person_id = r.person_id and l.speaks
    where t.id = any (auth.turfs()) group by r.holding_id, r.unit_id)
  select t.id, u.holding_id, u.building_id, u.id, u.label, u.floor, u.floor_rank, u.line, u.line_rank, u.struck_reason,
    case when me.guest then 0 else coalesce(d.tries, 0) end, case when not me.guest then d.last_day end,
    case when not me.guest then d.last_disposition end, case when not me.guest then d.reached_day end, coalesce(d.do_not_knock, false),
    case when me.guest then '[]' else coalesce(b.open, '[]') end,
    case when x.unit_id is null then '{}' else array['unsafe'] end,
    case when coalesce(d.do_not_knock, false) then '{}' else coalesce(s.languages, '{}') end,
    not me.guest and led.floor is not null, not me.guest and coalesce(d.open_emergencies, 0) > 0
  from me cross join public.turf t
  join public.unit u on u.building_id = t.building_id and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
  left join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
  left join led on led.building_id = u.building_id and led.floor = u.floor
  left join broken b on b.holding_id = u.holding_id and b.unit_id = u.id
  left join unsafe x on x.holding_id = u.holding_id and x.unit_id = u.id
  left join spoken s on s.holding_id = u.holding_id and s.unit_id = u.id
  where t.id = any (auth.turfs())
$$;

create or replace function auth.turf_people() returns table (turf_id uuid, unit_id uuid, person_id uuid, name text, languages text[])
language sql stable security definer set search_path = '' as $$
  select t.id, u.id, p.id, p.name,
    coalesce((select array_agg(l.language order by l.language) from public.person_language l where l.holding_id = p.holding_id and l.person_id = p.id), '{}')
  from public.turf t join public.unit u on u.building_id = t.building_id and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
  join public.residency r on r.holding_id = u.holding_id and r.unit_id = u.id and r.until is null
  join public.person p on p.holding_id = r.holding_id and p.id = r.person_id
  left join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
  where t.id = any (auth.turfs()) and not (select auth.is_guest()) and coalesce(d.do_not_knock, false) = false
    and not auth.hides_names(u.holding_id, u.id)
$$;

grant create on schema auth to lintel_auth;
alter function auth.is_guest() owner to lintel_auth;
alter function auth.turf_doors() owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.is_guest(), auth.turf_doors() from public;
grant execute on function auth.is_guest(), auth.turf_doors() to lintel_app;
