-- An act that waits for a look waits whole. A week after somebody looked, what it said stands in the file or nowhere: of the act itself is
-- left that it came, what became of it and on which day.
create function derive.let_looks_go() returns void language plpgsql security definer set search_path = '' as $$
declare zone text := (select u.time_zone from public.union_profile u);
begin
  update public.refused_op f set payload = '{}', holding_id = null, knock_id = null,
      at = ((f.at at time zone zone)::date + time '12:00') at time zone zone,
      settled_at = ((f.settled_at at time zone zone)::date + time '12:00') at time zone zone
    where f.settled_at < (derive.today() - 7)::timestamp at time zone zone
      and (f.payload <> '{}' or f.holding_id is not null or f.knock_id is not null);
end $$;

create policy refused_op_jobs on refused_op for select to lintel_jobs using (true);
create policy refused_op_looks on refused_op for update to lintel_jobs using (settled_at < now() - interval '7 days');
grant select, update (at, settled_at, payload, holding_id, knock_id) on refused_op to lintel_jobs;

grant create on schema derive to lintel_jobs;
alter function derive.let_looks_go() owner to lintel_jobs;
revoke create on schema derive from lintel_jobs;
revoke all on function derive.let_looks_go() from public;
grant execute on function derive.let_looks_go() to lintel_app, lintel_jobs;
