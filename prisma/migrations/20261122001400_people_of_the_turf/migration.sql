-- Turf is a right to some doors of a building, not to everybody's file in it: who is spoken of must have lived behind one of its doors.
grant create on schema auth to lintel_auth;
create function auth.lives_in_turf(file uuid, person uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.residency r join public.unit u on u.holding_id = r.holding_id and u.id = r.unit_id
    join public.turf t on t.holding_id = u.holding_id and t.building_id = u.building_id and (t.floors is null or u.floor = any (t.floors))
    where r.holding_id = file and r.person_id = person and t.id = any ((select auth.late_turfs())::uuid[]))
$$;
alter function auth.lives_in_turf(uuid, uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.lives_in_turf(uuid, uuid) from public;
grant execute on function auth.lives_in_turf(uuid, uuid) to lintel_app;
