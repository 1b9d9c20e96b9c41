-- What is computed from the facts, what a phone may see of its turf, and what one body shows another.
-- door_state and building_coverage are written by derive.* alone: nobody can set a number, only add the fact it comes from.

create schema derive;
grant usage on schema derive to lintel_app, lintel_jobs;

create table door_state (
  holding_id uuid not null,
  unit_id uuid not null,
  building_id uuid not null,
  struck boolean not null,
  tries integer not null,
  last_day date,
  last_disposition text,
  knocked_day date,
  reached_day date,
  do_not_knock boolean not null,
  level smallint,
  supporting boolean not null,
  split boolean not null,
  members integer not null,
  pending_members integer not null,
  leaders integer not null,
  leaders_not_yet integer not null,
  open_repairs integer not null,
  open_emergencies integer not null,
  worst_severity text,
  primary key (holding_id, unit_id),
  foreign key (holding_id, unit_id) references unit (holding_id, id) on delete cascade
);

create table building_coverage (
  holding_id uuid primary key,
  building_id uuid not null unique,
  doors integer,
  knocked integer not null default 0,
  reached integer not null default 0,
  assessed integer not null default 0,
  supporting integer not null default 0,
  split integer not null default 0,
  members integer not null default 0,
  pending_members integer not null default 0,
  leaders integer not null default 0,
  leaders_not_yet integer not null default 0,
  floors integer not null default 0,
  floors_with_leader integer not null default 0,
  open_repairs integer not null default 0,
  open_emergencies integer not null default 0,
  as_of date not null,
  version bigint not null default 0,
  foreign key (holding_id, building_id) references holding (id, building_id) on delete cascade
);

call core.wall('door_state', 'building_coverage');
call core.allow('door_state', 'select', core.file_of('door_state', 'chart.read'));
call core.allow('building_coverage', 'select', core.file_of('building_coverage', 'coverage.read'));

do $$
declare tab text;
begin
  foreach tab in array array['holding', 'building', 'unit', 'knock', 'knock_retraction', 'residency', 'assessment', 'membership', 'tie', 'grievance',
    'grievance_event', 'union_profile'] loop
    execute format('create policy %I on %I for select to lintel_jobs using (true)', tab || '_jobs', tab);
    execute format('grant select on %I to lintel_jobs', tab);
  end loop;
  foreach tab in array array['door_state', 'building_coverage', 'body_clock', 'change'] loop
    execute format('create policy %I on %I to lintel_jobs using (true) with check (true)', tab || '_jobs', tab);
    execute format('grant select, insert, update, delete on %I to lintel_jobs', tab);
  end loop;
end $$;

create function derive.today() returns date language sql stable security definer set search_path = '' as $$
  select (now() at time zone coalesce((select time_zone from public.union_profile), 'UTC'))::date
$$;

-- Takes the coverage rows of these files in id order and holds them to the end of the transaction: who recounts, recounts alone.
-- Coverage comes before any body's clock, everywhere: taken the other way round, two writers would each wait for the other.
create function derive.lock_files(holdings uuid[]) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into public.building_coverage (holding_id, building_id, as_of)
    select h.id, h.building_id, derive.today() from public.holding h where h.id = any (holdings)
    and not exists (select 1 from public.building_coverage c where c.holding_id = h.id)
    on conflict do nothing;
  perform 1 from public.building_coverage c where c.holding_id = any (holdings) order by c.holding_id for update;
end $$;

create function derive.lock_doors(units uuid[]) returns table (unit_id uuid, holding_id uuid, building_id uuid)
language plpgsql security definer set search_path = '' as $$
begin
  perform derive.lock_files(array(select distinct u.holding_id from public.unit u where u.id = any (units)));
  return query select u.id, u.holding_id, u.building_id from public.unit u where u.id = any (units);
end $$;

