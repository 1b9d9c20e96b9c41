-- Bare knocks
-- Most of what phones send: nobody home, or not now. The same steps as for every act, each asked of the database once for the whole request.

-- The phone's numbers, the locks, and what speaks against each knock. Null when one of its numbers came before: then each
-- act is looked up in the ledger.
create function auth.open_knocks(phone uuid, seqs integer[], named uuid[], out missing integer[], out units uuid[], out holdings uuid[],
  out verdicts text[], out at timestamptz[], out late boolean[])
language plpgsql security definer set search_path = '' as $$
declare me uuid := auth.account(); bodies uuid[]; clock timestamptz; files bigint; held bigint;
begin
  if me is null then raise insufficient_privilege; end if;
  update public.device d set last_seq = seqs[cardinality(seqs)],
    missing = case when seqs = array[d.last_seq + 1] then d.missing else array(
      select m from (select unnest(d.missing) union all select generate_series(greatest(d.last_seq + 1, seqs[cardinality(seqs)] - 1000), seqs[cardinality(seqs)])) g (m)
      where m <> all (seqs) order by m limit 1000) end
  where d.id = phone and d.account_id = me and d.last_seq < seqs[1] returning d.missing into missing;
  if not found then
    insert into public.device as d (id, account_id, last_seq, missing)
    values (phone, me, seqs[cardinality(seqs)], array(select m from generate_series(greatest(1, seqs[cardinality(seqs)] - 1000), seqs[cardinality(seqs)]) m
      where m <> all (seqs) order by m limit 1000))
    on conflict do nothing returning d.missing into missing;
    if not found then return; end if;
  end if;
  select array_agg(u.id order by n.nth), array_agg(u.holding_id order by n.nth), count(distinct u.holding_id) into units, holdings, files
  from unnest(named) with ordinality n (id, nth) left join public.unit_alias x on x.alias_id = n.id
  left join public.unit u on u.id = coalesce(x.unit_id, n.id);
  perform 1 from public.building_coverage c where c.holding_id = any (holdings) order by c.holding_id for update;
  get diagnostics held = row_count;
  if held < files then perform derive.lock_doors(units); end if;
  bodies := auth.bodies('doors.knock');
  clock := core.clock();
  select array_agg(case when n.unit is null then 'not_there' when not n.own and n.until is null then 'not_your_turf' end order by n.nth),
    array_agg(case when n.until < clock then n.until + n.seq * interval '1 microsecond' else clock + (n.nth - 1) * interval '1 microsecond' end order by n.nth),
    array_agg(coalesce(n.until < clock, false) order by n.nth)
  into verdicts, at, late
  from (select n.unit, n.nth, n.seq, h.body_id = any (bodies) as own, case when not h.body_id = any (bodies) then (
      select max(a.expires_at) from public.unit u join public.turf t on t.holding_id = u.holding_id and t.building_id = u.building_id
        and (t.floors is null or u.floor = any (t.floors)) join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id
      where u.holding_id = n.holding and u.id = n.unit and a.account_id = me and a.revoked_at is null and a.expires_at > now() - interval '30 days') end as until
    from unnest(units, holdings, seqs) with ordinality n (unit, holding, seq, nth) left join public.holding h on h.id = n.holding offset 0) n;
end $$;

