-- A person who has an account takes on another role by an invitation link. Null when it is used, over or unknown.
grant create on schema auth to lintel_auth;
create function auth.take_invitation(wanted uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare found public.invitation; me uuid := auth.account();
begin
  if me is null then raise insufficient_privilege; end if;
  select * into found from public.invitation where id = wanted and used_at is null and expires_at > now() for update;
  if found.id is null then return null; end if;
  insert into public.role_grant (account_id, body_id, role, granted_by, expires_at)
    values (me, found.body_id, found.role, found.created_by, found.grant_until);
  update public.invitation set used_at = now(), used_by = me where id = wanted;
  return found.body_id;
end $$;
alter function auth.take_invitation(uuid) owner to lintel_auth;
revoke all on function auth.take_invitation(uuid) from public;
grant execute on function auth.take_invitation(uuid) to lintel_app, lintel_jobs;
revoke create on schema auth from lintel_auth;
