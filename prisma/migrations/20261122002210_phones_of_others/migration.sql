-- A phone asks by a random id of its own. Whether somebody else has that very id decides between "not known yet" and "not yours".
grant create on schema auth to lintel_auth;
create function auth.is_device(asked uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select auth.account() is not null and exists (select 1 from public.device d where d.id = asked)
$$;
alter function auth.is_device(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.is_device(uuid) from public;
grant execute on function auth.is_device(uuid) to lintel_app;