-- What a knock without a talk changes: the door's tries, and how many doors were knocked. The rest stays as it was. The locks are held by now.
-- Doors and their files stand side by side, each door once.
create function derive.recount_knocks(units uuid[], holdings uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare day date := derive.today(); touched bigint; owner record;
begin
  update public.door_state d set tries = k.tries, last_day = k.last_day, last_disposition = k.last_disposition, knocked_day = k.knocked_day,
    do_not_knock = k.do_not_knock
  from unnest(units, holdings) p (unit_id, holding_id) cross join lateral (
    select (count(*) filter (where k.disposition not in ('wrong_unit', 'left_literature')))::int tries, max(k.day) knocked_day, (array_agg(k.day order by k.at desc, k.id))[1] last_day,
      (array_agg(k.disposition order by k.at desc, k.id))[1] last_disposition, coalesce(bool_or(k.disposition = 'do_not_knock'), false) do_not_knock
    from public.knock k where k.holding_id = p.holding_id and k.unit_id = p.unit_id
      and (k.holding_id, k.id) not in (select r.holding_id, r.knock_id from public.knock_retraction r where r.holding_id = any (holdings))) k
  where d.holding_id = p.holding_id and d.unit_id = p.unit_id;
  get diagnostics touched = row_count;
  if touched < cardinality(units) then
    -- A door where nothing was known yet: nobody lives there, nothing was said, nothing is broken.
    insert into public.door_state (holding_id, unit_id, building_id, struck, tries, last_day, last_disposition, knocked_day, do_not_knock, supporting,
      split, members, pending_members, leaders, leaders_not_yet, open_repairs, open_emergencies)
    select u.holding_id, u.id, u.building_id, u.struck_reason is not null, (k.disposition not in ('wrong_unit', 'left_literature'))::int, k.day, k.disposition, k.day, k.disposition = 'do_not_knock', false,
      false, 0, 0, 0, 0, 0, 0
    from unnest(units, holdings) p (unit_id, holding_id) join public.unit u on u.holding_id = p.holding_id and u.id = p.unit_id
    cross join lateral (select min(k.day) as day, min(k.disposition) as disposition from public.knock k
      where k.holding_id = p.holding_id and k.unit_id = p.unit_id having count(*) = 1) k
    where not exists (select 1 from public.door_state d where d.holding_id = p.holding_id and d.unit_id = p.unit_id)
      and not exists (select 1 from public.residency r where r.holding_id = p.holding_id and r.unit_id = p.unit_id)
      and not exists (select 1 from public.assessment a where a.holding_id = p.holding_id and a.unit_id = p.unit_id)
      and not exists (select 1 from public.grievance g where g.holding_id = p.holding_id and g.unit_id = p.unit_id);
    units := array(select p.unit_id from unnest(units, holdings) p (unit_id, holding_id)
      where not exists (select 1 from public.door_state d where d.holding_id = p.holding_id and d.unit_id = p.unit_id));
    if cardinality(units) > 0 then perform derive.recount_doors(units); end if;
  end if;
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
        select count(*) from public.door_state d join public.unit u on u.holding_id = d.holding_id and u.id = d.unit_id
        where d.holding_id = c.holding_id and d.knocked_day > day - interval '12 months' and u.struck_reason is null)
      from told where c.holding_id = told.holding_id;
    end if;
  end loop;
end $$;

-- With the rights of whoever asks: the row policies judge each row once more.
create function core.take_knocks(phone uuid, account uuid, zone text, op_ids uuid[], seqs integer[], hashes text[], named uuid[], turfs uuid[],
  knocks uuid[], dispositions text[], flyers boolean[], out missing integer[], out verdicts text[])
language plpgsql set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare opened record; units uuid[]; holdings uuid[];
begin
  select * into opened from auth.open_knocks(phone, seqs, named);
  if opened.missing is null then return; end if;
  insert into public.op_ledger (device_id, op_id, seq, account_id, kind, payload_hash, holding_id, unit_id, result, code)
  select phone, s.op_id, s.seq, account, 'knock', decode(s.hash, 'hex'), s.holding_id, s.unit_id, case when s.verdict is null then 'applied' else 'rejected' end, s.verdict
  from unnest(op_ids, seqs, hashes, opened.holdings, opened.units, opened.verdicts) s (op_id, seq, hash, holding_id, unit_id, verdict);
  insert into public.knock (holding_id, id, unit_id, account_id, device_id, turf_id, disposition, flyer, late, at, day)
  select s.holding_id, s.id, s.unit_id, account, phone, s.turf_id, s.disposition, s.flyer, s.late, s.at, (s.at at time zone zone)::date
  from unnest(opened.holdings, knocks, opened.units, turfs, dispositions, flyers, opened.late, opened.at, opened.verdicts)
    s (holding_id, id, unit_id, turf_id, disposition, flyer, late, at, verdict)
  where s.verdict is null;
  select array_agg(s.unit_id), array_agg(s.holding_id) into units, holdings from (
    select distinct s.unit_id, s.holding_id from unnest(opened.units, opened.holdings, opened.verdicts) s (unit_id, holding_id, verdict)
    where s.verdict is null) s;
  if cardinality(units) > 0 then perform derive.recount_knocks(units, holdings); end if;
  missing := opened.missing;
  verdicts := nullif(opened.verdicts, array_fill(null::text, array[cardinality(op_ids)]));
end $$;

grant create on schema auth to lintel_auth;
alter function auth.open_knocks(uuid, integer[], uuid[]) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
grant create on schema derive to lintel_jobs;
alter function derive.recount_knocks(uuid[], uuid[]) owner to lintel_jobs;
revoke create on schema derive from lintel_jobs;
revoke all on function auth.open_knocks(uuid, integer[], uuid[]), derive.recount_knocks(uuid[], uuid[]),
  core.take_knocks(uuid, uuid, text, uuid[], integer[], text[], uuid[], uuid[], uuid[], text[], boolean[]) from public;
grant execute on function auth.open_knocks(uuid, integer[], uuid[]), derive.recount_knocks(uuid[], uuid[]),
  core.take_knocks(uuid, uuid, text, uuid[], integer[], text[], uuid[], uuid[], uuid[], text[], boolean[]) to lintel_app;
