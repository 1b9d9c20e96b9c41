-- A pair's knocks are counted by the turf they were made in: what it knocked stays in that turf, which becomes as small as they are. A
-- door found on the way stays with who found it.
create or replace function auth.not_knocked(of_turf uuid) returns table (unit_id uuid, label text) language sql stable security definer set search_path = '' as $$
  select u.id, u.label from public.turf t
  join public.unit u on u.building_id = t.building_id and u.struck_reason is null and core.in_turf(t.floors, t.units, t.id, u.floor, u.id, u.added_in)
  left join public.door_state d on d.holding_id = u.holding_id and d.unit_id = u.id
  where t.id = of_turf and (t.id = any (auth.turfs()) or (t.handed_why is not null and auth.leads_shift(t.shift_id)))
    and not coalesce(d.do_not_knock, false) and u.added_in is distinct from t.id
    and not exists (select 1 from public.knock k join public.turf o on o.holding_id = k.holding_id and o.id = k.turf_id
      where k.holding_id = u.holding_id and k.unit_id = u.id and o.shift_id = t.shift_id
        and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id))
  order by u.entrance, u.floor_rank desc, u.floor, u.line_rank, u.label_key
$$;

-- What a phone still holds of doors that went back comes in as late as it would after the evening: the right to read them is over,
-- the right to say what was done there is not.
alter table turf_assignment add column handed_back boolean not null default false;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'auth' and p.prosrc like '%a.revoked_at is null and a.expires_at > now() - interval ''30 days''%' loop
    execute replace(pg_get_functiondef(f), 'a.revoked_at is null and a.expires_at > now() - interval ''30 days''',
      '(a.revoked_at is null or a.handed_back) and a.expires_at > now() - interval ''30 days''');
  end loop;
end $$;

create or replace function auth.hand_back(of_turf uuid, why text) returns integer language plpgsql security definer set search_path = '' as $$
declare old public.turf; waiting uuid := core.uuid_v7(); open_units uuid[]; kept_units uuid[];
begin
  perform 1 from public.shift s where s.id = (select t.shift_id from public.turf t where t.id = of_turf) for update;
  select t.* into old from public.turf t where t.id = of_turf and t.id = any (auth.turfs());
  if old.id is null then return null; end if;
  select array_agg(n.unit_id) into open_units from auth.not_knocked(of_turf) n;
  if open_units is null then return 0; end if;
  select array_agg(u.id) into kept_units from public.unit u
    where u.building_id = old.building_id and core.in_turf(old.floors, old.units, old.id, u.floor, u.id, u.added_in) and u.id <> all (open_units);
  insert into public.turf (holding_id, id, shift_id, building_id, units, handed_why, handed_from)
    values (old.holding_id, waiting, old.shift_id, old.building_id, open_units, why, old.pair_id);
  if kept_units is null then
    update public.turf_assignment a set revoked_at = now(), expires_at = least(a.expires_at, now()), handed_back = true
      where a.holding_id = old.holding_id and a.turf_id = old.id and a.revoked_at is null;
    update public.turf t set pair_id = null where t.holding_id = old.holding_id and t.id = old.id;
  else
    insert into public.turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at, revoked_at, handed_back)
      select a.holding_id, waiting, a.account_id, a.assigned_by, least(a.expires_at, now()), now(), true from public.turf_assignment a
      where a.holding_id = old.holding_id and a.turf_id = old.id and a.revoked_at is null;
    update public.turf t set floors = null, units = kept_units where t.holding_id = old.holding_id and t.id = old.id;
  end if;
  return cardinality(open_units);
end $$;

-- Whose file an act is about that was refused: of those in which its author was ever given doors, also where they were taken back.
create function auth.file_once_given(named_turf uuid, named_unit uuid) returns table (holding_id uuid, body_id uuid)
language sql stable security definer set search_path = '' as $$
  select h.id, h.body_id from public.holding h
  where h.id = coalesce((select t.holding_id from public.turf t where t.id = named_turf), (select u.holding_id from public.unit u where u.id = named_unit))
    and exists (select 1 from public.turf_assignment a where a.holding_id = h.id and a.account_id = auth.account())
$$;

grant create on schema auth to lintel_auth;
alter function auth.file_once_given(uuid, uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.file_once_given(uuid, uuid) from public;
grant execute on function auth.file_once_given(uuid, uuid) to lintel_app;
