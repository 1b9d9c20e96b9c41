-- A week after its shift a knock keeps its day, not its minute or device, and so does whatever was written down with it.

-- Noon of the day by the union's clock, and the microseconds after it: the order in which the facts of one file and day happened.
create function core.is_day_alone(instant timestamptz, noon timestamptz) returns boolean language sql immutable as $$
  select instant >= noon and instant < noon + interval '100 milliseconds'
$$;

-- The files and days whose week is over, some at once; says how many. All facts of a file and day go together, whoever wrote them, so that
-- none changes its place among the others: what is counted from them stays as it is. What comes in later for such a day goes the same way.
create function derive.let_minutes_go(most integer) returns integer language plpgsql security definer set search_path = '' as $$
declare zone text := (select u.time_zone from public.union_profile u); last_day date := derive.today() - 8; part record; noon timestamptz;
  dawn timestamptz; night timestamptz; told timestamptz[]; settled integer := 0;
begin
  for part in
    with over as (
      select k.holding_id, k.day from public.knock k where k.day <= last_day
        and (k.device_id is not null or not core.is_day_alone(k.at, (k.day + time '12:00') at time zone zone)) group by k.holding_id, k.day)
    select o.holding_id as file, o.day from over o where not exists (
      select 1 from public.knock k join public.turf t on t.holding_id = k.holding_id and t.id = k.turf_id join public.shift s on s.id = t.shift_id
      where k.holding_id = o.holding_id and k.day = o.day and s.ends_at > now() - interval '7 days')
    order by o.holding_id, o.day limit most
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
    -- What the phone sent for it, whenever that came.
    update public.op_ledger l set at = ((l.at at time zone zone)::date + time '12:00') at time zone zone, holding_id = null, unit_id = null
      from public.knock k where k.holding_id = part.file and k.day = part.day and l.device_id = k.device_id and l.unit_id = k.unit_id;
    update public.knock k set at = noon + array_position(told, k.at) * interval '1 microsecond', device_id = null
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
  if settled = most then return settled; end if;

  -- Of these nothing asks which came first: each goes by its own day. The ledger still knows every act and its answer, no longer the door.
  update public.op_ledger l set at = ((l.at at time zone zone)::date + time '12:00') at time zone zone, holding_id = null, unit_id = null
    where l.at < (last_day + 1)::timestamp at time zone zone
      and (l.unit_id is not null or l.holding_id is not null or not core.is_day_alone(l.at, ((l.at at time zone zone)::date + time '12:00') at time zone zone));
  update public.knock_retraction r set at = ((r.at at time zone zone)::date + time '12:00') at time zone zone
    where r.at < (last_day + 1)::timestamp at time zone zone
      and not core.is_day_alone(r.at, ((r.at at time zone zone)::date + time '12:00') at time zone zone);
  update public.photo o set arrived_at = ((o.arrived_at at time zone zone)::date + time '12:00') at time zone zone
    where o.arrived_at < (last_day + 1)::timestamp at time zone zone
      and not core.is_day_alone(o.arrived_at, ((o.arrived_at at time zone zone)::date + time '12:00') at time zone zone);
  return settled;
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
    ('knock', 'at, device_id', 'day < (select derive.today()) - 7'), ('assessment', 'at', 'day < (select derive.today()) - 7'), ('grievance', 'at', 'day < (select derive.today()) - 7'),
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
revoke create on schema derive from lintel_jobs;
revoke all on function derive.let_minutes_go(integer) from public;
grant execute on function derive.let_minutes_go(integer) to lintel_app, lintel_jobs;
grant execute on function core.is_day_alone(timestamptz, timestamptz) to lintel_app, lintel_jobs;

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
