-- An act that waits for a look waits whole, for 90 days: then nobody who could still be asked remembers it. A week after somebody looked, what
-- it said stands in the file or nowhere. Of the act itself is left that it came, what became of it and on which day.
create function derive.let_looks_go() returns void language plpgsql security definer set search_path = '' as $$
declare zone text := (select u.time_zone from public.union_profile u); looked timestamptz := (derive.today() - 7)::timestamp at time zone zone;
  came timestamptz := (derive.today() - 90)::timestamp at time zone zone;
begin
  -- Nobody looked: settled without an outcome.
  update public.refused_op f set settled_at = ((f.at at time zone zone)::date + 90 + time '12:00') at time zone zone
    where f.settled_at is null and f.at < came;
  update public.refused_op f set payload = '{}', holding_id = null, knock_id = null,
      at = ((f.at at time zone zone)::date + time '12:00') at time zone zone,
      settled_at = ((f.settled_at at time zone zone)::date + time '12:00') at time zone zone
    where (f.settled_at < looked or (f.settled_at is not null and f.outcome is null))
      and (f.payload <> '{}' or f.holding_id is not null or f.knock_id is not null);
end $$;

create policy refused_op_jobs on refused_op for select to lintel_jobs using (true);
create policy refused_op_looks on refused_op for update to lintel_jobs using (settled_at < now() - interval '7 days' or at < now() - interval '90 days');
grant select, update (at, settled_at, payload, holding_id, knock_id) on refused_op to lintel_jobs;

grant create on schema derive to lintel_jobs;
alter function derive.let_looks_go() owner to lintel_jobs;
revoke create on schema derive from lintel_jobs;
revoke all on function derive.let_looks_go() from public;
grant execute on function derive.let_looks_go() to lintel_app, lintel_jobs;
