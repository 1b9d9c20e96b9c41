-- "Talked with in the last twelve months" is the one number that changes without a fact: once a day it is counted anew.

-- Recounts some of the buildings last counted before today, oldest first; says how many, so that the caller can go on until none is left.
create function derive.move_window(most integer) returns integer language plpgsql security definer set search_path = '' as $$
declare stale uuid[];
begin
  select coalesce(array_agg(c.holding_id), '{}') into stale from (
    select holding_id from public.building_coverage where as_of < derive.today() order by as_of, holding_id limit most) c;
  if cardinality(stale) > 0 then perform derive.recount_coverage(stale, 'window', null); end if;
  return cardinality(stale);
end $$;

grant create on schema derive to lintel_jobs;
alter function derive.move_window(integer) owner to lintel_jobs;
revoke create on schema derive from lintel_jobs;
revoke all on function derive.move_window(integer) from public;
grant execute on function derive.move_window(integer) to lintel_app, lintel_jobs;
