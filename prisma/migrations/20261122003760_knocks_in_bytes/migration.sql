-- Which turf a knock belongs to: where a door stands is asked once, and what all doors of a turf have in common once.
create or replace function auth.turfs_of(wanted uuid[], holdings uuid[], units uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select coalesce(
      -- A turf that is a whole building has each of its doors.
      (select t.id from public.turf t where t.id = w.turf_id and t.holding_id = w.holding_id and t.floors is null and t.units is null), (
      select t.id from public.turf t join public.unit u on u.holding_id = t.holding_id and u.building_id = t.building_id
      where t.holding_id = w.holding_id and t.id = w.turf_id and u.id = w.unit_id and (core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in) or exists (
        select 1 from public.turf o where o.holding_id = t.holding_id and o.shift_id = t.shift_id and o.building_id = t.building_id
          and core.in_turf(o.floors, o.units, o.id, u.floor, u.id, u.added_in)))))
    from unnest(wanted, holdings, units) with ordinality w (turf_id, holding_id, unit_id, nth) order by w.nth);
end $$;

drop function auth.take_knocks_at_once(uuid, uuid, uuid, uuid[], integer[], text[], uuid[], uuid[], uuid[], text[], boolean[]);

-- A plain knock says itself where and when it was. Its row in the ledger is written as every row of it stands a week later (decision 018):
-- number, digest and answer, on its day, without a door. Nobody asks it for more, and there is nothing of it to let go.
create function auth.take_knocks_at_once(asking uuid, me uuid, phone uuid, op_ids uuid[], seqs integer[], hashes bytea[], units uuid[], turfs uuid[],
  knocks uuid[], dispositions text[], flyers boolean[], out missing integer[], out epoch text)
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off
  set enable_mergejoin = off as $$
declare n integer := cardinality(seqs); last integer; gaps integer[]; zone text; clock timestamptz; today date; holdings uuid[]; files uuid[];
  owner uuid; fits boolean; own boolean;
begin
  -- The phone first, then the files, then the body's clock: the order in which everybody locks.
  select d.last_seq, d.missing, u.time_zone into last, gaps, zone
  from public.session s join public.account a on a.id = s.account_id join public.device d on d.id = phone and d.account_id = a.id
    cross join public.union_profile u
  where s.id = asking and s.account_id = me and s.revoked_at is null and s.expires_at > now() and a.disabled_at is null and d.last_seq < seqs[1]
  for update of d;
  if not found then return; end if;
  holdings := array(select (select u.holding_id from public.unit u where u.id = w.id) from unnest(units) with ordinality w (id, nth) order by w.nth);
  files := array(select c.holding_id from public.building_coverage c where c.holding_id = any (holdings) order by c.holding_id for update);

  clock := clock_timestamp();
  today := (clock at time zone zone)::date;
  select (array_agg(h.body_id))[1], count(distinct h.holding_id) = cardinality(files) and count(distinct h.body_id) = 1 and bool_and(h.as_of >= today), bool_and(h.own)
  into owner, fits, own from (
    select c.holding_id, c.as_of, h.body_id, exists (
      select 1 from public.role_grant g join public.role_capability r on r.role = g.role and r.capability = 'doors.knock'
      where g.account_id = me and g.body_id = h.body_id and g.revoked_at is null and (g.expires_at is null or g.expires_at > now())) as own
    from public.building_coverage c join public.holding h on h.id = c.holding_id where c.holding_id = any (files)) h;
  if fits is not true or not holdings <@ files then return; end if;
  if not own and exists (
    select 1 from unnest(units, holdings) w (unit_id, holding_id) where not exists (
      select 1 from public.unit u join public.turf t on t.holding_id = u.holding_id and t.building_id = u.building_id
        and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
      join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id
      where u.holding_id = w.holding_id and u.id = w.unit_id and a.account_id = me and a.revoked_at is null and a.expires_at >= clock))
    then return; end if;

  if seqs[n] <> last + n then
    gaps := array(select m from (select unnest(gaps) union all select generate_series(greatest(last + 1, seqs[n] - 1000), seqs[n])) g (m)
      where m <> all (seqs) order by m limit 1000);
  end if;
  with heard as (
    update public.device d set last_seq = seqs[n], missing = gaps where d.id = phone),
  kept as (
    insert into public.op_ledger (device_id, op_id, seq, account_id, kind, payload_hash, result, at)
    select phone, g.op_id, g.seq, me, 'knock', g.hash, 'applied', (today + time '12:00') at time zone zone
    from unnest(op_ids, seqs, hashes) g (op_id, seq, hash))
  insert into public.knock (holding_id, id, unit_id, account_id, device_id, turf_id, disposition, flyer, late, at, day)
  select g.holding_id, g.id, g.unit_id, me, phone, g.turf_id, g.disposition, g.flyer, false, clock + (g.nth - 1) * interval '1 microsecond', today
  from unnest(holdings, knocks, units, auth.turfs_of(turfs, holdings, units), dispositions, flyers) with ordinality
    g (holding_id, id, unit_id, turf_id, disposition, flyer, nth);
  perform derive.count_knocks(units, holdings, dispositions, files, owner, today);
  missing := gaps;
  epoch := auth.epoch();
end $$;

-- Of new knocks without a talk: how many of each door are tries, and what was last heard there.
create function derive.by_door(units uuid[], holdings uuid[], dispositions text[])
returns table (holding_id uuid, unit_id uuid, tries integer, last_disposition text, do_not_knock boolean) language sql immutable as $$
  select w.holding_id, w.unit_id, (count(*) filter (where w.disposition not in ('wrong_unit', 'left_literature')))::int,
    (array_agg(w.disposition order by w.nth desc))[1], bool_or(w.disposition = 'do_not_knock')
  from unnest(units, holdings, dispositions) with ordinality w (unit_id, holding_id, disposition, nth) group by w.holding_id, w.unit_id
$$;

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

grant create on schema auth to lintel_auth;
alter function auth.take_knocks_at_once(uuid, uuid, uuid, uuid[], integer[], bytea[], uuid[], uuid[], uuid[], text[], boolean[]) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.take_knocks_at_once(uuid, uuid, uuid, uuid[], integer[], bytea[], uuid[], uuid[], uuid[], text[], boolean[]) from public;
grant execute on function auth.take_knocks_at_once(uuid, uuid, uuid, uuid[], integer[], bytea[], uuid[], uuid[], uuid[], text[], boolean[]) to lintel_app;
revoke all on function derive.by_door(uuid[], uuid[], text[]) from public;
grant execute on function derive.by_door(uuid[], uuid[], text[]) to lintel_jobs;
