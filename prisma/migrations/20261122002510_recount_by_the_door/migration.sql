-- What a knock without a talk changes, as before: the door's tries, and how many doors were knocked. Told so that every plan goes from the
-- doors that were knocked to their own rows: on the first evenings of a union the statistics say that everything is empty, and a plan made
-- then read every door of the city for each of a hundred knocks.
create or replace function derive.recount_knocks(units uuid[], holdings uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare day date := derive.today(); unknown uuid[]; owner record;
begin
  -- Of a door without a state more may be known than that it was knocked.
  unknown := array(select p.unit_id from unnest(units, holdings) p (unit_id, holding_id)
    where (select d.unit_id from public.door_state d where d.holding_id = p.holding_id and d.unit_id = p.unit_id) is null
      and coalesce((select r.unit_id from public.residency r where r.holding_id = p.holding_id and r.unit_id = p.unit_id limit 1),
        (select a.unit_id from public.assessment a where a.holding_id = p.holding_id and a.unit_id = p.unit_id limit 1),
        (select g.unit_id from public.grievance g where g.holding_id = p.holding_id and g.unit_id = p.unit_id limit 1),
        (select k.unit_id from public.knock k where k.holding_id = p.holding_id and k.unit_id = p.unit_id
          and k.disposition in ('conversation', 'moved', 'vacant') order by k.day desc limit 1)) is not null);
  insert into public.door_state as d (holding_id, unit_id, building_id, struck, tries, last_day, last_disposition, knocked_day, do_not_knock, supporting,
    split, members, pending_members, leaders, leaders_not_yet, open_repairs, open_emergencies)
  select p.holding_id, p.unit_id, u.building_id, u.struck, k.tries, k.last_day, k.last_disposition, k.knocked_day, k.do_not_knock, false,
    false, 0, 0, 0, 0, 0, 0
  from unnest(units, holdings) p (unit_id, holding_id)
  cross join lateral (select u.building_id, u.struck_reason is not null as struck from public.unit u
    where u.holding_id = p.holding_id and u.id = p.unit_id offset 0) u
  cross join lateral (
    select (count(*) filter (where k.disposition not in ('wrong_unit', 'left_literature')))::int tries, max(k.day) knocked_day,
      (array_agg(k.day order by k.at desc, k.id))[1] last_day, (array_agg(k.disposition order by k.at desc, k.id))[1] last_disposition,
      coalesce(bool_or(k.disposition = 'do_not_knock'), false) do_not_knock
    from (select k.id, k.at, k.day, k.disposition from public.knock k where k.holding_id = p.holding_id and k.unit_id = p.unit_id
      and (select r.knock_id from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id) is null
      order by k.day desc offset 0) k) k
  on conflict (holding_id, unit_id) do update set tries = excluded.tries, last_day = excluded.last_day,
    last_disposition = excluded.last_disposition, knocked_day = excluded.knocked_day, do_not_knock = excluded.do_not_knock;
  if cardinality(unknown) > 0 then perform derive.recount_doors(unknown); end if;
  for owner in
    select h.body_id, array_agg(h.id order by h.id) files, min(c.as_of) as_of from (select distinct unnest(holdings)) f (id)
    join public.holding h on h.id = f.id join public.building_coverage c on c.holding_id = f.id group by h.body_id order by h.body_id loop
    if owner.as_of < day then
      perform derive.recount_coverage(owner.files, 'knock', null);
    else
      with clock as (update public.body_clock set feed = feed + cardinality(owner.files) where body_id = owner.body_id returning feed),
        told as (insert into public.change (body_id, n, holding_id, kind)
          select owner.body_id, clock.feed - cardinality(owner.files) + f.nth, f.id, 'knock' from clock, unnest(owner.files) with ordinality f (id, nth)
          returning holding_id, n)
      update public.building_coverage c set version = told.n, knocked = (
        select count(*) from public.door_state d
        where d.holding_id = c.holding_id and d.knocked_day > day - interval '12 months'
          and (select u.struck_reason is null from public.unit u where u.holding_id = d.holding_id and u.id = d.unit_id))
      from told where c.holding_id = told.holding_id;
    end if;
  end loop;
end $$;
