-- The doors of a shift, each once: those somebody has or handed back, and those that were knocked in it, whoever has them now. What the desk
-- took back before anybody was there is none of them.
create function core.doors_of_shift(wanted uuid) returns table (unit_id uuid, knocked boolean) language sql stable as $$
  select d.id, bool_or(d.knocked) from (
    select u.id, exists (select 1 from public.knock k where k.holding_id = u.holding_id and k.unit_id = u.id and k.turf_id = t.id
        and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)) as knocked,
      exists (select 1 from public.turf_assignment a where a.holding_id = t.holding_id and a.turf_id = t.id
        and (a.revoked_at is null or a.handed_back)) as given
    from public.turf t join public.unit u on u.building_id = t.building_id and u.struck_reason is null
      and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
    where t.shift_id = wanted) d
  where d.given or d.knocked group by d.id
$$;
