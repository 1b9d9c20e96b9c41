-- Who moved out follows nobody in the building any more: a leader is somebody whom two who live there follow. With a door, the doors of
-- those whom its people follow, or followed, are counted again.
create or replace function derive.recount_doors(units uuid[]) returns void language plpgsql security definer set search_path = ''
set plan_cache_mode = force_generic_plan as $$
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
        and (select count(distinct t.from_person_id) from public.tie t where t.holding_id = r.holding_id and t.to_person_id = r.person_id and t.kind = 'follows'
          and exists (select 1 from public.residency home where home.holding_id = t.holding_id and home.person_id = t.from_person_id and home.until is null)) >= 2) f) l on true
  left join lateral (
    select count(*)::int open, count(*) filter (where i.severity = 'emergency')::int emergencies,
      (array_agg(i.severity order by array_position(array['emergency', 'dangerous', 'serious', 'other'], i.severity)))[1] worst
    from public.grievance i where i.holding_id = u.holding_id and i.unit_id = u.id
      and coalesce((select e.status from public.grievance_event e where e.holding_id = i.holding_id and e.grievance_id = i.id and e.status is not null
        order by e.at desc, e.id desc limit 1), 'reported') not in ('confirmed', 'closed', 'withdrawn')
      and not exists (select 1 from public.knock_retraction x where x.holding_id = i.holding_id and x.knock_id = i.knock_id)) g on true
  where u.id = any (units || array(
    select led.unit_id from public.residency home join public.tie t on t.holding_id = home.holding_id and t.from_person_id = home.person_id and t.kind = 'follows'
    join public.residency led on led.holding_id = t.holding_id and led.person_id = t.to_person_id and led.until is null
    where home.holding_id in (select f.holding_id from public.unit f where f.id = any (units)) and home.unit_id = any (units)))
  on conflict (holding_id, unit_id) do update set struck = excluded.struck, tries = excluded.tries, last_day = excluded.last_day,
    last_disposition = excluded.last_disposition, knocked_day = excluded.knocked_day, reached_day = excluded.reached_day,
    do_not_knock = excluded.do_not_knock, level = excluded.level, supporting = excluded.supporting, split = excluded.split,
    members = excluded.members, pending_members = excluded.pending_members, leaders = excluded.leaders, leaders_not_yet = excluded.leaders_not_yet,
    open_repairs = excluded.open_repairs, open_emergencies = excluded.open_emergencies, worst_severity = excluded.worst_severity;
end $$;

-- A file is small; who follows somebody is asked from both ends.
create index tie_to on tie (holding_id, to_person_id, kind);

-- Which neighbor is which account: so that it is seen where the committee lives.
grant update (account_id) on person to lintel_app;