-- Door states of these doors, from their facts. A flyer, or a knock at what turned out to be another door, tried to find nobody; the phone's
-- list of results says the same.
create function derive.recount_doors(units uuid[]) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into public.door_state
  select u.holding_id, u.id, u.building_id, u.struck_reason is not null,
    coalesce(k.tries, 0), k.last_day, k.last_disposition, k.knocked_day, k.reached_day, coalesce(k.do_not_knock, false),
    a.level, coalesce(a.with_us and not a.against, false), coalesce(a.with_us and a.against, false),
    coalesce(m.members, 0), coalesce(m.pending, 0), coalesce(l.leaders, 0), coalesce(l.not_yet, 0),
    coalesce(g.open, 0), coalesce(g.emergencies, 0), g.worst
  from public.unit u
  left join lateral (
    select (count(*) filter (where k.disposition not in ('wrong_unit', 'left_literature')))::int tries, max(k.day) knocked_day,
      (array_agg(k.day order by k.at desc, k.id))[1] last_day,
      (array_agg(k.disposition order by k.at desc, k.id))[1] last_disposition,
      max(k.day) filter (where k.disposition = 'conversation' and (
        case when k.person_id is null
          then not exists (select 1 from public.knock gone where gone.holding_id = k.holding_id and gone.unit_id = k.unit_id
            and gone.disposition in ('moved', 'vacant') and gone.at > k.at
            and not exists (select 1 from public.knock_retraction r where r.holding_id = gone.holding_id and r.knock_id = gone.id))
          else exists (select 1 from public.residency r where r.holding_id = k.holding_id and r.unit_id = k.unit_id
            and r.person_id = k.person_id and r.until is null) end)) reached_day,
      bool_or(k.disposition = 'do_not_knock') do_not_knock
    from public.knock k where k.holding_id = u.holding_id and k.unit_id = u.id
      and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)) k on true
  left join lateral (
    select min(c.level) level, bool_or(c.level <= 2) with_us, bool_or(c.level >= 4) against
    from (select distinct on (s.person_id) s.person_id, s.level from public.assessment s
      where s.holding_id = u.holding_id and s.unit_id = u.id
        and exists (select 1 from public.residency r where r.holding_id = s.holding_id and r.unit_id = s.unit_id and r.person_id = s.person_id and r.until is null)
        and not exists (select 1 from public.knock_retraction x where x.holding_id = s.holding_id and x.knock_id = s.knock_id)
      order by s.person_id, s.at desc, s.id) c) a on true
  left join lateral (
    select count(*) filter (where m.vouched_at is not null)::int members, count(*) filter (where m.vouched_at is null)::int pending
    from public.residency r join public.membership m on m.holding_id = r.holding_id and m.person_id = r.person_id and m.ended_at is null
    where r.holding_id = u.holding_id and r.unit_id = u.id and r.until is null
      and not exists (select 1 from public.knock_retraction x where x.holding_id = m.holding_id and x.knock_id = m.knock_id)) m on true
  left join lateral (
    select count(*) filter (where f.level <= 2)::int leaders, count(*) filter (where f.level is null or f.level > 2)::int not_yet
    from (select r.person_id, (select s.level from public.assessment s where s.holding_id = r.holding_id and s.person_id = r.person_id
            and not exists (select 1 from public.knock_retraction x where x.holding_id = s.holding_id and x.knock_id = s.knock_id)
            order by s.at desc, s.id limit 1) level
      from public.residency r where r.holding_id = u.holding_id and r.unit_id = u.id and r.until is null
        and (select count(distinct t.from_person_id) from public.tie t where t.holding_id = r.holding_id and t.to_person_id = r.person_id and t.kind = 'follows') >= 2) f) l on true
  left join lateral (
    select count(*)::int open, count(*) filter (where i.severity = 'emergency')::int emergencies,
      (array_agg(i.severity order by array_position(array['emergency', 'dangerous', 'serious', 'other'], i.severity)))[1] worst
    from public.grievance i where i.holding_id = u.holding_id and i.unit_id = u.id
      and coalesce((select e.status from public.grievance_event e where e.holding_id = i.holding_id and e.grievance_id = i.id and e.status is not null
        order by e.at desc, e.id desc limit 1), 'reported') not in ('confirmed', 'closed', 'withdrawn')
      and not exists (select 1 from public.knock_retraction x where x.holding_id = i.holding_id and x.knock_id = i.knock_id)) g on true
  where u.id = any (units)
  on conflict (holding_id, unit_id) do update set struck = excluded.struck, tries = excluded.tries, last_day = excluded.last_day,
    last_disposition = excluded.last_disposition, knocked_day = excluded.knocked_day, reached_day = excluded.reached_day,
    do_not_knock = excluded.do_not_knock, level = excluded.level, supporting = excluded.supporting, split = excluded.split,
    members = excluded.members, pending_members = excluded.pending_members, leaders = excluded.leaders, leaders_not_yet = excluded.leaders_not_yet,
    open_repairs = excluded.open_repairs, open_emergencies = excluded.open_emergencies, worst_severity = excluded.worst_severity;
end $$;

