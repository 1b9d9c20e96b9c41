-- What sync needs beside the facts: numbers of a phone that never came, doors that were added twice, one call that recounts.

alter table device add column missing integer[] not null default '{}';

-- Two phones without signal add the same door. The second one's id stays good for what it says about it.
create table unit_alias (
  holding_id uuid not null,
  alias_id uuid primary key,
  unit_id uuid not null,
  foreign key (holding_id, unit_id) references unit (holding_id, id) on delete cascade
);
call core.wall('unit_alias');
call core.allow('unit_alias', 'select', '(select auth.account()) is not null');
call core.allow('unit_alias', 'insert', core.turf_door('unit_alias') || ' or ' || core.file_of('unit_alias', 'buildings.write'));

-- Of a refused act only the settling is written.
revoke update on refused_op from lintel_app;
grant update (settled_at, settled_by, outcome) on refused_op to lintel_app;

-- What a request of a phone begins with. Its numbers: which of them never came. Then the lock on every building its acts touch; of acts that
-- add a door, every building of their turf.
create function auth.take_in(phone uuid, seqs integer[], units uuid[], turfs uuid[]) returns integer[]
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare me uuid := auth.account(); before public.device; last integer; gaps integer[];
begin
  if me is null then raise insufficient_privilege; end if;
  last := (select max(s) from unnest(seqs) s);
  insert into public.device (id, account_id) values (phone, me) on conflict do nothing;
  select * into before from public.device where id = phone and account_id = me for update;
  if before.id is null then raise insufficient_privilege; end if;
  gaps := array(select m from (select unnest(before.missing) union all select generate_series(greatest(before.last_seq + 1, last - 1000), last)) g (m)
    where m <> all (seqs) order by m limit 1000);
  update public.device set last_seq = greatest(before.last_seq, last), missing = gaps where id = phone;
  perform derive.lock_doors(array(
    select coalesce(x.unit_id, n.id) from unnest(units) n (id) left join public.unit_alias x on x.alias_id = n.id
    union select u.id from unnest(turfs) n (id) join public.turf t on t.id = n.id join public.unit u on u.building_id = t.building_id));
  return gaps;
end $$;

-- At a door nobody may read a person's file, yet a second phone number must wait for a person and a member is not asked twice.
-- Who joined in a talk that was taken back has not joined.
create function auth.person_has(file uuid, person uuid, what text) returns boolean language sql stable security definer set search_path = '' as $$
  select file = any (auth.late_holdings() || array(select h.id from public.holding h where h.body_id = any (auth.bodies('doors.knock'))))
    and case what
      when 'membership' then exists (select 1 from public.membership m where m.holding_id = file and m.person_id = person and m.ended_at is null
        and not exists (select 1 from public.knock_retraction x where x.holding_id = m.holding_id and x.knock_id = m.knock_id))
      else exists (select 1 from public.contact c where c.holding_id = file and c.person_id = person and c.kind = what) end
$$;

-- Where these doors are, by any of their names, and by what right this account may say something about each: asked once a request.
create function auth.doors_of(named uuid[]) returns table (named_id uuid, unit_id uuid, holding_id uuid, building_id uuid, body_id uuid, own boolean,
  leased_until timestamptz) language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare me uuid := auth.account(); bodies uuid[] := auth.bodies('doors.knock');
begin
  if me is null then return; end if;
  return query
    select n.id, u.id, u.holding_id, u.building_id, h.body_id, h.body_id = any (bodies),
      (select max(a.expires_at) from public.turf t join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id
        where t.holding_id = u.holding_id and t.building_id = u.building_id and (t.floors is null or u.floor = any (t.floors))
          and a.account_id = me and a.revoked_at is null and a.expires_at > now() - interval '30 days')
    from (select distinct unnest(named) as id) n
    cross join lateral (select unit.* from public.unit where unit.id = coalesce((select x.unit_id from public.unit_alias x where x.alias_id = n.id), n.id) limit 1) u
    cross join lateral (select holding.body_id from public.holding where holding.id = u.holding_id limit 1) h;
end $$;

-- Door states, then coverage and the body's clock, in one call. Each statement inside sees what the one before it wrote. Whoever was met at
-- these doors counts wherever they live: their other doors, in the same file and so under the same lock, are counted too.
create function derive.recount(units uuid[], why text) returns void language plpgsql security definer set search_path = '' as $$
begin
  if cardinality(units) = 0 then return; end if;
  perform derive.recount_doors(units || array(
    select distinct r.unit_id from public.unit u join public.knock k on k.holding_id = u.holding_id and k.unit_id = u.id and k.person_id is not null
    join public.residency r on r.holding_id = k.holding_id and r.person_id = k.person_id and r.until is null
    where u.id = any (units) and r.unit_id <> all (units)));
  perform derive.recount_coverage(array(select distinct u.holding_id from public.unit u where u.id = any (units)), why, null);
end $$;

-- One door or a hundred: the plan is the same, and making it takes longer than running it.
alter function derive.lock_doors(uuid[]) set plan_cache_mode = force_generic_plan;
alter function derive.recount_doors(uuid[]) set plan_cache_mode = force_generic_plan;
alter function derive.recount_coverage(uuid[], text, uuid) set plan_cache_mode = force_generic_plan;

grant create on schema auth to lintel_auth;
alter function auth.doors_of(uuid[]) owner to lintel_auth;
alter function auth.take_in(uuid, integer[], uuid[], uuid[]) owner to lintel_auth;
revoke all on function auth.doors_of(uuid[]), auth.take_in(uuid, integer[], uuid[], uuid[]) from public;
grant execute on function auth.doors_of(uuid[]), auth.take_in(uuid, integer[], uuid[], uuid[]) to lintel_app;
grant create on schema derive to lintel_jobs;
alter function auth.person_has(uuid, uuid, text) owner to lintel_auth;
revoke all on function auth.person_has(uuid, uuid, text) from public;
grant execute on function auth.person_has(uuid, uuid, text) to lintel_app;
alter function derive.recount(uuid[], text) owner to lintel_jobs;
revoke all on function derive.recount(uuid[], text) from public;
grant execute on function derive.recount(uuid[], text) to lintel_app, lintel_jobs;
revoke create on schema auth from lintel_auth;
revoke create on schema derive from lintel_jobs;
