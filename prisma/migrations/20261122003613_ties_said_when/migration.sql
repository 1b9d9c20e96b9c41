-- Whom an evening's neighbors named: only what was said since it began. Of a tie that was there before, nobody knows when it was said.
alter table tie add column at timestamptz;
alter table tie alter column at set default core.clock();
-- An id of the seventh version would keep the millisecond.
alter table tie alter column id set default gen_random_uuid();

-- As everything that was said: a week later it is the day alone.
create policy tie_minutes on tie for update to lintel_jobs using (at < now() - interval '7 days');
grant update (at) on tie to lintel_jobs;
create or replace function derive.let_loose_minutes_go(most integer) returns integer language plpgsql security definer set search_path = '' as $$
declare zone text := (select u.time_zone from public.union_profile u); dusk timestamptz := (derive.today() - 7)::timestamp at time zone zone;
  acts integer; taken_back integer; arrived integer; named integer;
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
  update public.tie t set at = ((t.at at time zone zone)::date + time '12:00') at time zone zone
    from (select o.holding_id, o.id from public.tie o where o.at < dusk and o.at <> date_trunc('minute', o.at) limit most) o
    where t.holding_id = o.holding_id and t.id = o.id;
  get diagnostics named = row_count;
  return greatest(acts, taken_back, arrived, named);
end $$;