-- Coverage of these files, counted anew from their door states. Call it after derive.recount_doors in a statement of its own.
-- Then the body's clock: its row is held to commit, so feed numbers are in the order of commits.
create function derive.recount_coverage(holdings uuid[], why text, about uuid) returns void language plpgsql security definer set search_path = '' as $$
declare day date := derive.today(); owner record;
begin
  perform 1 from public.building_coverage c where c.holding_id = any (holdings) order by c.holding_id for update;
  insert into public.building_coverage (holding_id, building_id, doors, knocked, reached, assessed, supporting, split, members, pending_members, leaders,
    leaders_not_yet, floors, floors_with_leader, open_repairs, open_emergencies, as_of)
  select h.id, h.building_id,
    case b.doors_source when 'counted' then count(u.id) when 'estimated' then greatest(b.doors_estimate, count(u.id)) end,
    count(*) filter (where d.knocked_day > day - interval '12 months'), count(*) filter (where d.reached_day > day - interval '12 months'),
    count(*) filter (where d.level is not null), count(*) filter (where d.supporting), count(*) filter (where d.split),
    count(*) filter (where d.members > 0), coalesce(sum(d.pending_members), 0), coalesce(sum(d.leaders), 0), coalesce(sum(d.leaders_not_yet), 0),
    count(distinct u.floor), count(distinct u.floor) filter (where d.leaders > 0),
    (select count(*) from public.grievance i where i.holding_id = h.id and i.unit_id is null and derive.is_open(i.holding_id, i.id)) + coalesce(sum(d.open_repairs), 0),
    (select count(*) from public.grievance i where i.holding_id = h.id and i.unit_id is null and i.severity = 'emergency' and derive.is_open(i.holding_id, i.id))
      + coalesce(sum(d.open_emergencies), 0), day
  from public.holding h join public.building b on b.id = h.building_id
  left join public.unit u on u.holding_id = h.id and u.struck_reason is null
  left join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
  where h.id = any (holdings)
  group by h.id, h.building_id, b.doors_source, b.doors_estimate
  on conflict (holding_id) do update set doors = excluded.doors, knocked = excluded.knocked, reached = excluded.reached, assessed = excluded.assessed,
    supporting = excluded.supporting, split = excluded.split, members = excluded.members, pending_members = excluded.pending_members,
    leaders = excluded.leaders, leaders_not_yet = excluded.leaders_not_yet, floors = excluded.floors, floors_with_leader = excluded.floors_with_leader,
    open_repairs = excluded.open_repairs, open_emergencies = excluded.open_emergencies, as_of = excluded.as_of;
  for owner in select h.body_id, array_agg(h.id order by h.id) files from public.holding h where h.id = any (holdings) group by h.body_id order by h.body_id loop
    with clock as (update public.body_clock set feed = feed + cardinality(owner.files) where body_id = owner.body_id returning feed),
      told as (insert into public.change (body_id, n, holding_id, kind, object_id)
        select owner.body_id, clock.feed - cardinality(owner.files) + f.nth, f.id, why, about from clock, unnest(owner.files) with ordinality f (id, nth)
        returning holding_id, n)
    update public.building_coverage c set version = told.n from told where c.holding_id = told.holding_id;
  end loop;
end $$;

