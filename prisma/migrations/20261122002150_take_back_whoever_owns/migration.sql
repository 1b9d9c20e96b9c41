-- A body calls off its evening, and takes back what it gave out in it, also where the file was handed to another body meanwhile: what
-- it may not read any more it may still end.
create function auth.call_off(wanted uuid) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  update public.shift set called_off_at = coalesce(called_off_at, now()) where id = wanted and body_id = any (auth.bodies('turf.assign'));
  if not found then return false; end if;
  update public.turf_assignment a set revoked_at = now() from public.turf t
    where t.shift_id = wanted and a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null;
  return true;
end $$;

-- Doors taken back from everybody are no pair's any more.
create function auth.take_back(wanted uuid, given uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare taken public.turf_assignment;
begin
  perform 1 from public.shift s where s.id = wanted and s.body_id = any (auth.bodies('turf.assign')) for update;
  if not found then return false; end if;
  update public.turf_assignment a set revoked_at = coalesce(a.revoked_at, now()) from public.turf t
    where a.id = given and t.holding_id = a.holding_id and t.id = a.turf_id and t.shift_id = wanted returning a.* into taken;
  if taken.id is null then return false; end if;
  update public.turf t set pair_id = null where t.holding_id = taken.holding_id and t.id = taken.turf_id and not exists (
    select 1 from public.turf_assignment a where a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null);
  return true;
end $$;

grant create on schema auth to lintel_auth;
alter function auth.call_off(uuid) owner to lintel_auth;
alter function auth.take_back(uuid, uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.call_off(uuid), auth.take_back(uuid, uuid) from public;
grant execute on function auth.call_off(uuid), auth.take_back(uuid, uuid) to lintel_app;
