-- Desk and board move somebody in one way: into a pair with all its doors, out of it without them. Doors given to that person
-- directly are not the pair's, and stay.

create function auth.name_pairs(evening uuid) returns void language sql security definer set search_path = '' as $$
  update public.shift_pair p set name = coalesce((select left(string_agg(split_part(trim(a.name), ' ', 1), ' + ' order by a.name, a.id), 80)
    from public.shift_person s join public.account a on a.id = s.account_id where s.pair_id = p.id), '–') where p.shift_id = evening
$$;

create or replace function auth.put_in_pair(evening uuid, who uuid, wished uuid) returns void language plpgsql security definer set search_path = '' as $$
declare chosen uuid; mate uuid; of_shift public.shift;
begin
  select * into of_shift from public.shift where id = evening for update;
  select p.id into chosen from public.shift_pair p where p.shift_id = evening and (wished is null or p.id = wished)
    order by exists (select 1 from public.turf t join public.holding h on h.id = t.holding_id and h.body_id = of_shift.body_id where t.pair_id = p.id) desc,
      (select count(*) from auth.shift_people(evening) o where o.pair_id = p.id and o.account_id <> who), p.place, p.id limit 1;
  if wished is not null and chosen is null then raise insufficient_privilege; end if;
  insert into public.shift_person (shift_id, account_id, pair_id, joined_at) values (evening, who, chosen, now())
    on conflict (shift_id, account_id) do update set pair_id = excluded.pair_id;
  if chosen is null then
    select a.account_id into mate from public.turf t
      join public.holding h on h.id = t.holding_id and h.body_id = of_shift.body_id
      join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null
      where t.shift_id = evening and t.pair_id is null and a.account_id <> who
      order by (select count(*) from public.turf_assignment o where o.holding_id = t.holding_id and o.turf_id = t.id and o.revoked_at is null),
        a.assigned_at, a.account_id limit 1;
  end if;
  insert into public.turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
    select t.holding_id, t.id, who, case when auth.leads_shift(evening) then auth.account() else coalesce(of_shift.lead_id, of_shift.made_by) end,
      of_shift.ends_at + interval '2 hours'
    from public.turf t join public.holding h on h.id = t.holding_id and h.body_id = of_shift.body_id
    where t.shift_id = evening and of_shift.called_off_at is null
      and (t.pair_id = chosen or (t.pair_id is null and exists (select 1 from public.turf_assignment m
        where m.holding_id = t.holding_id and m.turf_id = t.id and m.account_id = mate and m.revoked_at is null)))
      and not exists (select 1 from public.turf_assignment o
        where o.holding_id = t.holding_id and o.turf_id = t.id and o.account_id = who and o.revoked_at is null);
  perform auth.name_pairs(evening);
end $$;

-- A null pair is out of every pair. Who is not of the evening yet comes from the body's own people, by whoever gives out its doors;
-- who went on to another evening by its code is that one's to place.
create or replace function auth.move_to_pair(wanted uuid, who uuid, new_pair uuid) returns void language plpgsql security definer set search_path = '' as $$
declare of_body uuid;
begin
  select s.body_id into of_body from public.shift s where s.id = wanted for update;
  if not auth.leads_shift(wanted)
    or (new_pair is not null and exists (select 1 from public.account a where a.id = who and a.joined_shift <> wanted))
    or not (exists (select 1 from auth.shift_people(wanted) p where p.account_id = who)
      or (of_body = any (auth.bodies('turf.assign')) and exists (select 1 from public.role_grant g join public.account a on a.id = g.account_id
        where g.account_id = who and g.body_id = of_body and g.revoked_at is null and (g.expires_at is null or g.expires_at > now())
          and a.disabled_at is null)))
    then raise insufficient_privilege; end if;
  update public.turf_assignment a set revoked_at = now() from public.turf t
    where t.holding_id = a.holding_id and t.id = a.turf_id and t.shift_id = wanted and t.pair_id is not null
      and t.pair_id is distinct from new_pair and a.account_id = who and a.revoked_at is null;
  if new_pair is null then
    insert into public.shift_person (shift_id, account_id, joined_at) values (wanted, who, now())
      on conflict (shift_id, account_id) do update set pair_id = null;
    perform auth.name_pairs(wanted);
  else
    perform auth.put_in_pair(wanted, who, new_pair);
  end if;
end $$;

grant create on schema auth to lintel_auth;
alter function auth.name_pairs(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.name_pairs(uuid) from public;