-- A repair told in a talk that was taken back is not open: nobody told it.
create function derive.is_open(file uuid, wanted uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select not exists (select 1 from public.grievance g join public.knock_retraction r on r.holding_id = g.holding_id and r.knock_id = g.knock_id
    where g.holding_id = file and g.id = wanted)
  and coalesce((select e.status from public.grievance_event e where e.holding_id = file and e.grievance_id = wanted and e.status is not null
    order by e.at desc, e.id desc limit 1), 'reported') not in ('confirmed', 'closed', 'withdrawn')
$$;

-- ── What a phone may see of its turf ─────────────────────────────────────────
-- No levels, no notes, no history: the doors, how often they were tried, what came last, and whether to stay away.
create function auth.turf_doors() returns table (turf_id uuid, holding_id uuid, building_id uuid, unit_id uuid, label text, floor text, floor_rank integer,
  line text, line_rank integer, struck_reason text, tries integer, last_day date, last_disposition text, reached_day date, do_not_knock boolean,
  open_repairs text[]) language sql stable security definer set search_path = '' as $$
  select t.id, u.holding_id, u.building_id, u.id, u.label, u.floor, u.floor_rank, u.line, u.line_rank, u.struck_reason,
    coalesce(d.tries, 0), d.last_day, d.last_disposition, d.reached_day, coalesce(d.do_not_knock, false),
    coalesce((select array_agg(distinct g.category) from public.grievance g where g.holding_id = u.holding_id and g.unit_id = u.id and derive.is_open(g.holding_id, g.id)), '{}')
  from public.turf t join public.unit u on u.building_id = t.building_id and (t.floors is null or u.floor = any (t.floors))
  left join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
  where t.id = any (auth.turfs())
$$;

-- What was answered last decides: after a refusal, nobody at home brings no name back. The codes are those of app/canvass/lists.ts.
create function auth.hides_names(file uuid, door uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((
    select k.disposition in ('refused', 'do_not_knock', 'hostile_unsafe', 'landlord_agent', 'deceased')
    from public.knock k where k.holding_id = file and k.unit_id = door
      and k.disposition not in ('not_home', 'inaccessible', 'wrong_unit', 'vacant', 'left_literature')
      and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)
    order by k.at desc, k.id limit 1), false)
$$;

-- First names and languages of those who live behind the doors of a turf, unless they refused or asked not to be visited.
create function auth.turf_people() returns table (turf_id uuid, unit_id uuid, person_id uuid, name text, languages text[])
language sql stable security definer set search_path = '' as $$
  select t.id, u.id, p.id, p.name,
    coalesce((select array_agg(l.language order by l.language) from public.person_language l where l.holding_id = p.holding_id and l.person_id = p.id), '{}')
  from public.turf t join public.unit u on u.building_id = t.building_id and (t.floors is null or u.floor = any (t.floors))
  join public.residency r on r.holding_id = u.holding_id and r.unit_id = u.id and r.until is null
  join public.person p on p.holding_id = r.holding_id and p.id = r.person_id
  left join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
  where t.id = any (auth.turfs()) and coalesce(d.do_not_knock, false) = false and not auth.hides_names(u.holding_id, u.id)
$$;

-- ── What one body shows another ──────────────────────────────────────────────
-- The only door between bodies: counts named in a live share, never a row of a file. Under 5 doors: shared, too small to show.
-- One row a building: whoever works for two bodies, to which different numbers are shared, sees those of both on every page.
create function auth.shared_coverage() returns table (building_id uuid, from_body_id uuid, fields text[], too_small boolean, doors integer,
  knocked integer, reached integer, assessed integer, supporting integer, members integer, open_repairs integer, open_emergencies integer, as_of date, version bigint)
language sql stable security definer set search_path = '' as $$
  select c.building_id, s.from_body_id, s.fields, coalesce(c.doors < 5, false),
    case when c.doors >= 5 then c.doors end,
    case when c.doors >= 5 and 'doors' = any (s.fields) then c.knocked end,
    case when c.doors >= 5 and 'doors' = any (s.fields) then c.reached end,
    case when c.doors >= 5 and 'support' = any (s.fields) then c.assessed end,
    case when c.doors >= 5 and 'support' = any (s.fields) then c.supporting end,
    case when c.doors >= 5 and 'members' = any (s.fields) then c.members end,
    case when c.doors >= 5 and 'repairs' = any (s.fields) then c.open_repairs end,
    case when c.doors >= 5 and 'repairs' = any (s.fields) then c.open_emergencies end,
    c.as_of, c.version
  from (select l.from_body_id, array_agg(distinct f.field) fields from public.share l, unnest(l.fields) f (field)
      where l.ended_at is null and l.to_body_id = any ((select auth.bodies('coverage.read'))::uuid[]) group by l.from_body_id) s
  join public.holding h on h.body_id = s.from_body_id join public.building_coverage c on c.holding_id = h.id
$$;

-- ── Owners of the functions ──────────────────────────────────────────────────
grant usage on schema derive to lintel_auth;
grant create on schema auth to lintel_auth;
grant create on schema derive to lintel_jobs;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'auth' loop
    execute format('alter function %s owner to lintel_auth', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lintel_app, lintel_jobs, lintel_auth', f);
  end loop;
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'derive' loop
    execute format('alter function %s owner to lintel_jobs', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lintel_app, lintel_jobs, lintel_auth', f);
  end loop;
  revoke all on function auth.add_account(text, text, text, text), auth.hides_names(uuid, uuid) from lintel_app, lintel_jobs;
end $$;
revoke create on schema auth from lintel_auth;
revoke create on schema derive from lintel_jobs;
grant execute on function core.uuid_v7(), core.clock() to lintel_app, lintel_auth, lintel_jobs;
