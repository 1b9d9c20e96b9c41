-- A week after its shift a knock keeps its day, not its minute or device, and so does whatever was written down with it.

-- What has been let go is marked, so that each night asks for what is new and not for all that ever was.
alter table knock add column day_alone boolean not null default false;
create index knock_minute on knock (day, holding_id) where not day_alone;
create index op_ledger_minute on op_ledger (holding_id, at)
  where unit_id is not null or holding_id is not null or (at at time zone 'UTC') <> date_trunc('minute', at at time zone 'UTC');

-- The files and days whose week is over, some at once; says how many. All facts of a file and day go together, whoever wrote them, so that
-- none changes its place among the others: what is counted from them stays as it is. What comes in later for such a day goes the same way.
-- Each instant becomes noon of its day by the union's clock, and as many microseconds as it has others before it.
create function derive.let_minutes_go(most integer) returns integer language plpgsql security definer set search_path = '' as $$
declare zone text := (select u.time_zone from public.union_profile u); last_day date := derive.today() - 8; part record; noon timestamptz;
  dusk timestamptz := (derive.today() - 7)::timestamp at time zone zone; dawn timestamptz; night timestamptz; told timestamptz[]; settled integer := 0;
begin
  for part in
    select o.holding_id as file, o.day from (
      select d.day, d.holding_id from (select distinct k.day, k.holding_id from public.knock k where not k.day_alone and k.day <= last_day) d
      where not exists (
        select 1 from public.knock k join public.turf t on t.holding_id = k.holding_id and t.id = k.turf_id join public.shift s on s.id = t.shift_id
        where k.holding_id = d.holding_id and k.day = d.day and s.ends_at > now() - interval '7 days')
      order by d.day, d.holding_id limit most) o
    order by file, o.day
  loop
    perform derive.lock_files(array[part.file]);
    noon := (part.day + time '12:00') at time zone zone;
    dawn := part.day::timestamp at time zone zone;
    night := (part.day + 1)::timestamp at time zone zone;
    select array_agg(f.at order by f.at) into told from (
      select k.at from public.knock k where k.holding_id = part.file and k.day = part.day
      union select a.at from public.assessment a where a.holding_id = part.file and a.day = part.day
      union select g.at from public.grievance g where g.holding_id = part.file and g.day = part.day
      union select e.at from public.grievance_event e where e.holding_id = part.file and e.day = part.day
      union select o.at from public.photo o where o.holding_id = part.file and o.day = part.day
      union select a.at from public.ask a where a.holding_id = part.file and a.at >= dawn and a.at < night
      union select c.at from public.consent c where c.holding_id = part.file and c.at >= dawn and c.at < night
      union select f.at from public.follow_up f where f.holding_id = part.file and f.at >= dawn and f.at < night
      union select s.at from public.second_value s where s.holding_id = part.file and s.at >= dawn and s.at < night
      union select m.asked_at from public.membership m where m.holding_id = part.file and m.asked_at >= dawn and m.asked_at < night
      union select p.created_at from public.person p where p.holding_id = part.file and p.created_at >= dawn and p.created_at < night) f (at);
    -- What the phone sent for it this week: it stays with a knock of this week, if that phone was at that door again. What came before goes below.
    update public.op_ledger l set at = ((l.at at time zone zone)::date + time '12:00') at time zone zone, holding_id = null, unit_id = null
      from public.knock k where k.holding_id = part.file and k.day = part.day and l.holding_id = part.file and l.at >= dusk
      and l.device_id = k.device_id and l.unit_id = k.unit_id and not exists (
        select 1 from public.knock n where n.holding_id = k.holding_id and n.unit_id = k.unit_id and n.device_id = k.device_id and n.day > last_day);
    update public.knock k set at = noon + array_position(told, k.at) * interval '1 microsecond', device_id = null, day_alone = true
      where k.holding_id = part.file and k.day = part.day;
    update public.assessment a set at = noon + array_position(told, a.at) * interval '1 microsecond' where a.holding_id = part.file and a.day = part.day;
    update public.grievance g set at = noon + array_position(told, g.at) * interval '1 microsecond' where g.holding_id = part.file and g.day = part.day;
    update public.grievance_event e set at = noon + array_position(told, e.at) * interval '1 microsecond' where e.holding_id = part.file and e.day = part.day;
    update public.photo o set at = noon + array_position(told, o.at) * interval '1 microsecond' where o.holding_id = part.file and o.day = part.day;
    update public.ask a set at = noon + array_position(told, a.at) * interval '1 microsecond'
      where a.holding_id = part.file and a.at >= dawn and a.at < night;
    update public.consent c set at = noon + array_position(told, c.at) * interval '1 microsecond'
      where c.holding_id = part.file and c.at >= dawn and c.at < night;
    update public.follow_up f set at = noon + array_position(told, f.at) * interval '1 microsecond'
      where f.holding_id = part.file and f.at >= dawn and f.at < night;
    update public.second_value s set at = noon + array_position(told, s.at) * interval '1 microsecond'
      where s.holding_id = part.file and s.at >= dawn and s.at < night;
    update public.membership m set asked_at = noon + array_position(told, m.asked_at) * interval '1 microsecond'
      where m.holding_id = part.file and m.asked_at >= dawn and m.asked_at < night;
    update public.person p set created_at = noon + array_position(told, p.created_at) * interval '1 microsecond'
      where p.holding_id = part.file and p.created_at >= dawn and p.created_at < night;
    settled := settled + 1;
  end loop;
  return settled;
