-- Who founds a body holds its key until a secretary of its own has joined, and two weeks longer to help. Not a fixed day: a body
-- whose first invitation was never used would be locked for ever.
create function auth.end_help() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.role_grant set expires_at = now() + interval '14 days'
  where body_id = new.body_id and role = 'secretary' and granted_by = account_id and account_id <> new.account_id
    and revoked_at is null and expires_at is null;
  return null;
end $$;
grant create on schema auth to lintel_auth;
alter function auth.end_help() owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.end_help() from public;
create trigger end_help after insert on role_grant for each row
  when (new.role = 'secretary' and new.expires_at is null and new.granted_by is distinct from new.account_id) execute function auth.end_help();
