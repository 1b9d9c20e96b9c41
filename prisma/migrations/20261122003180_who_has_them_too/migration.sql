-- Doors go back for everyone who has them: whoever hands them back is told whom else it concerns. A guest, too, knows their pair by name.
create function auth.who_else_has(of_turf uuid) returns text[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(who.name order by who.name), '{}') from public.turf_assignment a join public.account who on who.id = a.account_id
  where a.turf_id = of_turf and of_turf = any (auth.turfs()) and a.account_id <> auth.account() and a.revoked_at is null and a.expires_at > now()
$$;

grant create on schema auth to lintel_auth;
alter function auth.who_else_has(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.who_else_has(uuid) from public;
grant execute on function auth.who_else_has(uuid) to lintel_app;
