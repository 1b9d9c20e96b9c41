-- What they change: the tries of their doors and what was last heard there, kept with the fact, and how many doors of their buildings were
-- knocked, counted. The locks are held by now. Where more is known of a door without a state, all of it is counted.
-- A state that changed between being found and being changed is neither: its tries would be gone, so nothing is taken and all of it sent again.
-- A state is looked for by its key, door by door: as a join it would be planned by how many there were when this was first asked.
create or replace function derive.count_knocks(units uuid[], holdings uuid[], dispositions text[], files uuid[], owner uuid, today date) returns void
language plpgsql security definer set search_path = '' as $$
declare known integer; made integer; more_known uuid[];
begin
  update public.door_state d set tries = d.tries + k.tries, last_day = today, last_disposition = k.last_disposition, knocked_day = today,
    do_not_knock = d.do_not_knock or k.do_not_knock
  from (select k.*, (select s.ctid from public.door_state s where s.holding_id = k.holding_id and s.unit_id = k.unit_id) as place
    from derive.by_door(units, holdings, dispositions) k) k
  where d.ctid = k.place;
  get diagnostics known = row_count;
  if known < cardinality(units) then
    with fresh as (
      insert into public.door_state (holding_id, unit_id, building_id, struck, tries, last_day, last_disposition, knocked_day, do_not_knock, supporting,
        split, members, pending_members, leaders, leaders_not_yet, open_repairs, open_emergencies)
      select u.holding_id, u.id, u.building_id, u.struck_reason is not null, k.tries, today, k.last_disposition, today, k.do_not_knock, false,
        false, 0, 0, 0, 0, 0, 0
      from derive.by_door(units, holdings, dispositions) k join public.unit u on u.holding_id = k.holding_id and u.id = k.unit_id
      where (select d.struck from public.door_state d where d.holding_id = k.holding_id and d.unit_id = k.unit_id) is null
      returning holding_id, unit_id)
    select count(*), array_agg(f.unit_id) filter (where exists (select 1 from public.residency r where r.holding_id = f.holding_id and r.unit_id = f.unit_id)
      or exists (select 1 from public.assessment a where a.holding_id = f.holding_id and a.unit_id = f.unit_id)
      or exists (select 1 from public.grievance g where g.holding_id = f.holding_id and g.unit_id = f.unit_id)
      or (select count(*) from public.knock k where k.holding_id = f.holding_id and k.unit_id = f.unit_id)
        > (select count(*) from unnest(units) w (unit_id) where w.unit_id = f.unit_id)) into made, more_known from fresh f;
    if known + made < (select count(distinct w.id) from unnest(units) w (id)) then
      raise exception 'A door was counted by somebody who held no lock' using errcode = 'serialization_failure';
    end if;
  end if;
  if more_known is not null then perform derive.recount_doors(more_known); end if;
  with clock as (update public.body_clock set feed = feed + cardinality(files) where body_id = owner returning feed),
    told as (insert into public.change (body_id, n, holding_id, kind)
      select owner, clock.feed - cardinality(files) + f.nth, f.id, 'knock' from clock, unnest(files) with ordinality f (id, nth)
      returning holding_id, n)
  update public.building_coverage c set version = told.n, knocked = (
    select count(*) from public.door_state d where d.holding_id = c.holding_id and d.knocked_day > today - interval '12 months'
      and d.unit_id <> all (array(select u.id from public.unit u where u.holding_id = c.holding_id and u.struck_reason is not null)))
  from told where c.holding_id = told.holding_id;
end $$;
