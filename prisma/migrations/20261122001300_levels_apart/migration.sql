-- Where people stand is for fewer readers than how often their door was knocked on. A row policy cannot hide a column: these are read
-- through a function that asks for the right.
revoke select on door_state from lintel_app;
grant select (holding_id, unit_id, building_id, struck, tries, last_day, last_disposition, knocked_day, reached_day, do_not_knock, members,
  pending_members, open_repairs, open_emergencies, worst_severity) on door_state to lintel_app;

grant create on schema auth to lintel_auth;
create function auth.door_levels(file uuid) returns table (unit_id uuid, level smallint, supporting boolean, split boolean, leaders integer,
  leaders_not_yet integer) language sql stable security definer rows 100 set search_path = '' as $$
  select d.unit_id, d.level, d.supporting, d.split, d.leaders, d.leaders_not_yet
  from public.holding h join public.door_state d on d.holding_id = h.id
  where h.id = file and h.body_id = any ((select auth.bodies('levels.read'))::uuid[])
$$;
alter function auth.door_levels(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.door_levels(uuid) from public;
grant execute on function auth.door_levels(uuid) to lintel_app;
