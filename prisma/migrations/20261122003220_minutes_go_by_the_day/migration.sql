-- The same, asked of days instead of knocks: a union of many years has many knocks and few days that are new.
create or replace function derive.let_minutes_go(most integer) returns integer language plpgsql security definer set search_path = '' as $$
declare zone text := (select u.time_zone from public.union_profile u); last_day date := derive.today() - 8; part record; noon timestamptz;
  dawn timestamptz; night timestamptz; told timestamptz[]; settled integer := 0;
begin
  for part in
    with over as (
      select k.holding_id, k.day from public.knock k where k.day <= last_day group by k.holding_id, k.day
      having bool_or(k.device_id is not null) or not core.is_day_alone(min(k.at), (k.day + time '12:00') at time zone zone)
        or not core.is_day_alone(max(k.at), (k.day + time '12:00') at time zone zone))
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

  -- Of these nothing asks which came first: each goes by its own day, to the full minute, as nothing that happened does. The ledger still
  -- knows every act and its answer, no longer the door.
  update public.op_ledger l set at = ((l.at at time zone zone)::date + time '12:00') at time zone zone, holding_id = null, unit_id = null
    where l.at < (last_day + 1)::timestamp at time zone zone
      and (l.unit_id is not null or l.holding_id is not null or l.at <> date_trunc('minute', l.at));
  update public.knock_retraction r set at = ((r.at at time zone zone)::date + time '12:00') at time zone zone
    where r.at < (last_day + 1)::timestamp at time zone zone and r.at <> date_trunc('minute', r.at);
  update public.photo o set arrived_at = ((o.arrived_at at time zone zone)::date + time '12:00') at time zone zone
    where o.arrived_at < (last_day + 1)::timestamp at time zone zone and o.arrived_at <> date_trunc('minute', o.arrived_at);
  return settled;
end $$;
