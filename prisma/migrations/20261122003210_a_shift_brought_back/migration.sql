-- A shift that was called off takes place after all: what calling it off took comes back, and nothing that was taken before.

-- Doors that were taken back in the moment it was called off, in files its body still keeps, of people who are still of this shift and of the pair
-- that has these doors.
create function auth.lost_by_calling_off(wanted uuid) returns setof public.turf_assignment language sql stable security definer set search_path = '' as $$
  select a.* from public.shift s join public.turf t on t.shift_id = s.id
  join public.holding h on h.id = t.holding_id and h.body_id = s.body_id
  join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at = s.called_off_at
  join public.account c on c.id = a.account_id and c.disabled_at is null and (c.joined_shift is null or c.joined_shift = s.id)
  left join public.shift_person p on p.shift_id = s.id and p.account_id = a.account_id
  where s.id = wanted and s.body_id = any (auth.bodies('turf.assign')) and (t.pair_id is null or p.pair_id is not distinct from t.pair_id)
$$;

-- Until its end; after that there is nothing to go to.
create function auth.bring_back(wanted uuid) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.shift s where s.id = wanted and s.body_id = any (auth.bodies('turf.assign')) and s.called_off_at is not null
    and s.ends_at > now() for update;
  if not found then return false; end if;
  update public.turf_assignment a set revoked_at = null from auth.lost_by_calling_off(wanted) l where a.holding_id = l.holding_id and a.id = l.id;
  update public.shift set called_off_at = null where id = wanted;
  return true;
end $$;

grant create on schema auth to lintel_auth;
alter function auth.lost_by_calling_off(uuid) owner to lintel_auth;
alter function auth.bring_back(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.lost_by_calling_off(uuid), auth.bring_back(uuid) from public;
grant execute on function auth.lost_by_calling_off(uuid), auth.bring_back(uuid) to lintel_app;