end $$;

-- Of these nothing asks which came first: each goes by its own day, to the full minute, as nothing that happened does. The ledger still
-- knows every act and its answer, no longer the door. So many of each at once, for no lock is held over more; says the most it found.
create function derive.let_loose_minutes_go(most integer) returns integer language plpgsql security definer set search_path = '' as $$
declare zone text := (select u.time_zone from public.union_profile u); dusk timestamptz := (derive.today() - 7)::timestamp at time zone zone;
  acts integer; taken_back integer; arrived integer;
begin
  update public.op_ledger l set at = ((l.at at time zone zone)::date + time '12:00') at time zone zone, holding_id = null, unit_id = null
    from (select o.device_id, o.op_id from public.op_ledger o where o.at < dusk
      and (o.unit_id is not null or o.holding_id is not null or (o.at at time zone 'UTC') <> date_trunc('minute', o.at at time zone 'UTC'))
      limit most) o
    where l.device_id = o.device_id and l.op_id = o.op_id;
  get diagnostics acts = row_count;
  update public.knock_retraction r set at = ((r.at at time zone zone)::date + time '12:00') at time zone zone
    from (select o.holding_id, o.knock_id from public.knock_retraction o where o.at < dusk and o.at <> date_trunc('minute', o.at) limit most) o
    where r.holding_id = o.holding_id and r.knock_id = o.knock_id;
  get diagnostics taken_back = row_count;
  update public.photo p set arrived_at = ((p.arrived_at at time zone zone)::date + time '12:00') at time zone zone
    from (select o.holding_id, o.id from public.photo o where o.arrived_at < dusk and o.arrived_at <> date_trunc('minute', o.arrived_at) limit most) o
    where p.holding_id = o.holding_id and p.id = o.id;
  get diagnostics arrived = row_count;
  return greatest(acts, taken_back, arrived);
end $$;

-- What is let go, and nothing else: not the answer, not who knocked, not the day.
do $$
declare tab text; columns text; rule text;
begin
  foreach tab in array array['ask', 'consent', 'follow_up', 'person', 'second_value', 'photo', 'op_ledger', 'turf', 'shift'] loop
    execute format('create policy %I on %I for select to lintel_jobs using (true)', tab || '_jobs', tab);
    execute format('grant select on %I to lintel_jobs', tab);
  end loop;
  for tab, columns, rule in values
    ('knock', 'at, device_id, day_alone', 'day < (select derive.today()) - 7'), ('assessment', 'at', 'day < (select derive.today()) - 7'), ('grievance', 'at', 'day < (select derive.today()) - 7'),
    ('grievance_event', 'at', 'day < (select derive.today()) - 7'), ('photo', 'at, arrived_at', 'day < (select derive.today()) - 7'),
    ('ask', 'at', 'at < now() - interval ''7 days'''), ('consent', 'at', 'at < now() - interval ''7 days'''),
    ('follow_up', 'at', 'at < now() - interval ''7 days'''), ('second_value', 'at', 'at < now() - interval ''7 days'''),
    ('membership', 'asked_at', 'asked_at < now() - interval ''7 days'''), ('person', 'created_at', 'created_at < now() - interval ''7 days'''),
    ('knock_retraction', 'at', 'at < now() - interval ''7 days'''), ('op_ledger', 'at, holding_id, unit_id', 'true')
  loop
    execute format('create policy %I on %I for update to lintel_jobs using (%s)', tab || '_minutes', tab, rule);
    execute format('grant update (%s) on %I to lintel_jobs', columns, tab);
  end loop;
end $$;

grant create on schema derive to lintel_jobs;
alter function derive.let_minutes_go(integer) owner to lintel_jobs;
alter function derive.let_loose_minutes_go(integer) owner to lintel_jobs;
revoke create on schema derive from lintel_jobs;
revoke all on function derive.let_minutes_go(integer), derive.let_loose_minutes_go(integer) from public;
grant execute on function derive.let_minutes_go(integer), derive.let_loose_minutes_go(integer) to lintel_app, lintel_jobs;

-- An id of the seventh version keeps the millisecond it was made in. What came in by a knock gets another; new ones are made without one.
create function auth.ids_without_a_minute() returns void language plpgsql security definer set search_path = '' as $$
begin
  update public.consent set id = gen_random_uuid() where knock_id is not null;
  update public.membership set id = gen_random_uuid() where knock_id is not null;
  update public.grievance_event e set id = gen_random_uuid() from public.grievance g where g.holding_id = e.holding_id and g.id = e.grievance_id
    and g.knock_id is not null and g.at = e.at and not exists (
      select 1 from public.grievance_event_words w where w.holding_id = e.holding_id and w.event_id = e.id);
  update public.residency r set id = gen_random_uuid() where exists (
    select 1 from public.knock k where k.holding_id = r.holding_id and k.person_id = r.person_id);
  update public.contact c set id = gen_random_uuid() where exists (
    select 1 from public.knock k where k.holding_id = c.holding_id and k.person_id = c.person_id);
  update public.second_value s set id = gen_random_uuid() where exists (
    select 1 from public.knock k where k.holding_id = s.holding_id and k.person_id = s.person_id);
end $$;
grant create on schema auth to lintel_auth;
alter function auth.ids_without_a_minute() owner to lintel_auth;
revoke create on schema auth from lintel_auth;
select auth.ids_without_a_minute();
drop function auth.ids_without_a_minute();
