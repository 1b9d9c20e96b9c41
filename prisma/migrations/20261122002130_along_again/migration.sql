-- Whoever came in by a code comes along to the next evening with the same account: what their phone has not sent yet stays theirs to
-- send. They are a guest again, for the new lead to vouch for, and have no door of another evening any more, since whoever vouches
-- here says nothing of the doors there.
create or replace function auth.come_along(wanted text) returns uuid language plpgsql security definer set search_path = '' as $$
declare found public.shift; me uuid := auth.account(); came_to uuid;
begin
  select a.joined_shift into came_to from public.account a where a.id = me;
  select s.* into found from public.shift s join public.shift_code c on c.shift_id = s.id
    where c.code = wanted and s.called_off_at is null and now() between s.starts_at - interval '2 hours' and s.ends_at
      and (came_to is not null or s.body_id = any (auth.my_bodies())) for update of s;
  if found.id is null then return null; end if;
  if came_to <> found.id then
    if (select count(*) from public.account a where a.joined_shift = found.id) >= 100 then return null; end if;
    update public.account set is_guest = true, joined_shift = found.id where id = me;
    update public.turf_assignment a set expires_at = now() from public.turf t
      where t.holding_id = a.holding_id and t.id = a.turf_id and t.shift_id <> found.id
        and a.account_id = me and a.revoked_at is null and a.expires_at > now();
    update public.shift_person p set pair_id = null from public.shift s
      where s.id = p.shift_id and p.account_id = me and s.id <> found.id and s.ends_at > now() - interval '2 hours';
    update public.session set expires_at = greatest(expires_at, found.ends_at + interval '30 days')
      where id = current_setting('app.session')::uuid;
  end if;
  if not exists (select 1 from auth.shift_people(found.id) p where p.account_id = me and p.pair_id is not null)
    then perform auth.put_in_pair(found.id, me, null); end if;
  return found.id;
end $$;
