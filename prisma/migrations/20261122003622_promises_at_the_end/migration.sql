-- What was promised at a door has somebody before access to the doors ends, not after it: at the end of its shift, or at once if it came in without
-- one, from a sheet of paper. It passes to whoever led, else to whoever wrote it down, else to a secretary: of these the first who may read it. So
-- does what belongs to somebody who may not read it any more: whose role ended, whose account is closed, whose body handed the file over. What has
-- no day gets one, a week later. All rows are locked before any clock, as by whoever forgets a person or settles a promise; what somebody has in hand
-- passes the next time.
create or replace function auth.pass_follow_ups() returns integer language plpgsql security definer set search_path = '' as $$
declare part record; clock public.body_clock; today date; entry bytea; moved integer; passed integer := 0;
begin
  today := (now() at time zone (select u.time_zone from public.union_profile u))::date;
  for part in
    with keepers as materialized (select g.body_id, g.account_id, g.role, g.granted_at from public.role_grant g
      join public.role_capability c on c.role = g.role and c.capability = 'follow_ups.read'
      join public.account a on a.id = g.account_id and a.disabled_at is null
      where g.revoked_at is null and (g.expires_at is null or g.expires_at > now())),
    loose as materialized (select f.holding_id, f.id, f.owner_id, h.body_id, coalesce(
        (select p.account_id from keepers p where p.body_id = h.body_id and p.account_id = s.lead_id limit 1),
        (select p.account_id from keepers p where p.body_id = h.body_id and p.account_id = f.account_id limit 1),
        (select p.account_id from keepers p where p.body_id = h.body_id order by p.role = 'secretary' desc, p.granted_at, p.account_id limit 1)) as keeper
      from public.follow_up f join public.holding h on h.id = f.holding_id
      left join public.knock k on k.holding_id = f.holding_id and k.id = f.knock_id
      left join public.turf t on t.holding_id = k.holding_id and t.id = k.turf_id left join public.shift s on s.id = t.shift_id
      where f.done_at is null and case when f.owner_id is null then s.id is null or s.ends_at <= now()
          else not exists (select 1 from keepers p where p.body_id = h.body_id and p.account_id = f.owner_id) end
        and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)
      for update of f skip locked)
    select l.body_id, l.keeper, array_agg(l.holding_id) as files, array_agg(l.id) as ids, array_agg(l.owner_id) as owners
    from loose l where l.keeper is not null group by l.body_id, l.keeper order by l.body_id, l.keeper
  loop
    update public.body_clock set audit = audit + 1 where body_id = part.body_id returning * into clock;
    update public.follow_up f set owner_id = part.keeper, due = coalesce(f.due, today + 7)
      from unnest(part.files, part.ids, part.owners) as l (holding_id, id, owner_id)
      where f.holding_id = l.holding_id and f.id = l.id and f.owner_id is not distinct from l.owner_id and f.done_at is null;
    get diagnostics moved = row_count;
    passed := passed + moved;
    entry := sha256(clock.audit_head || convert_to(concat_ws('|', part.body_id, clock.audit, null::uuid, 'promises_passed', part.keeper, today), 'UTF8'));
    insert into public.audit_entry (body_id, n, account_id, action, object_id, day, previous, hash)
      values (part.body_id, clock.audit, null, 'promises_passed', part.keeper, today, clock.audit_head, entry);
    update public.body_clock set audit_head = entry where body_id = part.body_id;
  end loop;
  return passed;
end $$;
