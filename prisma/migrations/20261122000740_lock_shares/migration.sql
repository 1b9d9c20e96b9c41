-- A share moves the receiver's clock (its version) and the giver's (the deed): both are taken first, in id order, so that switches
-- tapped quickly read what the one before wrote, and two bodies that share with each other at once do not wait for each other.
grant create on schema auth to lintel_auth;
create function auth.lock_shares(from_body uuid, to_body uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not from_body = any (auth.my_bodies()) then raise insufficient_privilege; end if;
  perform 1 from public.body_clock where body_id in (from_body, to_body) order by body_id for update;
end $$;
alter function auth.lock_shares(uuid, uuid) owner to lintel_auth;
revoke all on function auth.lock_shares(uuid, uuid) from public;
grant execute on function auth.lock_shares(uuid, uuid) to lintel_app;
revoke create on schema auth from lintel_auth;
